using System.Collections.Concurrent;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Statements;
using static NewsBot.Retrieval.Indexing.Qdrant.Conditions;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>The index on a Qdrant server or cluster: an alias that names the generation which serves, and the collection of each generation.</summary>
/// <remarks>
/// An article is a point, and so is each of its chunks. It is written by version: first the new chunks, then the article, which names the version
/// that counts, then the old chunks are deleted. Wherever that stops, readers see one version, and the next run finishes it.
/// </remarks>
public sealed class QdrantArticleIndex : IArticleIndex, IDisposable
{
    // The police speak in thousands of stories; those are enough to choose from.
    private const int MostSpoken = 5_000;

    // More than are ever read.
    private const int WeighedSpoken = 80;

    // So many times as many as are wanted are taken from what the server ranks by words, whose figures are not quite the same.
    private const int Spare = 2;

    private const int MostOutlets = 1_000;

    private const int RangesAtOnce = 8;

    // Some 2 MB of JSON; the server takes 32.
    private const int ChunksPerRequest = 200;

    private readonly QdrantClient client;
    private readonly QdrantOptions options;
    private readonly string embedder;
    private readonly int dimensions;
    private readonly TimeProvider time;
    private readonly QdrantWords wording;
    private readonly QdrantChunkSearch search;
    private readonly SemaphoreSlim creating = new(1);
    private volatile bool isChecked;

    /// <param name="name">The alias, or the collection of a generation that does not serve yet.</param>
    /// <param name="embedder">Name of what makes the vectors: those of different embedders cannot be compared.</param>
    /// <param name="dimensions">Length of the vectors.</param>
    public QdrantArticleIndex(QdrantClient client, QdrantOptions options, string name, string embedder, int dimensions, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        Name = name;
        this.client = client;
        this.options = options;
        this.embedder = embedder;
        this.dimensions = dimensions;
        this.time = time;
        wording = new QdrantWords(client, name, time);
        search = new QdrantChunkSearch(client, wording, name);
    }

    /// <summary>The alias, or the collection of a generation that does not serve yet.</summary>
    public string Name { get; }

    public Task<string?> FindFingerprintAsync(ArticleId id, CancellationToken cancellationToken) => WhenThereAsync<string?>(
        null,
        async () => (await client.RetrieveAsync(Name, new RetrieveRequest([StableId.OfArticle(id)], ["fingerprint"]), cancellationToken)) is [var point] ? point.Payload?.Fingerprint : null,
        cancellationToken);

    public Task UpsertAsync(IndexedArticle article, CancellationToken cancellationToken) => WriteAsync(
        async () =>
        {
            var batches = QdrantPoints.OfChunks(article).Chunk(ChunksPerRequest).ToList();
            foreach (var batch in batches.SkipLast(1))
            {
                await client.UpsertAsync(Name, batch, cancellationToken);
            }

            var id = StableId.OfArticle(article.Article.Id);
            var outdated = new Filter(
                Must: [MatchKeyword("article", article.Article.Id.Value), MatchKeyword("kind", QdrantSchema.Chunks)], MustNot: [MatchKeyword("version", article.Fingerprint)]);
            await client.UpdateBatchAsync(
                Name,
                [
                    .. batches.TakeLast(1).Select(batch => new UpdateOperation(Upsert: new UpsertRequest(batch))),
                    new UpdateOperation(Upsert: new UpsertRequest([QdrantPoints.OfArticle(article, time.GetUtcNow())])),
                    new UpdateOperation(Delete: new DeleteRequest(outdated)),
                    new UpdateOperation(SetPayload: new SetPayloadRequest(new PointPayload { Fingerprint = article.Fingerprint }, [id])),
                ],
                cancellationToken);
        },
        cancellationToken);

    public Task RemoveAsync(ArticleId id, CancellationToken cancellationToken) => WhenThereAsync(
        true,
        async () =>
        {
            await client.DeleteAsync(Name, new Filter([MatchKeyword("article", id.Value)]), cancellationToken);
            return true;
        },
        cancellationToken);

    public Task<ChunkHits> SearchAsync(ChunkQuery query, CancellationToken cancellationToken) => WhenThereAsync(
        new ChunkHits([], 0, query.Words.Distinct(StringComparer.Ordinal).ToDictionary(word => word, _ => 0L, StringComparer.Ordinal)),
        () => search.SearchAsync(query, cancellationToken),
        cancellationToken);

    public Task<IReadOnlyList<StoredArticle>> ReadAsync(IReadOnlyCollection<ArticleId> ids, CancellationToken cancellationToken) => WhenThereAsync<IReadOnlyList<StoredArticle>>(
        [],
        async () => ids.Count == 0
            ? []
            : (await client.RetrieveAsync(Name, new RetrieveRequest(ids.Select(StableId.OfArticle).Distinct().ToList(), QdrantPoints.ArticleFields), cancellationToken))
                .Select(point => QdrantPoints.ToStoredArticle(point.Payload!)).ToList(),
        cancellationToken);

    public Task<ArticleCounts> CountAsync(ArticleFilter filter, CancellationToken cancellationToken) => WhenThereAsync(
        new ArticleCounts(0, null, null),
        async () =>
        {
            IReadOnlyList<Condition> admitted = [Is(QdrantSchema.Articles), .. QdrantFilter.Conditions(filter)];
            var count = CountAsync(admitted, cancellationToken);
            var oldest = OutermostAsync(admitted, "asc", cancellationToken);
            var newest = OutermostAsync(admitted, "desc", cancellationToken);
            return new ArticleCounts(await count, await oldest, await newest);
        },
        cancellationToken);

    public Task<long> CountMentionsAsync(IReadOnlyList<string> words, CancellationToken cancellationToken) => WhenThereAsync(
        0L,
        async () =>
        {
            IReadOnlyList<string> phrases = words is [var word] ? FullText.SpellingsOf(word) : [FullText.PhraseOf(string.Join(' ', words))];
            return phrases is [] or [""] ? 0 : await CountAsync([Is(QdrantSchema.Articles), QdrantWords.AnyPhrase(phrases)], cancellationToken);
        },
        cancellationToken);

    public Task<IReadOnlyList<ArticleId>> FindPhrasesAsync(IReadOnlyList<string> phrases, int limit, CancellationToken cancellationToken) => WhenThereAsync<IReadOnlyList<ArticleId>>(
        [],
        async () =>
        {
            var known = phrases.Select(FullText.PhraseOf).Where(phrase => phrase.Length > 0).ToList();
            if (known.Count == 0)
            {
                return [];
            }

            var weighing = wording.WeighAsync(QdrantSchema.Articles, known, cancellationToken);
            var candidates = await client.QueryAsync(
                Name,
                new QueryRequest(
                    new Query(StemmedText.ForArticles(string.Join(' ', known))),
                    limit * Spare,
                    QdrantSchema.ArticleBm25,
                    Filter: new Filter([QdrantWords.AnyPhrase(known)]),
                    WithPayload: ["article", "words"]),
                cancellationToken);
            var weights = await weighing;
            return candidates.OrderByDescending(point => weights.Of(point.Payload!.Words!, titleWeight: 1)).ThenBy(point => point.Id)
                .Take(limit).Select(point => new ArticleId(point.Payload!.Article!)).ToList();
        },
        cancellationToken);

    public Task<IReadOnlyList<SpeakerHit>> FindSpeakersAsync(SpeakerQuery query, CancellationToken cancellationToken) => WhenThereAsync<IReadOnlyList<SpeakerHit>>(
        [],
        async () =>
        {
            var keys = query.Names.Select(SpeakerName.KeyOf).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            if (keys.Count == 0)
            {
                return [];
            }

            IReadOnlyList<Condition> spoken = [MatchKeywords("speaker_keys", keys), .. QdrantFilter.Conditions(query.Filter)];
            var newest = NewestAsync(spoken, MostSpoken, ["article", "speakers"], cancellationToken);
            var told = await SpokenByWordsAsync(query.Words, spoken, cancellationToken);
            return told.Concat(await newest).DistinctBy(payload => payload.Article, StringComparer.Ordinal)
                .SelectMany(payload => payload.Speakers!.Where(speaker => query.Names.Any(name => SpeakerName.AreSame(name, speaker)))
                    .Select(speaker => new SpeakerHit(new ArticleId(payload.Article!), speaker)))
                .ToList();
        },
        cancellationToken);

    public Task<IReadOnlyList<ArticleId>> GetNewestAsync(int count, CancellationToken cancellationToken) => WhenThereAsync<IReadOnlyList<ArticleId>>(
        [],
        async () => count <= 0
            ? []
            : (await NewestAsync([Is(QdrantSchema.Articles)], count, ["article"], cancellationToken)).Select(payload => new ArticleId(payload.Article!)).ToList(),
        cancellationToken);

    public Task<IReadOnlyList<string>> GetOutletsAsync(CancellationToken cancellationToken) => WhenThereAsync<IReadOnlyList<string>>(
        [],
        async () => (await client.FacetAsync(Name, new FacetRequest("outlet", new Filter([Is(QdrantSchema.Articles)]), MostOutlets), cancellationToken))
            .Select(hit => hit.Value.GetString()!).Order(StringComparer.Ordinal).ToList(),
        cancellationToken);

    // The server groups by no part of a date, but counts a range at once.
    public Task<ArticleDistribution> GetDistributionAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken) => WhenThereAsync(
        new ArticleDistribution([], []),
        async () =>
        {
            var days = new ConcurrentBag<DayCount>();
            await Parallel.ForEachAsync(
                Enumerable.Range(0, Math.Max(0, last.DayNumber - first.DayNumber + 1)).Select(first.AddDays),
                new ParallelOptions { MaxDegreeOfParallelism = RangesAtOnce, CancellationToken = cancellationToken },
                async (day, token) =>
                {
                    var midnight = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
                    days.Add(new DayCount(day, await CountAsync([Is(QdrantSchema.Articles), DatetimeRange("published_at", midnight, midnight.AddDays(1))], token)));
                });
            var outlets = await client.FacetAsync(Name, new FacetRequest("outlet", new Filter([Is(QdrantSchema.Articles)]), MostOutlets), cancellationToken);
            return new ArticleDistribution(
                days.Where(day => day.Articles > 0).OrderBy(day => day.Day).ToList(),
                outlets.Select(hit => new OutletCount(hit.Value.GetString()!, hit.Count))
                    .OrderByDescending(outlet => outlet.Articles).ThenBy(outlet => outlet.Outlet, StringComparer.Ordinal).ToList());
        },
        cancellationToken);

    public Task<IndexStatus> GetStatusAsync(CancellationToken cancellationToken) => WhenThereAsync(
        new IndexStatus(0, 0, 0, 0, embedder, Store(null), null, null, null),
        async () =>
        {
            var counts = CountAsync(ArticleFilter.All, cancellationToken);
            var chunks = CountAsync([Is(QdrantSchema.Chunks)], cancellationToken);
            var sentences = SumAsync("sentence_total", cancellationToken);
            var statements = SumAsync("statement_total", cancellationToken);
            var last = await client.ScrollAsync(
                Name, new ScrollRequest(new Filter([Is(QdrantSchema.Articles)]), 1, ["indexed_at"], new OrderBy("indexed_at", "desc")), cancellationToken);
            var (articles, oldest, newest) = await counts;
            return new IndexStatus(
                articles, await sentences, await statements, await chunks, embedder, Store(await GenerationAsync(cancellationToken)), oldest, newest,
                last is [var point] ? point.Payload?.IndexedAt : null);
        },
        cancellationToken);

    public void Dispose() => creating.Dispose();

    // --- Reading -----------------------------------------------------------------------------------------------------------------

    private static Condition Is(string kind) => MatchKeyword("kind", kind);

    private Task<long> CountAsync(IReadOnlyList<Condition> conditions, CancellationToken cancellationToken) => client.CountAsync(Name, new Filter(conditions), cancellationToken);

    private async Task<DateTimeOffset?> OutermostAsync(IReadOnlyList<Condition> conditions, string direction, CancellationToken cancellationToken) =>
        (await client.ScrollAsync(Name, new ScrollRequest(new Filter(conditions), 1, ["published"], new OrderBy("published_at", direction)), cancellationToken)) is [var point]
            ? QdrantPoints.ToMoment(point.Payload?.Published)
            : null;

    /// <summary>The newest first, and last those without a date, which no order by date would name.</summary>
    private async Task<IReadOnlyList<PointPayload>> NewestAsync(
        IReadOnlyList<Condition> conditions, int count, IReadOnlyList<string> fields, CancellationToken cancellationToken)
    {
        var dated = await client.ScrollAsync(Name, new ScrollRequest(new Filter(conditions), count, fields, new OrderBy("published_at", "desc")), cancellationToken);
        var undated = dated.Count == count
            ? []
            : await client.ScrollAsync(Name, new ScrollRequest(new Filter([.. conditions, IsEmpty("published_at")]), count - dated.Count, fields), cancellationToken);
        return dated.Concat(undated).Select(point => point.Payload!).ToList();
    }

    /// <summary>The best by words first: the first of them by the figures of the embedded index, the rest by the server's.</summary>
    private async Task<IEnumerable<PointPayload>> SpokenByWordsAsync(IReadOnlyList<string> topic, IReadOnlyList<Condition> spoken, CancellationToken cancellationToken)
    {
        if (topic.Count == 0)
        {
            return [];
        }

        var weighing = wording.WeighAsync(QdrantSchema.Articles, topic.SelectMany(FullText.SpellingsOf).ToList(), cancellationToken);
        var all = new QueryRequest(
            new Query(StemmedText.ForArticles(StemmedText.OfWords(topic))), MostSpoken, QdrantSchema.ArticleBm25, Filter: new Filter(spoken), WithPayload: ["article", "speakers"]);
        var first = all with { Limit = WeighedSpoken, WithPayload = ["article", "speakers", "published_at", "words"] };
        var found = await client.QueryBatchAsync(Name, [first, all], cancellationToken);
        var weights = await weighing;
        return found[0].Select(point => point.Payload!)
            .OrderByDescending(payload => weights.Of(payload.Words!, titleWeight: 1)).ThenByDescending(payload => payload.PublishedAt)
            .Concat(found[1].Select(point => point.Payload!));
    }

    /// <summary>The server does not add up, but it counts how often each number occurs.</summary>
    private async Task<long> SumAsync(string field, CancellationToken cancellationToken) =>
        (await client.FacetAsync(Name, new FacetRequest(field, new Filter([Is(QdrantSchema.Articles)]), 100_000), cancellationToken)).Sum(hit => hit.Value.GetInt64() * hit.Count);

    // --- The server --------------------------------------------------------------------------------------------------------------

    private async Task<T> WhenThereAsync<T>(T ofNothing, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await IsThereAsync(cancellationToken) ? await work() : ofNothing;
        }
        catch (QdrantException failure)
        {
            throw QdrantFailure.Explain(failure, options, Name);
        }
    }

    private async Task WriteAsync(Func<Task> write, CancellationToken cancellationToken)
    {
        try
        {
            if (!await IsThereAsync(cancellationToken))
            {
                await CreateAsync(cancellationToken);
            }

            await write();
        }
        catch (QdrantException failure)
        {
            throw QdrantFailure.Explain(failure, options, Name);
        }
    }

    /// <summary>Whether there is an index. It is checked before it is first used.</summary>
    private async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        if (isChecked)
        {
            return true;
        }

        await QdrantFailure.CheckVersionAsync(client, options, cancellationToken);
        if (await GenerationAsync(cancellationToken) is not { } collection)
        {
            return false;
        }

        QdrantSchema.Check((await client.GetCollectionInfoAsync(collection, cancellationToken)).Config.Metadata, collection, embedder, dimensions);
        return isChecked = true;
    }

    /// <summary>The collection that the name stands for; null: none yet.</summary>
    private async Task<string?> GenerationAsync(CancellationToken cancellationToken)
    {
        var aliases = await client.ListAliasesAsync(cancellationToken);
        return aliases.FirstOrDefault(alias => alias.AliasName == Name)?.CollectionName
            ?? (await client.CollectionExistsAsync(Name, cancellationToken) ? Name : null);
    }

    /// <summary>The first story makes the first generation.</summary>
    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        await creating.WaitAsync(cancellationToken);
        try
        {
            if (!await IsThereAsync(cancellationToken))
            {
                var generations = new QdrantGenerations(client, options, embedder, dimensions, time);
                using var first = await generations.BeginAsync(cancellationToken);
                await generations.PublishAsync(first, cancellationToken);
                isChecked = true;
            }
        }
        finally
        {
            creating.Release();
        }
    }

    private string Store(string? collection) => $"Qdrant, {QdrantFailure.Address(options)}, collection {collection ?? Name}";
}
