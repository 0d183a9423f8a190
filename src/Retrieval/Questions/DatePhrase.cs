using System.Text.RegularExpressions;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Questions;

/// <summary>How a date is told: what follows from it differs.</summary>
internal enum DateForm
{
    /// <summary>7 May 2013, 2013-05-07.</summary>
    Day,

    /// <summary>May 2013, March.</summary>
    Month,

    /// <summary>2013.</summary>
    Year,

    /// <summary>Tuesday.</summary>
    Weekday,

    /// <summary>yesterday, last week, 3 days ago: told from the asker's clock.</summary>
    Relative,

    /// <summary>last month, the past 3 years, a year ago: the same, but so long that more than the news is meant by it.</summary>
    LongRelative,
}

/// <summary>Words that tell a date or a stretch of time, with the preposition before them.</summary>
/// <param name="Span">Of all the words.</param>
/// <param name="Preposition">In lower case; between and from open a stretch that has an end.</param>
/// <param name="Date">As typed; of a stretch, its beginning.</param>
/// <param name="End">As typed: the last day, month or year of a stretch.</param>
/// <param name="HasYear">Whether the year is told, so that nothing about the date is ambiguous.</param>
internal sealed partial record DatePhrase(TextSpan Span, string Preposition, string Date, string? End, DateForm Form, bool HasYear)
{
    /// <summary>Whether it is told from the asker's clock, and not by the calendar.</summary>
    public bool IsRelative => Form is DateForm.Weekday or DateForm.Relative or DateForm.LongRelative;

    /// <summary>Whether it has the preposition of reports: news from March.</summary>
    public bool IsOfReports => End is null && Preposition is ("from" or "of" or "for");

    public static IEnumerable<DatePhrase> AllIn(string text) => DateLike.IsMatch(text) ? Phrases.Matches(text).Select(Read) : [];

    private static DatePhrase Read(Match match)
    {
        if (match.Groups["last"].Success)
        {
            return ReadDays(match);
        }

        var date = match.Groups["date"].Value;
        var form = match.Groups["day"].Success ? DateForm.Day
            : match.Groups["month"].Success ? DateForm.Month
            : match.Groups["year"].Success ? DateForm.Year
            : match.Groups["weekday"].Success ? DateForm.Weekday
            : Long.IsMatch(match.Value) ? DateForm.LongRelative
            : DateForm.Relative;
        var preposition = match.Groups["preposition"].Value.ToLowerInvariant();
        var isPrepositionForeign = form is DateForm.Relative or DateForm.LongRelative && ForeignPreposition.IsMatch(match.Value);
        return new DatePhrase(
            new TextSpan(isPrepositionForeign ? match.Groups["date"].Index : match.Index, match.Index + match.Length),
            isPrepositionForeign ? "" : preposition.StartsWith("on the", StringComparison.Ordinal) ? "on" : preposition,
            date,
            match.Groups["end"] is { Success: true } end ? end.Value : null,
            form,
            Year().IsMatch(match.Value));
    }

    // Days of one month: May 3-9, 3–9 May 2013, between May 3 and 9.
    private static DatePhrase ReadDays(Match match)
    {
        var last = $"{match.Groups["last"].Value} {match.Groups["common"].Value} {match.Groups["commonyear"].Value}".TrimEnd();
        return new DatePhrase(
            new TextSpan(match.Index, match.Index + match.Length),
            match.Groups["preposition"].Value.ToLowerInvariant(),
            match.Groups["first"].Value,
            last,
            DateForm.Day,
            match.Groups["commonyear"].Success);
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    private const string MonthName = "(" + CalendarNames.Months + "|(" + CalendarNames.ShortMonths + @")\b\.?)";
    private const string WeekdayName = "(" + CalendarNames.Weekdays + ")";
    private const string DayNumber = "(0?[1-9]|[12][0-9]|3[01])(st|nd|rd|th)?";
    private const string YearNumber = "(1[0-9]|20)[0-9]{2}";
    private const string Part = "(early|mid|late)[ -]";
    private const string Hours = "( (morning|afternoon|evening|night))?";
    private const string Units = "(hour|day|week|month|year)s?";
    private const string Count = "([1-9][0-9]{0,2}|two|three|four|five|six|seven|eight|nine|ten|twelve|few|couple of|several)";

    private const string DayDate =
        "((the )?(" + WeekdayName + ",? (the )?)?(" + DayNumber + " (of )?" + MonthName + "|" + MonthName + " (the )?" + DayNumber + ")( ?,? " + YearNumber + ")?"
        + "|(20|19)[0-9]{2}-[01][0-9]-[0-3][0-9]|[0-3]?[0-9]/[0-3]?[0-9]/20[0-9]{2})";

    private const string MonthDate = "((" + Part + ")?" + MonthName + "(,? (of )?" + YearNumber + ")?)";
    private const string YearDate = "((" + Part + ")?" + YearNumber + ")";
    private const string WeekdayDate = "(" + WeekdayName + Hours + ")";

    private const string RelativeDate =
        "((the day before )?yesterday" + Hours + "|(earlier )?today|tonight|tomorrow" + Hours
        + "|((the|earlier) )?(this|last|past|previous|next|coming) (week(end)?|month|year|night|morning|afternoon|evening|" + WeekdayName + Hours + "|" + MonthName + ")"
        + "|this past (week(end)?|month|year)"
        + "|(the )?(last|past|previous|next|coming) " + Count + " " + Units
        + "|(" + Count + "|an?) (day|week|month|year)s? ago"
        + "|the weekend|the week of " + DayDate + ")";

    private const string Any = "(" + DayDate + "|" + RelativeDate + "|" + MonthDate + "|" + YearDate + "|" + WeekdayDate + ")";

    // A cheap look first: most questions have no date, and the grammar below would be tried at each of their words.
    private static Regex DateLike { get; } = new(
        @"\b(1[0-9]|20)[0-9]{2}\b|/20[0-9]{2}\b|\b(" + MonthName + "|" + WeekdayName + @"|yesterday|today|tonight|tomorrow|ago|weekend"
        + @"|(this|last|past|previous|next|coming) [a-z0-9])",
        Options);

    private static Regex Phrases { get; } = new(
        @"(?<![\p{L}\p{N}'’/$€£-])("
        + @"(?<preposition>between|from) (?<date>(?<day>" + DayDate + ")|" + RelativeDate + "|(?<month>" + MonthDate + ")|(?<year>" + YearDate + ")|(?<weekday>" + WeekdayDate + ")|(the )?" + DayNumber + ")"
        + @"( (and|to|until|till|through) | ?[–-] ?)(?<end>" + Any + "|now)"
        + @"|((?<preposition>between|from|on|in) )?(?<common>" + MonthName + ") (?<first>" + DayNumber + @")( (and|to|until|through) | ?[–-] ?)(?<last>" + DayNumber + ")(,? (?<commonyear>" + YearNumber + "))?"
        + @"|((?<preposition>between|from|on|in) )?(?<first>" + DayNumber + @") ?[–-] ?(?<last>" + DayNumber + ") (?<common>" + MonthName + ")( (?<commonyear>" + YearNumber + "))?"
        + @"|((?<preposition>in|on the (morning|afternoon|evening|night) of|on|during|over|within|throughout|since|before|after|until|till|up to|from|of|for|by|as of) )?"
        + @"(?<date>(?<day>" + DayDate + ")|" + RelativeDate + "|(?<month>" + MonthDate + ")|(?<year>" + YearDate + ")|(?<weekday>" + WeekdayDate + "))"
        + @")(['’]s(?= ((top|main|latest|biggest) )?(news|headlines|stories)\b))?(?![\p{L}\p{N}%]|[-–/.,:][\p{L}\p{N}])",
        Options);

    // It belongs to the verb before: the team that he plays on this week, the talks he takes part in today.
    private static Regex ForeignPreposition { get; } = new("^(on (this|last|past|previous|next|coming|the) .*(week|month|year)s?|(in|on|over) (.*ago|yesterday|today|tonight|tomorrow|this (morning|afternoon|evening)|last night))$", Options);

    private static Regex Long { get; } = new(@"\b(month|year|" + MonthName + @")s?\b", Options);

    [GeneratedRegex(@"\b" + YearNumber + @"\b", Options)]
    private static partial Regex Year();
}
