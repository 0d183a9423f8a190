namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>An <see cref="ArticleFilter"/> as conditions on points, which articles and their chunks meet alike.</summary>
internal static class QdrantFilter
{
    public static IReadOnlyList<Condition> Conditions(ArticleFilter filter)
    {
        var conditions = new List<Condition>();
        if (filter.Window is { From: var from, Until: var until })
        {
            conditions.Add(Qdrant.Conditions.Any(
                Within(isDayOnly: true, Day(from), Day(until)),
                Within(isDayOnly: false, from?.ToUniversalTime(), until?.ToUniversalTime())));
        }

        if (filter.Outlet is { } outlet)
        {
            conditions.Add(Qdrant.Conditions.MatchKeyword("outlet", outlet));
        }

        return conditions;
    }

    private static Condition Within(bool isDayOnly, DateTimeOffset? from, DateTimeOffset? until) => Qdrant.Conditions.All(
        Qdrant.Conditions.Match("is_day_only", isDayOnly), Qdrant.Conditions.DatetimeRange("published_at", from, until));

    // A window that ends within a day ends after it for a story that knows no time of day.
    private static DateTimeOffset? Day(DateTimeOffset? moment) => moment is { } known ? new DateTimeOffset(known.Date, TimeSpan.Zero) : null;
}
