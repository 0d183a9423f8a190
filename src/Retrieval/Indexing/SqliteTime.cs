using System.Globalization;

namespace NewsBot.Retrieval.Indexing;

/// <summary>Moments as the tables hold them: text of ISO 8601, with the offset that the story gave.</summary>
internal static class SqliteTime
{
    public static string? Format(DateTimeOffset? moment) => moment?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    public static DateTimeOffset? Parse(string? text) => text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
