using System.Globalization;

namespace NewsBot.Answers;

/// <summary>Publication dates in the two forms that are shown. One without a time of day is stored as midnight UTC.</summary>
public static class Dates
{
    /// <summary>As in <c>7 May 2013</c>.</summary>
    public static string? Spoken(DateTimeOffset? date) => date?.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>ISO 8601: <c>2013-05-07</c>, or <c>2013-05-07T18:40:00+04:00</c>.</summary>
    public static string? Iso(DateTimeOffset? date) => date?.ToString(
        date is { TimeOfDay.Ticks: 0, Offset.Ticks: 0 } ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
