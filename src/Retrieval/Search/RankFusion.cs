using NewsBot.Retrieval.Indexing;

namespace NewsBot.Retrieval.Search;

/// <summary>
/// Merges the ranking by words with the one by meaning: BM25 as a share of the best, plus a part of the cosine. Ranks alone (reciprocal
/// rank fusion) would treat a chance hit on a rare name like a sure one.
/// </summary>
public static class RankFusion
{
    private const double CosineWeight = 0.5;

    /// <summary>The chunks, best first.</summary>
    public static IEnumerable<ScoredChunk> Fuse(IReadOnlyCollection<ScoredChunk> chunks)
    {
        var best = BestBm25(chunks);
        return chunks
            .OrderByDescending(chunk => (chunk.Bm25 / best) + (CosineWeight * chunk.Cosine))
            .ThenBy(chunk => chunk.ArticleId.Value, StringComparer.Ordinal).ThenBy(chunk => chunk.Ordinal);
    }

    /// <summary>The highest BM25 score, or 1 where no word was found: safe to divide by.</summary>
    public static double BestBm25(IEnumerable<ScoredChunk> chunks) =>
        chunks.Max(chunk => (double?)chunk.Bm25) is > 0 and { } best ? best : 1;
}
