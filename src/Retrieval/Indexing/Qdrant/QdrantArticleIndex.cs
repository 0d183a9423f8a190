using System.Collections.Concurrent;
using Google.Protobuf.Collections;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Statements;
using Qdrant.Client.Grpc;
using static NewsBot.Retrieval.Indexing.Qdrant.QdrantFilter;

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
    private const int MostNumbers = 100_000;

    private const int RangesAtOnce = 8;

    // Some 0.7 MB; the server refuses messages of tens.
    private const int ChunksPerRequest = 200;

    private readonly QdrantConnection connection;
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
    public QdrantArticleIndex(QdrantConnection connection, string name, string embedder, int dimensions, TimeProvider time)
    {
        Name = name;
        this.connection = connection;
        this.embedder = embedder;
        this.dimensions = dimensions;
        this.time = time;
        wording = new QdrantWords(connection, name, time);
        search = new QdrantChunkSearch(connection, wording, name);
    }

    /// <summary>The alias, or the collection of a generation that does not serve yet.</summary>
    public string Name { get; }

    public Task<string?> FindFingerprintAsync(ArticleId id, CancellationToken cancellationToken) => WhenThereAsync<string?>(
        null,
        async () => (await RetrieveAsync([id], [Payload.Fingerprint], cancellationToken)) is [var point] ? point.Payload.Text(Payload.Fingerprint) : null,
        cancellationToken);

    public Task UpsertAsync(IndexedArticle article, CancellationToken cancellationToken) => WriteAsync(
        async () =>
        {
            var batches = QdrantPoints.OfChunks(article).Chunk(ChunksPerRequest).ToList();
            foreach (var batch in batches.SkipLast(1))
            {
                await connection.CallAsync((client, token) => client.UpsertAsync(Name, batch, ordering: connection.WriteOrdering, cancellationToken: token), cancellationToken);
            }

            // Taken in this order; when one fails, those before it are done.
            var outdated = All(Conditions.MatchKeyword(Payload.Article, article.Article.Id.Value), Is(QdrantSchema.Chunks));
            outdated.MustNot.Add(Conditions.MatchKeyword(Payload.Version, article.Fingerprint));
            PointsSelector itself = StableId.OfArticle(article.Article.Id);
            IReadOnlyList<PointsUpdateOperation> steps =
            [
                .. batches.TakeLast(1).Select(batch => new PointsUpdateOperation { Upsert = new() { Points = { batch } } }),
                new() { Upsert = new() { Points = { QdrantPoints.OfArticle(article, time.GetUtcNow()) } } },
                new() { DeletePoints = new() { Points = new PointsSelector { Filter = outdated } } },
                new() { SetPayload = new() { Payload = { [Payload.Fingerprint] = article.Fingerprint }, PointsSelector = itself } },
            ];
            await connection.CallAsync((client, token) => client.UpdateBatchAsync(Name, steps, ordering: connection.WriteOrdering, cancellationToken: token), cancellationToken);
        },
        cancellationToken);

    public Task RemoveAsync(ArticleId id, CancellationToken cancellationToken) => WhenThereAsync(
        true,
        async () =>
        {
            var all = All(Conditions.MatchKeyword(Payload.Article, id.Value));
            await connection.CallAsync((client, token) => client.DeleteAsync(Name, all, ordering: connection.WriteOrdering, cancellationToken: token), cancellationToken);
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
            : (await RetrieveAsync(ids, QdrantPoints.ArticleFields, cancellationToken)).Select(point => QdrantPoints.ToStoredArticle(point.Payload)).ToList(),
        cancellationToken);

    public Task<ArticleCounts> CountAsync(ArticleFilter filter, CancellationToken cancellationToken) => WhenThereAsync(
        new ArticleCounts(0, null, null),
        async () =>
        {
            IReadOnlyList<Condition> admitted = [Is(QdrantSchema.Articles), .. Of(filter)];
            var count = wording.CountAsync(admitted, cancellationToken);
            var oldest = OutermostAsync(admitted, Direction.Asc, cancellationToken);
            var newest = OutermostAsync(admitted, Direction.Desc, cancellationToken);
            return new ArticleCounts(await count, await oldest, await newest);
        },
        cancellationToken);

    public Task<long> CountMentionsAsync(IReadOnlyList<string> words, CancellationToken cancellationToken) => WhenThereAsync(
        0L,
        async () =>
        {
            IReadOnlyList<string> phrases = words is [var word] ? FullText.SpellingsOf(word) : [FullText.PhraseOf(string.Join(' ', words))];
            return phrases is [] or [""] ? 0 : await wording.CountAsync([Is(QdrantSchema.Articles), QdrantWords.AnyPhrase(phrases)], cancellationToken);
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
            var candidates = await connection.CallAsync(
                (client, token) => client.QueryAsync(
                    Name,
                    StemmedText.ForArticles(string.Join(' ', known)),
                    usingVector: QdrantSchema.ArticleBm25,
                    filter: All(QdrantWords.AnyPhrase(known)),
                    limit: (ulong)(limit * Spare),
                    payloadSelector: new[] { Payload.Article, Payload.Words },
                    readConsistency: connection.ReadConsistency,
                    cancellationToken: token),
                cancellationToken);
            var weights = await weighing;
            return candidates.OrderByDescending(point => weights.Of(point.Payload.Text(Payload.Words)!, titleWeight: 1)).ThenBy(point => point.Id.Uuid, StringComparer.Ordinal)
                .Take(limit).Select(point => new ArticleId(point.Payload.Text(Payload.Article)!)).ToList();
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

            IReadOnlyList<Condition> spoken = [Conditions.Match(Payload.SpeakerKeys, keys), .. Of(query.Filter)];
            var newest = NewestAsync(spoken, MostSpoken, [Payload.Article, Payload.Speakers], cancellationToken);
            var told = await SpokenByWordsAsync(query.Words, spoken, cancellationToken);
            return told.Concat(await newest).DistinctBy(payload => payload.Text(Payload.Article), StringComparer.Ordinal)
                .SelectMany(payload => payload.List(Payload.Speakers).Select(speaker => speaker.StringValue).Where(speaker => query.Names.Any(name => SpeakerName.AreSame(name, speaker)))
                    .Select(speaker => new SpeakerHit(new ArticleId(payload.Text(Payload.Article)!), speaker)))
                .ToList();
        },
        cancellationToken);

    public Task<IReadOnlyList<ArticleId>> GetNewestAsync(int count, CancellationToken cancellationToken) => WhenThereAsync<IReadOnlyList<ArticleId>>(
        [],
        async () => count <= 0
            ? []
            : (await NewestAsync([Is(QdrantSchema.Articles)], count, [Payload.Article], cancellationToken)).Select(payload => new ArticleId(payload.Text(Payload.Article)!)).ToList(),
        cancellationToken);

    public Task<IReadOnlyList<string>> GetOutletsAsync(CancellationToken cancellationToken) => WhenThereAsync<IReadOnlyList<string>>(
        [],
        async () => (await FacetAsync(Payload.Outlet, MostOutlets, cancellationToken)).Select(hit => hit.Value.StringValue).Order(StringComparer.Ordinal).ToList(),
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
                    var midnight = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
                    days.Add(new DayCount(day, await wording.CountAsync([Is(QdrantSchema.Articles), Conditions.DatetimeRange(Payload.PublishedAt, gte: midnight, lt: midnight.AddDays(1))], token)));
                });
            var outlets = await FacetAsync(Payload.Outlet, MostOutlets, cancellationToken);
            return new ArticleDistribution(
                days.Where(day => day.Articles > 0).OrderBy(day => day.Day).ToList(),
                outlets.Select(hit => new OutletCount(hit.Value.StringValue, (long)hit.Count))
                    .OrderByDescending(outlet => outlet.Articles).ThenBy(outlet => outlet.Outlet, StringComparer.Ordinal).ToList());
        },
        cancellationToken);

    public Task<IndexStatus> GetStatusAsync(CancellationToken cancellationToken) => WhenThereAsync(
        new IndexStatus(0, 0, 0, 0, embedder, Store(null), null, null, null),
        async () =>
        {
            var counts = CountAsync(ArticleFilter.All, cancellationToken);
            var chunks = wording.CountAsync([Is(QdrantSchema.Chunks)], cancellationToken);
            var sentences = SumAsync(Payload.SentenceTotal, cancellationToken);
            var statements = SumAsync(Payload.StatementTotal, cancellationToken);
            var last = await ScrollAsync([Is(QdrantSchema.Articles)], 1, [Payload.IndexedAt], new OrderBy { Key = Payload.IndexedAt, Direction = Direction.Desc }, cancellationToken);
            var (articles, oldest, newest) = await counts;
            return new IndexStatus(
                articles, await sentences, await statements, await chunks, embedder, Store(await GenerationAsync(cancellationToken)), oldest, newest,
                last is [var story] ? story.Moment(Payload.IndexedAt) : null);
        },
        cancellationToken);

    public void Dispose() => creating.Dispose();

    // --- Reading -----------------------------------------------------------------------------------------------------------------

    private Task<IReadOnlyList<RetrievedPoint>> RetrieveAsync(IReadOnlyCollection<ArticleId> articles, string[] fields, CancellationToken cancellationToken) => connection.CallAsync(
        (client, token) => client.RetrieveAsync(
            Name, articles.Select(StableId.OfArticle).Distinct().Select(id => (PointId)id).ToList(), fields, vectorSelector: false, connection.ReadConsistency, cancellationToken: token),
        cancellationToken);

    private async Task<IReadOnlyList<MapField<string, Value>>> ScrollAsync(IReadOnlyList<Condition> conditions, int limit, string[] fields, OrderBy? order, CancellationToken cancellationToken) =>
        (await connection.CallAsync(
            (client, token) => client.ScrollAsync(
                Name, All(conditions), (uint)limit, payloadSelector: fields, readConsistency: connection.ReadConsistency, orderBy: order, cancellationToken: token),
            cancellationToken)).Result.Select(point => point.Payload).ToList();

    private async Task<IReadOnlyList<FacetHit>> FacetAsync(string field, int limit, CancellationToken cancellationToken) => (await connection.CallAsync(
        (client, token) => client.FacetAsync(Name, field, All(Is(QdrantSchema.Articles)), (ulong)limit, exact: true, connection.ReadConsistency, cancellationToken: token), cancellationToken)).Hits;

    private async Task<DateTimeOffset?> OutermostAsync(IReadOnlyList<Condition> conditions, Direction direction, CancellationToken cancellationToken) =>
        (await ScrollAsync(conditions, 1, [Payload.Published], new OrderBy { Key = Payload.PublishedAt, Direction = direction }, cancellationToken)) is [var story]
            ? story.Moment(Payload.Published)
            : null;

    /// <summary>The newest first, and last those without a date, which no order by date would name.</summary>
    private async Task<IReadOnlyList<MapField<string, Value>>> NewestAsync(IReadOnlyList<Condition> conditions, int count, string[] fields, CancellationToken cancellationToken)
    {
        var dated = await ScrollAsync(conditions, count, fields, new OrderBy { Key = Payload.PublishedAt, Direction = Direction.Desc }, cancellationToken);
        return dated.Count == count
            ? dated
            : [.. dated, .. await ScrollAsync([.. conditions, Conditions.IsEmpty(Payload.PublishedAt)], count - dated.Count, fields, order: null, cancellationToken)];
    }

    /// <summary>The best by words first: the first of them by the figures of the embedded index, the rest by the server's.</summary>
    private async Task<IEnumerable<MapField<string, Value>>> SpokenByWordsAsync(IReadOnlyList<string> topic, IReadOnlyList<Condition> spoken, CancellationToken cancellationToken)
    {
        if (topic.Count == 0)
        {
            return [];
        }

        var weighing = wording.WeighAsync(QdrantSchema.Articles, topic.SelectMany(FullText.SpellingsOf).ToList(), cancellationToken);
        var all = new QueryPoints
        {
            CollectionName = Name,
            Query = StemmedText.ForArticles(StemmedText.OfWords(topic)),
            Using = QdrantSchema.ArticleBm25,
            Filter = All(spoken),
            Limit = MostSpoken,
            WithPayload = new[] { Payload.Article, Payload.Speakers },
        };
        var first = new QueryPoints(all) { Limit = WeighedSpoken, WithPayload = new[] { Payload.Article, Payload.Speakers, Payload.PublishedAt, Payload.Words } };
        var found = await connection.CallAsync((client, token) => client.QueryBatchAsync(Name, [first, all], connection.ReadConsistency, cancellationToken: token), cancellationToken);
        var weights = await weighing;
        return found[0].Result.Select(point => point.Payload)
            .OrderByDescending(payload => weights.Of(payload.Text(Payload.Words)!, titleWeight: 1)).ThenByDescending(payload => payload.Moment(Payload.PublishedAt))
            .Concat(found[1].Result.Select(point => point.Payload));
    }

    /// <summary>The server does not add up, but it counts how often each number occurs.</summary>
    private async Task<long> SumAsync(string field, CancellationToken cancellationToken) =>
        (await FacetAsync(field, MostNumbers, cancellationToken)).Sum(hit => hit.Value.IntegerValue * (long)hit.Count);

    // --- The server --------------------------------------------------------------------------------------------------------------

    private async Task<T> WhenThereAsync<T>(T ofNothing, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        return await IsThereAsync(cancellationToken) ? await work() : ofNothing;
    }

    private async Task WriteAsync(Func<Task> write, CancellationToken cancellationToken)
    {
        if (!await IsThereAsync(cancellationToken))
        {
            await CreateAsync(cancellationToken);
        }

        await write();
    }

    /// <summary>Whether there is an index. It is checked before it is first used.</summary>
    private async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        if (isChecked)
        {
            return true;
        }

        await QdrantSchema.CheckServerAsync(connection, cancellationToken);
        if (await GenerationAsync(cancellationToken) is not { } collection)
        {
            return false;
        }

        var info = await connection.CallAsync((client, token) => client.GetCollectionInfoAsync(collection, token), cancellationToken);
        QdrantSchema.Check(info.Config.Metadata, collection, embedder, dimensions);
        return isChecked = true;
    }

    /// <summary>The collection that the name stands for; null: none yet.</summary>
    private async Task<string?> GenerationAsync(CancellationToken cancellationToken)
    {
        var aliases = await connection.CallAsync((client, token) => client.ListAliasesAsync(token), cancellationToken);
        return aliases.FirstOrDefault(alias => alias.AliasName == Name)?.CollectionName
            ?? (await connection.CallAsync((client, token) => client.CollectionExistsAsync(Name, token), cancellationToken) ? Name : null);
    }

    /// <summary>The first story makes the first generation.</summary>
    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        await creating.WaitAsync(cancellationToken);
        try
        {
            if (!await IsThereAsync(cancellationToken))
            {
                var generations = new QdrantGenerations(connection, embedder, dimensions, time);
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

    private string Store(string? collection) => $"Qdrant, {QdrantFailure.Address(connection.Options)}, collection {collection ?? Name}";
}
