using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Indexing;

/// <summary>Which articles are searched.</summary>
/// <param name="Window">
/// When they were published; null: whenever. An article without a date is in no window. One whose date has no time of day was published on
/// that day wherever the asker is.
/// </param>
/// <param name="Outlet">Who published them, as the articles spell it; null: anyone.</param>
public sealed record ArticleFilter(TimeWindow? Window, string? Outlet)
{
    public static ArticleFilter All { get; } = new(null, null);

    public bool IsAll => Window is null && Outlet is null;
}

/// <summary>How many articles a filter admits.</summary>
/// <param name="Oldest">Publication date of the oldest of them that has one.</param>
/// <param name="Newest">Publication date of the newest of them that has one.</param>
public sealed record ArticleCounts(long Articles, DateTimeOffset? Oldest, DateTimeOffset? Newest);
