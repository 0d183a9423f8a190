namespace NewsBot.Retrieval.Indexing;

/// <summary>An <see cref="ArticleFilter"/> as a condition on the table of articles.</summary>
internal static class SqliteFilter
{
    /// <summary>The WHERE clause with named parameters; empty when all are admitted.</summary>
    public static string Condition(ArticleFilter filter)
    {
        var conditions = new List<string>();
        if (filter.Window is not null)
        {
            conditions.Add("published_at >= CASE is_day_only WHEN 1 THEN @fromDay ELSE @from END");
            conditions.Add("published_at < CASE is_day_only WHEN 1 THEN @untilDay ELSE @until END");
        }

        if (filter.Outlet is not null)
        {
            conditions.Add("source = @Outlet");
        }

        return conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions)}";
    }

    public static object Parameters(ArticleFilter filter)
    {
        var (from, until) = (filter.Window?.From, filter.Window?.Until);
        return new
        {
            filter.Outlet,
            from = from?.ToUnixTimeSeconds() ?? long.MinValue,
            until = until?.ToUnixTimeSeconds() ?? long.MaxValue,
            fromDay = from is { } first ? Day(first) : long.MinValue,
            untilDay = until is { } end ? Day(end) : long.MaxValue,
        };
    }

    // A window that ends within a day ends after it for a story that knows no time of day.
    private static long Day(DateTimeOffset moment) => new DateTimeOffset(moment.Date, TimeSpan.Zero).ToUnixTimeSeconds();
}
