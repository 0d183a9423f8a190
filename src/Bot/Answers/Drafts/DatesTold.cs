using System.Text.RegularExpressions;

namespace NewsBot.Answers.Drafts;

/// <summary>
/// Rule (d), dates and times of day: each is one of a cited sentence, or follows from one by the day on which its story was published: <c>on Tuesday</c> in a story of 7 May
/// 2013 is 7 May 2013.
/// </summary>
internal static partial class DatesTold
{
    public static bool AreTold(Draft draft) =>
        draft.Dates.All(date => draft.Cited.Any(sentence => IsTold(date, sentence)))
        && PartOfDay().Matches(draft.Text).All(part => draft.Cited.Any(sentence => sentence.Wording.Text.Contains(part.Value, StringComparison.OrdinalIgnoreCase)));

    private static bool IsTold(DateMention date, CitedSentence sentence)
    {
        var told = DateMention.AllIn(sentence.Wording.Text);
        if (told.Any(date.IsWithin))
        {
            return true;
        }

        if (sentence.Evidence.Article.Published is not { } published)
        {
            return false;
        }

        // By the clock of whoever published it.
        var day = DateOnly.FromDateTime(published.DateTime);
        return told.Any(other => other.DaysNear(day).Any(date.Means) || IsMonthNear(date, other, day))
            || (told.Count == 0 && date is { Day: null, Weekday: null } && date.Means(day));
    }

    // “in May” of a story of 2013 is May 2013.
    private static bool IsMonthNear(DateMention date, DateMention told, DateOnly published) =>
        date is { Day: null, Weekday: null } && told is { Year: null, Month: not null } && date.Month == told.Month && date.Year is { } year && Math.Abs(year - published.Year) <= 1
        && Math.Abs((((year - published.Year) * 12) + told.Month.Value) - published.Month) <= 6;

    [GeneratedRegex("\\b(morning|noon|midday|afternoon|evening|midnight|dawn|yesterday|tomorrow)\\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex PartOfDay();
}
