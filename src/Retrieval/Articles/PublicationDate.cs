using System.Globalization;
using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Articles;

/// <summary>Reads the date forms that news comes with, and no others: a guessed date would date the news wrongly.</summary>
internal static partial class PublicationDate
{
    private const int LongestDate = 64;

    private const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;

    /// <summary>
    /// ISO 8601 and other year-first dates, RFC 1123, and English ones with the month's name. Without an offset, the time is UTC; without
    /// a time, it is midnight. Null for everything else, above all for 05/07/2013, which is May in one country and July in another.
    /// </summary>
    public static DateTimeOffset? Parse(string value)
    {
        var text = value.Trim();
        if (text.Length > LongestDate || !(YearFirst().IsMatch(text) || NamesMonthDayAndYear(text)))
        {
            return null;
        }

        // .NET knows "Sep" only.
        text = Sept().Replace(text, "Sep");
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Styles, out var date) ? date : null;
    }

    // Without a year .NET would take the current one, without a day the first.
    private static bool NamesMonthDayAndYear(string text) =>
        MonthName().IsMatch(text) && Year().IsMatch(text) && Day().IsMatch(text);

    private const RegexOptions Options =
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex(@"^[0-9]{4}(-[0-9]{1,2}-|/[0-9]{1,2}/|\.[0-9]{1,2}\.)[0-9]{1,2}([^0-9]|$)", Options)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", Options)]
    private static partial Regex MonthName();

    [GeneratedRegex(@"\b[0-9]{4}\b", Options)]
    private static partial Regex Year();

    [GeneratedRegex(@"\b[0-9]{1,2}\b", Options)]
    private static partial Regex Day();

    [GeneratedRegex(@"\bsept\b\.?", Options)]
    private static partial Regex Sept();
}
