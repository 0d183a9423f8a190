using System.Text.RegularExpressions;

namespace NewsBot.Answers.Drafts;

/// <summary>
/// Rule (d), dates and times of day: each is one of a cited sentence, or follows from one by the day on which its story was published: <c>on Tuesday</c> in a story of 7 May
/// 2013 is 7 May 2013.
/// </summary>
internal static partial class DatesTold
{
    public static bool AreTold(Draft draft) =>
        draft.Dates.All(date => draft.Cited.Any(sentence => IsTold(date, sentence) || IsAdded(date, draft, sentence) || IsDayOf(date, draft, sentence)))
        && PartOfDay().Matches(draft.Text).All(part => draft.Cited.Any(sentence => sentence.Wording.Text.Contains(part.Value, StringComparison.OrdinalIgnoreCase)));

    private static bool IsTold(DateMention date, CitedSentence sentence) => IsTold(date, sentence, DateMention.AllIn(sentence.Wording.Text));

    /// <summary>Whether a date is one of some that a sentence gives, or follows from one.</summary>
    internal static bool IsTold(DateMention date, CitedSentence sentence, IReadOnlyList<DateMention> told)
    {
        if (told.Any(date.IsWithin))
        {
            return true;
        }

        return sentence.Day is { } day && (told.Any(other => other.DaysNear(day).Any(date.Means) || IsMonthNear(date, other, day))
            || (told.Count == 0 && date is { Day: null, Weekday: null } && date.Means(day)));
    }

    // “In September 2013 he aimed for mid-November”: the month of the story itself, beside all dates that the sentence gives.
    private static bool IsAdded(DateMention date, Draft draft, CitedSentence sentence) =>
        date is { Year: not null, Day: null, Weekday: null } && sentence.Day is { } day && date.Means(day)
        && DateMention.AllIn(sentence.Wording.Text).All(told => draft.Dates.Any(other => other != date && (other.IsWithin(told) || told.IsWithin(other))));

    // “As of 16 March 2013”: the day of the story is that on which it is so. That all it tells is of this day nobody can know.
    private static bool IsDayOf(DateMention date, Draft draft, CitedSentence sentence) =>
        sentence.Day is { } day && date.Means(day) && AsOf().IsMatch(draft.Text[..date.Start]);

    // “in May” of a story of 2013 is May 2013.
    private static bool IsMonthNear(DateMention date, DateMention told, DateOnly published) =>
        date is { Day: null, Weekday: null } && told is { Year: null, Month: not null } && date.Month == told.Month && date.Year is { } year && Math.Abs(year - published.Year) <= 1
        && (((year - published.Year) * 12) + told.Month.Value) - published.Month is >= -11 and <= 6;

    [GeneratedRegex("\\b(as of|by) $", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AsOf();

    [GeneratedRegex("\\b(morning|noon|midday|afternoon|evening|midnight|dawn|yesterday|tomorrow)\\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex PartOfDay();
}
