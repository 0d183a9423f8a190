using NewsBot.Retrieval.Articles;

namespace NewsBot.Retrieval.Indexing;

/// <summary>A search for chunks, by words and by meaning at once.</summary>
/// <param name="Words">Any of these may occur; plain words, never query syntax.</param>
/// <param name="Vector">The question's embedding, of unit length; the words are searched while it is still in the making.</param>
/// <param name="Limit">How many chunks to take from each of the two rankings.</param>
/// <param name="Filter">Of which articles.</param>
public sealed record ChunkQuery(IReadOnlyList<string> Words, Task<ReadOnlyMemory<float>> Vector, int Limit, ArticleFilter Filter);

/// <summary>What a search found.</summary>
/// <param name="ChunkCount">How many chunks the index holds.</param>
/// <param name="Frequencies">In how many of them each word of the query occurs, whatever the filter.</param>
public sealed record ChunkHits(IReadOnlyList<ScoredChunk> Chunks, long ChunkCount, IReadOnlyDictionary<string, long> Frequencies);

/// <summary>A chunk that a search found.</summary>
/// <param name="Published">When its article was published.</param>
/// <param name="Bm25">Higher is better; 0 when it is not among the best by words.</param>
/// <param name="Cosine">Of the chunk's and the question's embeddings: −1 to 1.</param>
/// <param name="ArticleBm25">Of its whole article; 0 when that is not among the best by words.</param>
public sealed record ScoredChunk(
    ArticleId ArticleId,
    DateTimeOffset? Published,
    int Ordinal,
    int FirstSentence,
    int SentenceCount,
    double Bm25,
    double Cosine,
    double ArticleBm25);
