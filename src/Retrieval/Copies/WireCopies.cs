using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Retrieval.Copies;

/// <summary>
/// Knows a story that several outlets publish, as agencies' reports are: it is indexed once, and the others are noted with it. So a copy never
/// confirms what it copies.
/// </summary>
public sealed class WireCopies : IDisposable
{
    // In a shorter text, three words in a row are no sign of anything.
    private const int ShortestText = 30;

    private const int MostCandidates = 8;

    private readonly CopyRegister register;
    private readonly IArticleIndex index;
    private readonly SemaphoreSlim comparing = new(1, 1);
    private readonly ConcurrentDictionary<ArticleId, WordRuns> inTheMaking = [];

    public WireCopies(IOptions<RetrievalOptions> options, IArticleIndex index)
    {
        ArgumentNullException.ThrowIfNull(options);
        register = new CopyRegister(options.Value.DataFolder);
        this.index = index;
    }

    /// <summary>The copies of these stories, by story; of a copy all is known but the text.</summary>
    public ILookup<ArticleId, Article> Of(IReadOnlyCollection<ArticleId> stories) => register.CopiesOf(stories);

    public void Dispose() => comparing.Dispose();

    /// <summary>Whether the story is known for a copy of one that is still there, and has not changed since.</summary>
    internal async Task<bool> IsKnownAsync(ArticleId id, string fingerprint, CancellationToken cancellationToken) =>
        register.FindCopy(id) is var (original, known) && known == fingerprint && await index.FindFingerprintAsync(original, cancellationToken) is not null;

    /// <summary>
    /// Finds the story that this one is a copy of, and notes it there; null when it is none. Then it counts as being indexed, until
    /// <see cref="Finish"/> is called.
    /// </summary>
    internal async Task<ArticleId?> ClaimAsync(Article article, string fingerprint, CancellationToken cancellationToken)
    {
        var runs = WordRuns.Of(article.Body);
        if (runs.Count < ShortestText)
        {
            return null;
        }

        await comparing.WaitAsync(cancellationToken);
        try
        {
            if (await FindOriginalAsync(article, runs, cancellationToken) is { } original)
            {
                register.AddCopy(article, fingerprint, original);
                return original;
            }

            inTheMaking[article.Id] = runs;
            return null;
        }
        finally
        {
            comparing.Release();
        }
    }

    /// <param name="isIndexed">Whether the story is in the index now.</param>
    internal void Finish(ArticleId id, bool isIndexed)
    {
        if (isIndexed && inTheMaking.TryGetValue(id, out var runs))
        {
            register.AddStory(id, runs.Signature());
        }

        inTheMaking.TryRemove(id, out _);
    }

    internal bool Knows(ArticleId id) => register.FindCopy(id) is not null;

    internal void Forget(ArticleId id) => register.Remove(id);

    private async Task<ArticleId?> FindOriginalAsync(Article article, WordRuns runs, CancellationToken cancellationToken)
    {
        foreach (var (id, others) in inTheMaking)
        {
            if (id != article.Id && runs.IsCopyOf(others))
            {
                return id;
            }
        }

        var candidates = register.Candidates(runs.Signature(), MostCandidates).Where(id => id != article.Id).ToList();
        var stored = candidates.Count == 0 ? [] : await index.ReadAsync(candidates, cancellationToken);
        return candidates
            .Select(id => stored.FirstOrDefault(story => story.Article.Id == id)?.Article)
            .FirstOrDefault(story => story is not null && runs.IsCopyOf(WordRuns.Of(story.Body)))?.Id;
    }
}
