using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Chunking;
using NewsBot.Retrieval.Copies;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.History;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Retractions;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Retrieval;

/// <summary>The write journey: from a story as it was read to its sentences and chunks in the index.</summary>
/// <param name="copies">Knows stories that several outlets publish; null: each is indexed in its own right.</param>
/// <param name="history">Keeps what changed stories said before; null: nobody does.</param>
/// <param name="retractions">Knows the stories that are not to be indexed; null: there are none.</param>
public sealed partial class ArticleIngestor(
    Chunker chunker,
    SentenceEncoder encoder,
    IArticleIndex index,
    ILogger<ArticleIngestor> logger,
    WireCopies? copies = null,
    SentenceHistory? history = null,
    RetractionRegister? retractions = null)
{
    // Raised when stories are cut differently, so that those indexed before are indexed again.
    private const int ProcessingVersion = 7;

    // While one story's chunks are embedded, which uses all cores, others are split and stored.
    private const int StoriesAtOnce = 3;

    /// <summary>Ingests many stories; a bad one is a result, not the end. Results come as stories are done, in no particular order.</summary>
    /// <param name="watch">Told of each story, also of those that are done while the enumeration is being given up.</param>
    /// <exception cref="IndexUnusableException">The index cannot be written; what was reported until then is safe.</exception>
    public async IAsyncEnumerable<IngestionResult> IngestAllAsync(
        IAsyncEnumerable<ArticleReading> stories, [EnumeratorCancellation] CancellationToken cancellationToken, IngestionWatch? watch = null)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var results = Channel.CreateBounded<IngestionResult>(StoriesAtOnce);
        var working = Task.Run(WorkAsync, CancellationToken.None);
        try
        {
            await foreach (var result in results.Reader.ReadAllAsync(cancellationToken))
            {
                yield return result;
            }
        }
        finally
        {
            await stopping.CancelAsync();
            await working;
        }

        async Task WorkAsync()
        {
            try
            {
                await Parallel.ForEachAsync(
                    ParseAllAsync(stories, stopping.Token),
                    new ParallelOptions { MaxDegreeOfParallelism = StoriesAtOnce, CancellationToken = stopping.Token },
                    async (story, token) =>
                    {
                        var result = await IngestAsync(story, watch?.Begun, token);
                        watch?.Done(result);
                        await results.Writer.WriteAsync(result, token);
                    });
                results.Writer.Complete();
            }
            catch (Exception failure)
            {
                results.Writer.TryComplete(failure);
            }
        }
    }

    /// <summary>Parses the stories one after the other: of two with the same id the first counts, and the second is told so.</summary>
    private static async IAsyncEnumerable<ParsedStory> ParseAllAsync(
        IAsyncEnumerable<ArticleReading> stories, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var locations = new Dictionary<ArticleId, string>();
        await foreach (var read in stories.WithCancellation(cancellationToken))
        {
            var story = read switch
            {
                ArticleReading.Story(var raw) => new ParsedStory(raw.Location, ArticleParser.Parse(raw)) { WhenIndexed = raw.WhenIndexed },
                ArticleReading.Unchanged(var location, var id) => new ParsedStory(location, new ParsedArticle.Rejected("")) { Unchanged = id },
                ArticleReading.Unreadable(var location, var reason) => new ParsedStory(location, new ParsedArticle.Rejected(reason)),
                ArticleReading.Link(var location, var address, _) => new ParsedStory(
                    location, new ParsedArticle.Rejected($"The feed leads to {address}, which has not been fetched: index the feed's address.")),
                _ => throw new ArgumentOutOfRangeException(nameof(stories)),
            };
            yield return story.Result is ParsedArticle.Accepted(var article, _) && !locations.TryAdd(article.Id, story.Location)
                ? story with { Result = new ParsedArticle.Rejected($"It has the same id ({article.Id}) as {locations[article.Id]}, which is kept; give it an id of its own.") }
                : story;
        }
    }

    private async Task<IngestionResult> IngestAsync(ParsedStory story, Action<ArticleId, IngestionOutcome>? whenBegun, CancellationToken cancellationToken)
    {
        if (story.Unchanged is { } unchanged)
        {
            return new IngestionResult(story.Location, unchanged, IngestionOutcome.Unchanged, []);
        }

        if (story.Result is not ParsedArticle.Accepted(var article, var warnings))
        {
            return new IngestionResult(story.Location, null, IngestionOutcome.Failed, [((ParsedArticle.Rejected)story.Result).Reason]);
        }

        try
        {
            var outcome = await IngestAsync(article, cancellationToken, whenBegun);
            if (outcome == IngestionOutcome.Retracted)
            {
                return new IngestionResult(story.Location, article.Id, outcome, [$"It was retracted ({retractions!.Find(article.Id)?.Reason}), so it is left out until that is lifted."]);
            }

            story.WhenIndexed?.Invoke(article.Id);
            return new IngestionResult(story.Location, article.Id, outcome, warnings);
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or IndexUnusableException))
        {
            LogFailed(failure, story.Location);
            return new IngestionResult(story.Location, article.Id, IngestionOutcome.Failed, [$"The story could not be indexed: {failure.Message}"]);
        }
    }

    /// <summary>Ingests one article.</summary>
    /// <param name="whenBegun">Told when it is about to be written.</param>
    /// <exception cref="IndexUnusableException">The index cannot be written.</exception>
    public async Task<IngestionOutcome> IngestAsync(Article article, CancellationToken cancellationToken, Action<ArticleId, IngestionOutcome>? whenBegun = null)
    {
        // 0. What was retracted stays out.
        if (await IsKeptOutAsync(article.Id, cancellationToken))
        {
            return IngestionOutcome.Retracted;
        }

        // 1. An article that has not changed is left alone.
        var fingerprint = Fingerprint(article);
        var known = await index.FindFingerprintAsync(article.Id, cancellationToken);
        if (known == fingerprint || (copies is not null && known is null && await copies.IsKnownAsync(article.Id, fingerprint, cancellationToken)))
        {
            return IngestionOutcome.Unchanged;
        }

        // 2. What another outlet has published as well is noted with that story.
        if (copies is not null && await copies.ClaimAsync(article, fingerprint, cancellationToken) is not null)
        {
            await index.RemoveAsync(article.Id, cancellationToken);
            return IngestionOutcome.Copy;
        }

        var outcome = known is null ? IngestionOutcome.Added : IngestionOutcome.Updated;
        whenBegun?.Invoke(article.Id, outcome);
        var isIndexed = false;
        try
        {
            await IndexAsync(article, fingerprint, cancellationToken);
            isIndexed = true;
        }
        finally
        {
            copies?.Finish(article.Id, isIndexed);
        }

        // It may have been retracted meanwhile.
        return await IsKeptOutAsync(article.Id, cancellationToken) ? IngestionOutcome.Retracted : outcome;
    }

    /// <summary>Removes a story with all that is known of it; what has been noted as a copy of it is a story again when it is read next.</summary>
    /// <returns>False when it is neither indexed nor a known copy.</returns>
    /// <exception cref="IndexUnusableException">The index cannot be written.</exception>
    public async Task<bool> RemoveAsync(ArticleId id, CancellationToken cancellationToken)
    {
        var isThere = await index.FindFingerprintAsync(id, cancellationToken) is not null || copies?.Knows(id) == true;
        await index.RemoveAsync(id, cancellationToken);
        copies?.Forget(id);
        history?.Forget(id);
        return isThere;
    }

    /// <summary>
    /// Takes a story out of the index, with what other outlets published of the same report, and keeps all of them out until <see cref="LiftAsync"/>.
    /// It is done at once, also while a run writes.
    /// </summary>
    /// <returns>False when there is no such story, or it is retracted already.</returns>
    /// <exception cref="IndexUnusableException">The index cannot be written.</exception>
    /// <exception cref="InvalidOperationException">This ingestor knows of no retractions.</exception>
    public async Task<bool> RetractAsync(ArticleId id, string reason, CancellationToken cancellationToken)
    {
        var register = retractions ?? throw new InvalidOperationException("This ingestor knows of no retractions.");
        if (await index.ReadAsync([id], cancellationToken) is not [var story])
        {
            return false;
        }

        // Noted first: whatever stops the program now, the story does not come back.
        register.Add([story.Article, .. copies?.Of([id])[id] ?? []], reason);
        await index.RemoveAsync(id, cancellationToken);
        copies?.Forget(id);
        return true;
    }

    /// <summary>Ends a retraction: the story is indexed again as it stood, and its copies when they are read next.</summary>
    /// <returns>False when the story is not retracted, or only as the copy of another.</returns>
    /// <exception cref="IndexUnusableException">The index cannot be written.</exception>
    public async Task<bool> LiftAsync(ArticleId id, CancellationToken cancellationToken)
    {
        if (retractions?.Find(id) is not { CopyOf: null } retraction)
        {
            return false;
        }

        retractions.Remove(id);
        await IngestAsync(retraction.Story, cancellationToken);
        return true;
    }

    /// <summary>Takes out of the index what is retracted: where another index begins to serve, which may have it still.</summary>
    /// <exception cref="IndexUnusableException">The index cannot be written.</exception>
    public async Task RemoveRetractedAsync(CancellationToken cancellationToken)
    {
        foreach (var retraction in retractions?.All() ?? [])
        {
            await index.RemoveAsync(retraction.Story.Id, cancellationToken);
        }
    }

    private async Task<bool> IsKeptOutAsync(ArticleId id, CancellationToken cancellationToken)
    {
        if (retractions?.Find(id) is null)
        {
            return false;
        }

        await index.RemoveAsync(id, cancellationToken);
        return true;
    }

    private async Task IndexAsync(Article article, string fingerprint, CancellationToken cancellationToken)
    {
        // 3. Sentences are cited, statements tell who said them, chunks are searched.
        var sentences = SentenceSplitter.Split(article.Body);
        var statements = article.IsEnglish ? Ledger.Of(article.Body, sentences) : [];
        var chunks = chunker.Split(sentences);

        // 4. Chunks are found by meaning, and their sentences told apart by it.
        var (embedded, meanings) = await EmbedAsync(article, sentences, chunks, cancellationToken);

        // 5. All of it is stored at once, or nothing; what it said before is kept.
        var before = history is null ? [] : await index.ReadAsync([article.Id], cancellationToken);
        await index.UpsertAsync(new IndexedArticle(article, fingerprint, sentences, embedded) { Statements = statements, SentenceVectors = meanings }, cancellationToken);
        if (before is [var story])
        {
            history?.Note(article.Id, story.Sentences, sentences);
        }
    }

    private async Task<(List<EmbeddedChunk> Chunks, SentenceVectors Sentences)> EmbedAsync(
        Article article, IReadOnlyList<Sentence> sentences, IReadOnlyList<Chunk> chunks, CancellationToken cancellationToken)
    {
        // The encoder knows English; what it makes of another language is near to anything. A vector of zeros is near to nothing.
        if (!article.IsEnglish)
        {
            return (chunks.Select(chunk => new EmbeddedChunk(chunk, new float[SentenceEncoder.Dimensions])).ToList(), SentenceVectors.None);
        }

        var passages = await encoder.EncodePassagesAsync(chunks.Select(chunk => chunk.SentencesOf(sentences)), cancellationToken);
        var ofSentences = new ReadOnlyMemory<float>[sentences.Count];
        foreach (var (chunk, passage) in chunks.Zip(passages).Reverse())
        {
            // What stands in two chunks is read in the light of the first, where more comes before it.
            passage.Sentences.ToArray().CopyTo(ofSentences, chunk.FirstSentence);
        }

        return (chunks.Zip(passages, (chunk, passage) => new EmbeddedChunk(chunk, passage.Whole)).ToList(), SentenceVectors.From(ofSentences));
    }

    private static string Fingerprint(Article article)
    {
        // JSON keeps the fields apart: two articles that differ cannot look alike.
        string?[] content =
        [
            $"{ProcessingVersion}", article.Title, article.Source, article.Author,
            article.Published?.ToString("O"), article.Url?.AbsoluteUri, article.Language, article.Body,
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(content))));
    }

    [LoggerMessage(LogLevel.Error, "{Location} could not be indexed")]
    private partial void LogFailed(Exception failure, string location);

    private sealed record ParsedStory(string Location, ParsedArticle Result)
    {
        public ArticleId? Unchanged { get; init; }

        public Action<ArticleId>? WhenIndexed { get; init; }
    }
}
