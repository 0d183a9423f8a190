using System.Globalization;

namespace NewsBot.Retrieval.Questions;

/// <summary>Tells of which days a sentence tells, by the clock of the story that it stands in.</summary>
public static class EventDates
{
    // A date without a year is one near its story.
    private static readonly TimeSpan Reach = TimeSpan.FromDays(366);

    /// <summary>Whether the sentence has any date.</summary>
    public static bool AreIn(string sentence) => DatePhrase.AllIn(sentence).Any();

    /// <summary>
    /// Whether a date in the sentence lies within the window. So <c>the attack of Aug. 21</c> in a story of 31 August 2013 tells of 21 August 2013,
    /// and <c>on Wednesday</c> of the 28th.
    /// </summary>
    /// <param name="published">When the story was published; null: unknown, and then only dates with a year tell their day.</param>
    public static bool TellOf(TimeWindow window, string sentence, DateTimeOffset? published) =>
        window is { From: { } first, Until: { } end }
        && DatePhrase.AllIn(sentence)
            .Where(phrase => phrase.HasYear ? HasYearOf(first, end, sentence) : published is { } day && day - first > -Reach && day - end < Reach)
            .Select(phrase => TimeWindows.Days(phrase, (published ?? end).DateTime))
            .Any(days => days is ({ } from, { } until)
                && from >= DateOnly.FromDateTime(first.DateTime) && until <= DateOnly.FromDateTime(end.DateTime));

    // Most dates are told apart by their year, before they are resolved, which takes a thousand times longer.
    private static bool HasYearOf(DateTimeOffset first, DateTimeOffset end, string sentence) => Enumerable.Range(first.Year, end.Year - first.Year + 1)
        .Any(year => sentence.Contains(year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
}
