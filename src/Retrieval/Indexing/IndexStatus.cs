namespace NewsBot.Retrieval.Indexing;

/// <summary>What an index holds.</summary>
/// <param name="Store">Which kind of store, and where.</param>
/// <param name="Oldest">Publication date of the oldest article that has one.</param>
/// <param name="Newest">Publication date of the newest article that has one.</param>
/// <param name="LastChange">When an article was last added, replaced or removed.</param>
public sealed record IndexStatus(
    long Articles,
    long Sentences,
    long Statements,
    long Chunks,
    string Embedder,
    string Store,
    DateTimeOffset? Oldest,
    DateTimeOffset? Newest,
    DateTimeOffset? LastChange);
