using System.Globalization;

namespace NewsBot.Answers;

/// <summary>Publication dates in the forms that are shown. One without a time of day is stored as midnight UTC.</summary>
public static class Dates
{
    /// <summary>As in <c>7 May 2013</c>.</summary>
    public static string? Spoken(DateTimeOffset? date) => date?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>As in <c>1 to 7 May 2013</c>, <c>30 June 2012 to 7 May 2013</c>, or <c>7 May 2013</c> when it is one day.</summary>
    public static string Range(DateTimeOffset first, DateTimeOffset last)
    {
        var beginning = (first.Year == last.Year, first.Month == last.Month, first.Day == last.Day) switch
        {
            (true, true, true) => null,
            (true, true, _) => "%d",
            (true, _, _) => "d MMMM",
            _ => "d MMMM yyyy",
        };
        return (beginning is null ? "" : first.ToString(beginning, CultureInfo.InvariantCulture) + " to ") + Spoken(last);
    }

    /// <summary>ISO 8601: <c>2013-05-07</c>, or <c>2013-05-07T18:40:00+04:00</c>.</summary>
    public static string? Iso(DateTimeOffset? date) => date?.ToString(
        date is { TimeOfDay.Ticks: 0, Offset.Ticks: 0 } ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
