using NewsBot.Retrieval.Articles;

namespace NewsBot.Retrieval.Indexing;

/// <summary>The embedded index that serves: whichever file does. When another one takes its place, those who read go on to their end in the old one.</summary>
public sealed class ServingSqliteIndex : IArticleIndex, IDisposable
{
    private readonly SqliteGenerations generations;
    private readonly Func<string, SqliteArticleIndex> open;
    private readonly Lock switching = new();
    private Lease current;

    /// <param name="folder">Created when it is missing.</param>
    /// <param name="embedder">Name of what makes the vectors: those of different embedders cannot be compared.</param>
    /// <param name="dimensions">Length of the vectors.</param>
    /// <exception cref="IndexUnusableException">The folder cannot be written, or the file in it is damaged or not ours.</exception>
    public ServingSqliteIndex(string folder, string embedder, int dimensions, TimeProvider time)
    {
        generations = new SqliteGenerations(folder, embedder, dimensions, time);
        open = name => new SqliteArticleIndex(folder, embedder, dimensions, time, name);
        current = Open();
    }

    public Task<string?> FindFingerprintAsync(ArticleId id, CancellationToken cancellationToken) => UseAsync(index => index.FindFingerprintAsync(id, cancellationToken));

    public Task UpsertAsync(IndexedArticle article, CancellationToken cancellationToken) => UseAsync(index => index.UpsertAsync(article, cancellationToken));

    public Task RemoveAsync(ArticleId id, CancellationToken cancellationToken) => UseAsync(index => index.RemoveAsync(id, cancellationToken));

    public Task<ChunkHits> SearchAsync(ChunkQuery query, CancellationToken cancellationToken) => UseAsync(index => index.SearchAsync(query, cancellationToken));

    public Task<IReadOnlyList<StoredArticle>> ReadAsync(IReadOnlyCollection<ArticleId> ids, CancellationToken cancellationToken) => UseAsync(index => index.ReadAsync(ids, cancellationToken));

    public Task<ArticleCounts> CountAsync(ArticleFilter filter, CancellationToken cancellationToken) => UseAsync(index => index.CountAsync(filter, cancellationToken));

    public Task<long> CountMentionsAsync(IReadOnlyList<string> words, CancellationToken cancellationToken) => UseAsync(index => index.CountMentionsAsync(words, cancellationToken));

    public Task<IReadOnlyList<ArticleId>> FindPhrasesAsync(IReadOnlyList<string> phrases, int limit, CancellationToken cancellationToken) =>
        UseAsync(index => index.FindPhrasesAsync(phrases, limit, cancellationToken));

    public Task<IReadOnlyList<SpeakerHit>> FindSpeakersAsync(SpeakerQuery query, CancellationToken cancellationToken) => UseAsync(index => index.FindSpeakersAsync(query, cancellationToken));

    public Task<IReadOnlyList<ArticleId>> GetNewestAsync(int count, CancellationToken cancellationToken) => UseAsync(index => index.GetNewestAsync(count, cancellationToken));

    public Task<IReadOnlyList<string>> GetOutletsAsync(CancellationToken cancellationToken) => UseAsync(index => index.GetOutletsAsync(cancellationToken));

    public Task<ArticleDistribution> GetDistributionAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        UseAsync(index => index.GetDistributionAsync(first, last, cancellationToken));

    public Task<IndexStatus> GetStatusAsync(CancellationToken cancellationToken) => UseAsync(index => index.GetStatusAsync(cancellationToken));

    public void Dispose() => current.Index.Dispose();

    private Lease Open()
    {
        // The time first: if it is switched in between, that is noticed the next time.
        var since = generations.LastSwitch;
        return new Lease(open(generations.Serving), since);
    }

    private async Task UseAsync(Func<SqliteArticleIndex, Task> use) => await UseAsync(async index =>
    {
        await use(index);
        return true;
    });

    private async Task<T> UseAsync<T>(Func<SqliteArticleIndex, Task<T>> use)
    {
        var lease = Take();
        try
        {
            return await use(lease.Index);
        }
        finally
        {
            Release(lease);
        }
    }

    private Lease Take()
    {
        lock (switching)
        {
            if (generations.LastSwitch != current.Since)
            {
                var old = current;
                current = Open();
                old.IsRetired = true;
                if (old.Readers == 0)
                {
                    old.Index.Dispose();
                }
            }

            current.Readers++;
            return current;
        }
    }

    private void Release(Lease lease)
    {
        lock (switching)
        {
            lease.Readers--;
            if (lease is { IsRetired: true, Readers: 0 })
            {
                lease.Index.Dispose();
            }
        }
    }

    private sealed class Lease(SqliteArticleIndex index, DateTime since)
    {
        public SqliteArticleIndex Index => index;

        public DateTime Since => since;

        public int Readers { get; set; }

        public bool IsRetired { get; set; }
    }
}
