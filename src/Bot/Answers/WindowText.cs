using System.Globalization;
using System.Text.RegularExpressions;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Answers;

/// <summary>A time of publication in words that can follow “from”.</summary>
internal static partial class WindowText
{
    /// <summary>
    /// As in <c>1 to 7 May 2013</c>, <c>May 2013</c>, <c>before 1 May 2013</c>; what was asked for by today's date keeps its words:
    /// <c>last week (6 to 12 May 2013)</c>.
    /// </summary>
    public static string Of(TimeWindow window)
    {
        var days = Days(window);
        return window is { From: not null, Until: not null } && Relative().Match(window.Text) is { Success: true } relative
            ? $"{relative.Groups["words"].Value.ToLowerInvariant()} ({days})"
            : days;
    }

    private static string Days(TimeWindow window) => (window.From, window.Until?.AddTicks(-1)) switch
    {
        ({ } first, { } last) when IsYear(first, last) => first.ToString("yyyy", CultureInfo.InvariantCulture),
        ({ } first, { } last) when IsMonth(first, last) => first.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        ({ } first, { } last) => Dates.Range(first, last),
        ({ } first, null) => $"{Dates.Spoken(first)} on",
        (null, not null) => $"before {Dates.Spoken(window.Until)}",
        _ => "any time",
    };

    private static bool IsYear(DateTimeOffset first, DateTimeOffset last) =>
        (first.DayOfYear, last.Month, last.Day) == (1, 12, 31) && first.Year == last.Year;

    private static bool IsMonth(DateTimeOffset first, DateTimeOffset last) =>
        first.Day == 1 && (first.Year, first.Month) == (last.Year, last.Month) && last.Day == DateTime.DaysInMonth(last.Year, last.Month);

    [GeneratedRegex(
        @"^((in|on|over|during|within|from|of) )?(?<words>yesterday|today|tonight|tomorrow|(the )?(this|last|past|previous|coming|next) [\p{L}\p{N} -]{1,30})$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Relative();
}
