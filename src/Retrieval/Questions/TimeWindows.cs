using System.Text.RegularExpressions;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Questions;

/// <summary>
/// Takes the window of publication from a question's dates. A window hides all other stories, so a date is only taken where it says when
/// something was in the news (<see cref="DateNarrowing"/>), and only if it is the one such date: two are compared.
/// </summary>
internal static partial class TimeWindows
{
    // Gregorian dates far from either end of what the types can hold.
    private const int FirstYear = 1900;
    private const int LastYear = 9000;

    // Before it, there is no news on the net: what happened then is told by stories of other days.
    private const int FirstYearOfNews = 1990;

    public static (TimeWindow Window, TextSpan Span)? In(string text, TextSpan asking, DateTimeOffset now)
    {
        if (now.Year is < FirstYear or > LastYear)
        {
            return null;
        }

        var phrases = DatePhrase.AllIn(text).Take(8).ToList();
        var narrowing = phrases.Where(phrase => DateNarrowing.IsIn(text, asking, phrase)).ToList();
        var inQuestion = narrowing.Where(phrase => phrase.Span.Start >= asking.Start).ToList();
        var candidates = inQuestion.Count > 0 ? inQuestion : narrowing;
        return candidates is [var only] && Window(text, only, now) is { } window && IsMeant(text[asking.Start..asking.End], only, window, now)
            ? (window, WithReports(text, only.Span))
            : null;
    }

    /// <summary>The stories that a window dates are not what is searched for: <c>according to stories from April</c>.</summary>
    private static TextSpan WithReports(string text, TextSpan date) =>
        ReportsBefore().Match(text[..date.Start]) is { Success: true } reports ? date with { Start = reports.Index } : date;

    private static TimeWindow? Window(string text, DatePhrase phrase, DateTimeOffset now)
    {
        if (Days(phrase, now.DateTime) is not (var from, var until))
        {
            return null;
        }

        return new TimeWindow(Midnight(from), Midnight(until), text[phrase.Span.Start..phrase.Span.End]);

        DateTimeOffset? Midnight(DateOnly? day) =>
            day is { } known ? new DateTimeOffset(known.ToDateTime(TimeOnly.MinValue), now.Offset) : null;
    }

    /// <summary>The days that a date in a text means to somebody who writes now; the end exclusive.</summary>
    public static (DateOnly? From, DateOnly? Until)? Days(DatePhrase phrase, DateTime now)
    {
        if (phrase.End is not null)
        {
            return DateStretch.Resolve(phrase.Date, phrase.End, now) is { } stretch ? stretch : null;
        }

        if (DateResolver.Resolve(phrase.Date, now) is not (var start, var end))
        {
            return null;
        }

        return phrase.Preposition switch
        {
            "since" => (start, null),
            "after" => (end, null),
            "before" => (null, start),
            "until" or "till" or "up to" => (null, end), // the day named is still meant
            _ => (start, end),
        };
    }

    /// <summary>Whether the news can be meant: none is so old, and what is to come is mostly asked about rather than told then.</summary>
    private static bool IsMeant(string sentence, DatePhrase phrase, TimeWindow window, DateTimeOffset now) =>
        (window.From ?? window.Until) is { } edge
        && edge.Year >= FirstYearOfNews
        && (edge <= now || phrase.Preposition is "before" or "until" or "till" or "up to"
            || (phrase.IsRelative ? !LongAhead().IsMatch(phrase.Date) : PastTense().IsMatch(sentence)));

    [GeneratedRegex(
        @"(^|[,(]? ?\b)(according to|in|from|by|per|as told in) ((news|press|the|all|any|your|our|some) ){0,2}(stories|reports|articles|news|coverage|reporting)"
        + @"( (published|written|dated|filed|made))? $",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex ReportsBefore();

    // Help over the next three years is what is told, not when.
    [GeneratedRegex(@"^(the )?(next|coming) \S+ (month|year)s?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex LongAhead();

    [GeneratedRegex(@"\b(did|was|were|had|happened|said)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex PastTense();
}
