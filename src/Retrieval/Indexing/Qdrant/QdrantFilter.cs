using Qdrant.Client.Grpc;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>Which points are meant.</summary>
internal static class QdrantFilter
{
    /// <summary>All of these.</summary>
    public static Filter All(params IReadOnlyList<Condition> conditions) => new() { Must = { conditions } };

    /// <summary>At least one of these.</summary>
    public static Condition Any(params IReadOnlyList<Condition> conditions) => Conditions.Filter(new Filter { Should = { conditions } });

    /// <summary>Articles, or chunks.</summary>
    public static Condition Is(string kind) => Conditions.MatchKeyword(Payload.Kind, kind);

    /// <summary>What a filter of stories asks for, as conditions that articles and their chunks meet alike.</summary>
    public static IReadOnlyList<Condition> Of(ArticleFilter filter)
    {
        var conditions = new List<Condition>();
        if (filter.Window is { From: var from, Until: var until })
        {
            conditions.Add(Any(Within(isDayOnly: true, from?.Date, until?.Date), Within(isDayOnly: false, from?.UtcDateTime, until?.UtcDateTime)));
        }

        if (filter.Outlet is { } outlet)
        {
            conditions.Add(Conditions.MatchKeyword(Payload.Outlet, outlet));
        }

        return conditions;
    }

    // A window that ends within a day ends after it for a story that knows no time of day.
    private static Condition Within(bool isDayOnly, DateTime? from, DateTime? until) => Conditions.Filter(All(
        Conditions.Match(Payload.IsDayOnly, isDayOnly), Conditions.DatetimeRange(Payload.PublishedAt, gte: AsUtc(from), lt: AsUtc(until))));

    private static DateTime? AsUtc(DateTime? moment) => moment is { } known ? DateTime.SpecifyKind(known, DateTimeKind.Utc) : null;
}
