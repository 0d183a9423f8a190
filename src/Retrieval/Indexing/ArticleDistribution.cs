namespace NewsBot.Retrieval.Indexing;

/// <summary>How the articles of an index spread over days and outlets.</summary>
/// <param name="Days">The days on which any were published, in their order.</param>
/// <param name="Outlets">As the articles spell them; those with the most first.</param>
public sealed record ArticleDistribution(IReadOnlyList<DayCount> Days, IReadOnlyList<OutletCount> Outlets);

public sealed record DayCount(DateOnly Day, long Articles);

public sealed record OutletCount(string Outlet, long Articles);
