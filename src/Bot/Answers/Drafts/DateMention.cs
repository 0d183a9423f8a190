using System.Globalization;
using System.Text.RegularExpressions;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Answers.Drafts;

/// <summary>A date in a sentence, as far as it tells: <c>7 May 2013</c>, <c>May 7</c>, <c>March 2004</c>, <c>2013</c>, <c>Tuesday</c>.</summary>
/// <param name="Start">Offset of its first UTF-16 unit.</param>
/// <param name="End">Offset after the last.</param>
internal sealed partial record DateMention(int? Year, int? Month, int? Day, DayOfWeek? Weekday, int Start, int End)
{
    public static IReadOnlyList<DateMention> AllIn(string text) => Phrase().Matches(text).Select(Read).ToList();

    /// <summary>Whether a day is one that this may mean.</summary>
    public bool Means(DateOnly day) =>
        (Year is null || Year == day.Year) && (Month is null || Month == day.Month) && (Day is null || Day == day.Day) && (Weekday is null || Weekday == day.DayOfWeek);

    /// <summary>Whether whatever the other means is meant by this, too: May by 7 May, but not 7 May by May.</summary>
    public bool IsWithin(DateMention told) =>
        (Year is null || Year == told.Year) && (Month is null || Month == told.Month) && (Day is null || Day == told.Day) && (Weekday is null || Weekday == told.Weekday);

    /// <summary>The days that this means in a story: of a date without a year the nearest, and the last for what is long past; of a weekday the last and the next.</summary>
    public IEnumerable<DateOnly> DaysNear(DateOnly published)
    {
        if (Weekday is not null && Day is null)
        {
            return Enumerable.Range(-6, 14).Select(published.AddDays).Where(day => day.DayOfWeek == Weekday);
        }

        return Month is { } month && Day is { } date
            ? (Year is { } year ? [year] : Enumerable.Range(published.Year - 1, 3))
                .Where(one => date <= DateTime.DaysInMonth(one, month))
                .Select(one => new DateOnly(one, month, date))
                .OrderBy(day => Math.Abs(day.DayNumber - published.DayNumber))
                .Where((day, index) => index == 0 || (index == 1 && day < published))
            : [];
    }

    private static DateMention Read(Match match)
    {
        var weekday = match.Groups["weekday"].Success ? Enum.Parse<DayOfWeek>(match.Groups["weekday"].Value, ignoreCase: true) : (DayOfWeek?)null;
        if (match.Groups["iso"].Success)
        {
            var parts = match.Groups["iso"].Value.Split('-');
            return new DateMention(Number(parts[0]), Number(parts[1]), Number(parts[2]), null, match.Index, match.Index + match.Length);
        }

        return new DateMention(
            match.Groups["year"].Success ? Number(match.Groups["year"].Value) : null,
            match.Groups["month"].Success ? MonthOf(match.Groups["month"].Value) : null,
            match.Groups["day"].Success ? Number(match.Groups["day"].Value) : null,
            weekday,
            match.Index,
            match.Index + match.Length);
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static int MonthOf(string name) => Array.FindIndex(CalendarNames.Months.Split('|'), month => month.StartsWith(name[..3], StringComparison.OrdinalIgnoreCase)) + 1;

    private const string MonthName = "(?<month>" + CalendarNames.Months + "|(" + CalendarNames.ShortMonths + @")\b)\.?";

    private const string YearNumber = "(?<year>(1[89]|20)[0-9]{2})";

    // “May” alone is the verb; a bare number of four digits is a year only after a preposition or before nothing that it counts.
    [GeneratedRegex(
        @"(?<![\p{L}\p{N}$€£.,])("
        + @"(?<iso>(19|20)\d{2}-[01]\d-[0-3]\d)"
        + "|((?<weekday>" + CalendarNames.Weekdays + @"),? )?((the )?(?<day>[0-3]?\d)(st|nd|rd|th)? (of )?" + MonthName + "|" + MonthName + @" (the )?(?<day>[0-3]?\d)(st|nd|rd|th)?(?![\p{N}]))(,? " + YearNumber + ")?"
        + "|" + MonthName + "(,? (of )?" + YearNumber + ")"
        + "|(?<=\\b([Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Ff]rom|[Tt]o|[Ee]arly|[Ll]ate|[Mm]id|[Ff]or|[Dd]uring|of|last|this|next|and|[Bb]etween|[Bb]efore|[Aa]fter)[ -])" + MonthName
        + @"|(?<weekday>" + CalendarNames.Weekdays + ")"
        + @"|(?<=\b([Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Oo]f|[Tt]o|[Ee]arly|[Ll]ate|[Mm]id|[Dd]uring|[Bb]efore|[Aa]fter|[Bb]eyond|[Tt]he)[ -])" + YearNumber + @"|^" + YearNumber + @"(?= \p{Ll})"
        + @")(?![\p{N}])",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Phrase();
}
