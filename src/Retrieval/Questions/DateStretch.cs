using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Questions;

/// <summary>
/// The days from one date to another, both included. What one of them leaves out, the other tells: between 3 and 9 May 2013, from May to
/// August 2012, from November to March.
/// </summary>
internal static partial class DateStretch
{
    // A beginning that is later than the end by more lies in the year before; by less, the asker has confused the two.
    private const int HalfYear = 183;

    /// <summary>The days, the end exclusive, or null when there are no such days. Dates that were told in the wrong order stay in it.</summary>
    public static (DateOnly From, DateOnly Until)? Resolve(string first, string last, DateTime now)
    {
        var lastYear = YearNumber().Match(last).Value;
        var isYearBorrowed = !YearNumber().IsMatch(first) && lastYear.Length > 0;
        var beginning = DayAlone().IsMatch(first) ? $"{first} {MonthName.Match(last).Value} {lastYear}"
            : MonthName.IsMatch(first) && isYearBorrowed ? $"{first} {lastYear}"
            : first;
        if (DateResolver.Resolve(beginning.Trim(), now) is not (var start, _))
        {
            return null;
        }

        if (last.Equals("now", StringComparison.OrdinalIgnoreCase))
        {
            return (start, DateOnly.FromDateTime(now).AddDays(1));
        }

        var isYearMissing = lastYear.Length == 0 && MonthName.IsMatch(last);
        if (DateResolver.Resolve(isYearMissing ? $"{last} {start.Year}" : last, now) is not (var endStart, var end))
        {
            return null;
        }

        if (WeekdayAlone().IsMatch(last))
        {
            var daysLater = (((endStart.DayNumber - start.DayNumber) % 7) + 7) % 7;
            return (start, start.AddDays(daysLater + 1));
        }

        var isYearPassed = start.DayNumber - endStart.DayNumber > HalfYear;
        return isYearPassed && isYearMissing ? (start, end.AddYears(1))
            : isYearPassed && isYearBorrowed ? (start.AddYears(-1), end)
            : (start, end);
    }

    [GeneratedRegex(@"\b(1[0-9]|20)[0-9]{2}\b", RegexOptions.ExplicitCapture)]
    private static partial Regex YearNumber();

    [GeneratedRegex(@"^(the )?[0-9]{1,2}(st|nd|rd|th)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex DayAlone();

    private static Regex MonthName { get; } = new(
        @"\b(" + CalendarNames.Months + "|(" + CalendarNames.ShortMonths + @")\b\.?)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    [GeneratedRegex("^(" + CalendarNames.Weekdays + ")( (morning|afternoon|evening|night))?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex WeekdayAlone();
}
