using System.Globalization;
using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Articles;

/// <summary>Reads publication dates as outlets write them: ISO 8601, <c>2013/05/07</c>, RFC 1123, <c>7 May 2013</c>, <c>May 7, 2013</c>.</summary>
internal static partial class PublicationDates
{
    /// <summary>Reads a date; without a time it is midnight UTC, and a time without an offset is UTC.</summary>
    public static bool TryParse(string text, out DateTimeOffset date)
    {
        date = default;

        // 05/07/2013 is May to some and July to others: no date is better than a wrong one.
        return FourDigitYear().IsMatch(text)
            && !DayOrMonthFirst().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out date);
    }

    [GeneratedRegex(@"\b(1[5-9]|20|21)\d\d(?!\d)", RegexOptions.ExplicitCapture)]
    private static partial Regex FourDigitYear();

    [GeneratedRegex(@"^\s*\d{1,2}[/.-]\d{1,2}[/.-]")]
    private static partial Regex DayOrMonthFirst();
}
