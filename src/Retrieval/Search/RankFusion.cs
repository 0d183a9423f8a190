using NewsBot.Retrieval.Indexing;

namespace NewsBot.Retrieval.Search;

/// <summary>
/// Merges the rankings by words with the one by meaning: BM25 of the chunk and of its article as shares of the best, plus a part of the
/// cosine, plus how recent the story is. Ranks alone (reciprocal rank fusion) would treat a chance hit on a rare name like a sure one.
/// </summary>
public static class RankFusion
{
    private const double CosineWeight = 0.5;
    private const double ArticleWeight = 0.5;
    private const double RecencyWeight = 0.3;

    /// <summary>The chunks, best first.</summary>
    public static IEnumerable<ScoredChunk> Fuse(IReadOnlyCollection<ScoredChunk> chunks, DateTimeOffset askedAt)
    {
        var (best, bestArticle) = (Best(chunks, chunk => chunk.Bm25), Best(chunks, chunk => chunk.ArticleBm25));
        return chunks
            .OrderByDescending(chunk => (chunk.Bm25 / best) + (CosineWeight * chunk.Cosine)
                + (ArticleWeight * chunk.ArticleBm25 / bestArticle) + (RecencyWeight * Recency.Of(chunk.Published, askedAt)))
            .ThenBy(chunk => chunk.ArticleId.Value, StringComparer.Ordinal).ThenBy(chunk => chunk.Ordinal);
    }

    /// <summary>
    /// The best chunks of a ranking: the first <paramref name="count"/>, and after them one of each further article, until
    /// <paramref name="articles"/> articles are among them.
    /// </summary>
    public static IReadOnlyList<ScoredChunk> Take(IEnumerable<ScoredChunk> ranked, int count, int articles)
    {
        var taken = new List<ScoredChunk>();
        var seen = new HashSet<Articles.ArticleId>();
        foreach (var chunk in ranked)
        {
            if (taken.Count >= count && seen.Count >= articles)
            {
                break;
            }

            if (seen.Add(chunk.ArticleId) || taken.Count < count)
            {
                taken.Add(chunk);
            }
        }

        return taken;
    }

    /// <summary>The highest score, or 1 where none is above 0: safe to divide by.</summary>
    public static double Best(IEnumerable<ScoredChunk> chunks, Func<ScoredChunk, double> score) =>
        chunks.Max(chunk => (double?)score(chunk)) is > 0 and { } best ? best : 1;
}
