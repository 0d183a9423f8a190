using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Recognizers.Text.DateTime;

namespace NewsBot.Retrieval.Questions;

/// <summary>
/// Turns the words of one date into days. The recogniser is asked for single dates only, in the asker's clock: stretches are put together
/// by <see cref="TimeWindows"/>, as the recogniser leaves out their last day and loses the year of some.
/// </summary>
internal static partial class DateResolver
{
    private const string DateFormat = "yyyy-MM-dd";

    // Loading takes a third of a second, so it waits for the first date.
    private static readonly Lazy<DateTimeModel> Model = new(() => new DateTimeRecognizer("en-us").GetDateTimeModel());

    /// <summary>Loads the recogniser, which builds its patterns as it meets them.</summary>
    public static void WarmUp()
    {
        var now = new DateTime(2013, 5, 8, 0, 0, 0, DateTimeKind.Unspecified);
        foreach (var date in new[] { "yesterday", "last week", "tuesday", "7 may 2013", "may 2013", "past three days", "2013", "2 weeks ago" })
        {
            _ = Resolve(date, now);
        }
    }

    /// <summary>The days meant, the end exclusive; null when there is no such day. What is ambiguous is the latest that is not after now.</summary>
    public static (DateOnly Start, DateOnly End)? Resolve(string date, DateTime now)
    {
        var words = Normalize(date);
        if (Model.Value.Parse(words, now) is not [var result] || result.Resolution?["values"] is not IList<Dictionary<string, string>> values)
        {
            return null;
        }

        var today = DateOnly.FromDateTime(now);
        var readings = values.Select(Read).OfType<(DateOnly Start, DateOnly End)>().Where(reading => reading.Start < reading.End).ToList();
        if (readings.Count == 0)
        {
            return null;
        }

        var past = readings.Where(reading => reading.Start <= today).ToList();
        var days = past.Count > 0 ? past.MaxBy(reading => reading.Start) : readings.MinBy(reading => reading.Start);
        return Widen(words, days, today);
    }

    /// <summary>What the words mean to a reader of news, where the recogniser takes them more narrowly.</summary>
    private static (DateOnly Start, DateOnly End) Widen(string words, (DateOnly Start, DateOnly End) days, DateOnly today)
    {
        if (UnitsAgo().Match(words) is { Success: true } ago)
        {
            return ago.Groups["unit"].Value switch
            {
                "week" => (Monday(days.Start), Monday(days.Start).AddDays(7)),
                "month" => (new DateOnly(days.Start.Year, days.Start.Month, 1), new DateOnly(days.Start.Year, days.Start.Month, 1).AddMonths(1)),
                "year" => (new DateOnly(days.Start.Year, 1, 1), new DateOnly(days.Start.Year, 1, 1).AddYears(1)),
                _ => days,
            };
        }

        // Early in a week its news are mostly those of the days before.
        if (words == "this week")
        {
            return (Min(days.Start, today.AddDays(-6)), days.End);
        }

        // The past days end with today, and a weekend without "next" is the one that has been.
        return RunningUnits().IsMatch(words) ? (days.Start, today.AddDays(1))
            : Weekend().IsMatch(words) && days.Start > today ? (days.Start.AddDays(-7), days.End.AddDays(-7))
            : days;
    }

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;

    // "past week" means seven days and not the week before; "earlier" ends with yesterday; "early" loses the recogniser its year, and whole
    // months are safer in any case.
    private static string Normalize(string date)
    {
        var words = Part().Replace(date.ToLowerInvariant(), "");
        words = Leading().Replace(words, "", 1);
        words = Few().Replace(words, "3");
        return PastUnit().Replace(words, "past 1 ${unit}", 1);
    }

    private static (DateOnly Start, DateOnly End)? Read(Dictionary<string, string> value) =>
        value.TryGetValue("value", out var day) && IsDate(day, out var only) ? (only, only.AddDays(1))
        : value.TryGetValue("start", out var start) && value.TryGetValue("end", out var end) && IsDate(start, out var from) && IsDate(end, out var until)
            ? (from, end.Length > DateFormat.Length ? until.AddDays(1) : until)
        : null;

    private static bool IsDate(string text, out DateOnly date) => DateOnly.TryParseExact(
        text.AsSpan(0, Math.Min(text.Length, DateFormat.Length)), DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    [GeneratedRegex(@"\b(early|mid|late)[ -]", RegexOptions.ExplicitCapture)]
    private static partial Regex Part();

    [GeneratedRegex(@"^(the |earlier |this (?=past))*(?!day before)")]
    private static partial Regex Leading();

    [GeneratedRegex(@"\b(few|several)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Few();

    [GeneratedRegex("^past (?<unit>week|month|year)$")]
    private static partial Regex PastUnit();

    [GeneratedRegex("(?<unit>day|week|month|year)s? ago$")]
    private static partial Regex UnitsAgo();

    [GeneratedRegex("^(past|last|previous) [^ ]+ (of )?(hour|day|week|month|year)s?$", RegexOptions.ExplicitCapture)]
    private static partial Regex RunningUnits();

    [GeneratedRegex("^((this|past|last) )?weekend$", RegexOptions.ExplicitCapture)]
    private static partial Regex Weekend();
}
