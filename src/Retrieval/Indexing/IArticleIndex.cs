using NewsBot.Retrieval.Articles;

namespace NewsBot.Retrieval.Indexing;

/// <summary>Where articles are kept and found. Readers may go on while one writer writes; an article is there whole or not at all.</summary>
/// <remarks>Every member throws <see cref="IndexUnusableException"/> when the store cannot be read or written.</remarks>
public interface IArticleIndex
{
    /// <summary>The <see cref="IndexedArticle.Fingerprint"/> under which the article was last written, or null if it is not indexed.</summary>
    Task<string?> FindFingerprintAsync(ArticleId id, CancellationToken cancellationToken);

    /// <summary>Adds the article, or replaces it as a whole.</summary>
    Task UpsertAsync(IndexedArticle article, CancellationToken cancellationToken);

    /// <summary>Removes the article; one that is not indexed is not an error.</summary>
    Task RemoveAsync(ArticleId id, CancellationToken cancellationToken);

    /// <summary>
    /// The best chunks by words, the best by meaning, and the nearest of each of the best articles by words; in no particular order.
    /// </summary>
    Task<ChunkHits> SearchAsync(ChunkQuery query, CancellationToken cancellationToken);

    /// <summary>The articles with these ids that are indexed, with their sentences; in no particular order.</summary>
    Task<IReadOnlyList<StoredArticle>> ReadAsync(IReadOnlyCollection<ArticleId> ids, CancellationToken cancellationToken);

    /// <summary>How many articles there are of those that the filter admits.</summary>
    Task<ArticleCounts> CountAsync(ArticleFilter filter, CancellationToken cancellationToken);

    /// <summary>In how many articles these words stand next to each other in this order; in any form of each word.</summary>
    Task<long> CountMentionsAsync(IReadOnlyList<string> words, CancellationToken cancellationToken);

    /// <summary>
    /// The articles, at most <paramref name="limit"/>, in which any of these phrases stands, in any form of each word; those with most and rarest
    /// phrases first.
    /// </summary>
    Task<IReadOnlyList<ArticleId>> FindPhrasesAsync(IReadOnlyList<string> phrases, int limit, CancellationToken cancellationToken);

    /// <summary>The articles in which somebody says something, each once for every name that its statements give; the best by words first, then the newest.</summary>
    Task<IReadOnlyList<SpeakerHit>> FindSpeakersAsync(SpeakerQuery query, CancellationToken cancellationToken);

    /// <summary>The articles that were published last, the newest first; those without a date come last.</summary>
    Task<IReadOnlyList<ArticleId>> GetNewestAsync(int count, CancellationToken cancellationToken);

    /// <summary>The outlets whose stories are indexed, each once, as the stories spell them.</summary>
    Task<IReadOnlyList<string>> GetOutletsAsync(CancellationToken cancellationToken);

    /// <summary>How many articles were published on each of these days, by UTC, and how many each outlet has of all days.</summary>
    /// <param name="last">Itself included.</param>
    Task<ArticleDistribution> GetDistributionAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken);

    Task<IndexStatus> GetStatusAsync(CancellationToken cancellationToken);
}
