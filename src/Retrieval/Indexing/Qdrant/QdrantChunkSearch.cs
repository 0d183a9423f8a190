using Google.Protobuf;
using Google.Protobuf.Collections;
using NewsBot.Retrieval.Articles;
using Qdrant.Client.Grpc;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>Finds the chunks for a question: one query with both rankings and their fusion, and a second round for what a fusion does not tell.</summary>
/// <remarks>
/// The server finds more than is wanted by words and tells their words, of which the figures are made here: so chunks and articles that are
/// chosen, and their figures, are those of the embedded index.
/// </remarks>
/// <param name="name">The alias, or the collection of a generation that does not serve yet.</param>
internal sealed class QdrantChunkSearch(QdrantConnection connection, QdrantWords words, string name)
{
    // Of so many articles at least one chunk is found.
    private const int BestArticles = 20;

    // So many times as many as are wanted are taken from what the server ranks by words, whose figures are not quite the same.
    private const int Spare = 2;

    // Places count little, so that what both lists name comes before what one of them names first. Words are trusted more than meaning.
    private const int FusionK = 60;
    private const float MeaningWeight = 1;
    private const float WordsWeight = 2;

    // Only read, by many questions at once.
    private static readonly SearchParams Quantized = new() { Quantization = new QuantizationSearchParams { Rescore = true, Oversampling = 2 } };
    private static readonly SearchParams Exact = new() { Exact = true, Quantization = new QuantizationSearchParams { Ignore = true } };

    /// <inheritdoc cref="IArticleIndex.SearchAsync"/>
    /// <exception cref="IndexUnusableException">The server cannot be reached, or does not do it.</exception>
    public async Task<ChunkHits> SearchAsync(ChunkQuery query, CancellationToken cancellationToken)
    {
        // 1. What does not depend on each other is asked for at once; the words while the question's vector is still in the making.
        var filter = QdrantFilter.Of(query.Filter);
        var distinct = query.Words.Distinct(StringComparer.Ordinal).ToList();
        var phrases = distinct.SelectMany(FullText.SpellingsOf).ToList();
        var stems = StemmedText.OfWords(query.Words);
        var weighing = words.WeighAsync(QdrantSchema.Chunks, phrases, cancellationToken);
        var frequencies = words.FrequenciesAsync(QdrantSchema.Chunks, distinct, weighing, cancellationToken);
        var articles = ArticlesByWordsAsync(stems, phrases, filter, cancellationToken);
        var vector = new DenseVector();
        vector.Data.AddRange((await query.Vector).Span);
        var candidates = await HybridAsync(vector, stems, (ulong)query.Limit, filter, cancellationToken);

        // 2. How near in meaning each chunk is, the nearest chunks of the best articles, and which versions count.
        var byWords = await articles;
        var comparing = CosinesAsync(candidates, vector, cancellationToken);
        var ofArticles = NearestOfEachAsync(byWords.Keys, vector, cancellationToken);
        var versions = await VersionsAsync(candidates.Select(ArticleOf).Union(byWords.Keys, StringComparer.Ordinal), cancellationToken);
        var cosines = await comparing;
        foreach (var chunk in await ofArticles)
        {
            cosines[chunk.Id.Uuid] = chunk.Score;
        }

        // 3. The best by words, the nearest, and those of the best articles.
        var weights = await weighing;
        var current = candidates.Where(IsCurrent).ToList();
        var bm25 = Best(current, chunk => weights.Of(chunk.Payload.Text(Payload.Words)!, Bm25.TitleWeight), query.Limit)
            .Where(chunk => chunk.Score > 0).ToDictionary(chunk => chunk.Point.Id.Uuid, chunk => chunk.Score, StringComparer.Ordinal);
        var nearest = Best(current, chunk => cosines.GetValueOrDefault(chunk.Id.Uuid), query.Limit).Select(chunk => chunk.Point);
        var found = current.Where(chunk => bm25.ContainsKey(chunk.Id.Uuid)).Concat(nearest).Concat((await ofArticles).Where(IsCurrent)).DistinctBy(chunk => chunk.Id.Uuid, StringComparer.Ordinal)
            .Select(chunk => ToScoredChunk(
                chunk.Payload, bm25.GetValueOrDefault(chunk.Id.Uuid), cosines.GetValueOrDefault(chunk.Id.Uuid), byWords.GetValueOrDefault(ArticleOf(chunk))))
            .ToList();
        return new ChunkHits(found, weights.Rows, await frequencies);

        bool IsCurrent(ScoredPoint chunk) => versions.GetValueOrDefault(ArticleOf(chunk)) == chunk.Payload.Text(Payload.Version);
    }

    private static string ArticleOf(ScoredPoint point) => point.Payload.Text(Payload.Article)!;

    /// <summary>All of both lists, so that nothing is cut off before it is weighed.</summary>
    private Task<IReadOnlyList<ScoredPoint>> HybridAsync(DenseVector vector, string stems, ulong limit, IReadOnlyList<Condition> filter, CancellationToken cancellationToken)
    {
        var byMeaning = new PrefetchQuery { Query = Near(vector), Using = QdrantSchema.Dense, Limit = limit, Params = Quantized };
        var byWords = new PrefetchQuery { Query = StemmedText.ForChunks(stems), Using = QdrantSchema.ChunkBm25, Limit = limit * Spare };
        IReadOnlyList<(PrefetchQuery Query, float Weight)> lists = stems.Length == 0 ? [(byMeaning, MeaningWeight)] : [(byMeaning, MeaningWeight), (byWords, WordsWeight)];
        var fusion = new Rrf { K = FusionK, Weights = { lists.Select(list => list.Weight) } };
        return connection.CallAsync(
            (client, token) => client.QueryAsync(
                name,
                fusion,
                lists.Select(list => list.Query).ToList(),
                filter: QdrantFilter.All(filter),
                limit: lists.Aggregate(0UL, (sum, list) => sum + list.Query.Limit),
                payloadSelector: QdrantPoints.WordedChunkFields,
                readConsistency: connection.ReadConsistency,
                cancellationToken: token),
            cancellationToken);
    }

    private static Query Near(DenseVector vector) => new() { Nearest = new VectorInput { Dense = vector } };

    /// <summary>The best articles by BM25, with it.</summary>
    private async Task<Dictionary<string, double>> ArticlesByWordsAsync(string stems, IReadOnlyList<string> phrases, IReadOnlyList<Condition> filter, CancellationToken cancellationToken)
    {
        if (stems.Length == 0)
        {
            return new(StringComparer.Ordinal);
        }

        var weighing = words.WeighAsync(QdrantSchema.Articles, phrases, cancellationToken);
        var candidates = await connection.CallAsync(
            (client, token) => client.QueryAsync(
                name,
                StemmedText.ForArticles(stems),
                usingVector: QdrantSchema.ArticleBm25,
                filter: QdrantFilter.All(filter),
                limit: BestArticles * Spare,
                payloadSelector: new[] { Payload.Article, Payload.Words },
                readConsistency: connection.ReadConsistency,
                cancellationToken: token),
            cancellationToken);
        var weights = await weighing;
        return Best(candidates, article => weights.Of(article.Payload.Text(Payload.Words)!, Bm25.TitleWeight), BestArticles).Where(article => article.Score > 0)
            .ToDictionary(article => ArticleOf(article.Point), article => article.Score, StringComparer.Ordinal);
    }

    private static IEnumerable<(ScoredPoint Point, double Score)> Best(IEnumerable<ScoredPoint> points, Func<ScoredPoint, double> score, int count) =>
        points.Select(point => (Point: point, Score: score(point))).OrderByDescending(scored => scored.Score).ThenBy(scored => scored.Point.Id.Uuid, StringComparer.Ordinal).Take(count);

    private async Task<Dictionary<string, double>> CosinesAsync(IReadOnlyList<ScoredPoint> chunks, DenseVector vector, CancellationToken cancellationToken)
    {
        if (chunks.Count == 0)
        {
            return [];
        }

        var these = QdrantFilter.All(new Condition { HasId = new HasIdCondition { HasId = { chunks.Select(chunk => chunk.Id) } } });
        var compared = await connection.CallAsync(
            (client, token) => client.QueryAsync(
                name, Near(vector), usingVector: QdrantSchema.Dense, filter: these, searchParams: Exact, limit: (ulong)chunks.Count, payloadSelector: false,
                readConsistency: connection.ReadConsistency, cancellationToken: token),
            cancellationToken);
        return compared.ToDictionary(chunk => chunk.Id.Uuid, chunk => (double)chunk.Score, StringComparer.Ordinal);
    }

    private async Task<IReadOnlyList<ScoredPoint>> NearestOfEachAsync(IReadOnlyCollection<string> articles, DenseVector vector, CancellationToken cancellationToken) => articles.Count == 0
        ? []
        : (await connection.CallAsync(
            (client, token) => client.QueryGroupsAsync(
                name,
                Payload.Article,
                Near(vector),
                usingVector: QdrantSchema.Dense,
                filter: QdrantFilter.All(Conditions.Match(Payload.Article, articles.ToList())),
                searchParams: Exact,
                limit: (ulong)articles.Count,
                groupSize: 1,
                payloadSelector: QdrantPoints.ChunkFields,
                readConsistency: connection.ReadConsistency,
                cancellationToken: token),
            cancellationToken)).SelectMany(group => group.Hits).ToList();

    private async Task<Dictionary<string, string?>> VersionsAsync(IEnumerable<string> articles, CancellationToken cancellationToken)
    {
        var ids = articles.Select(article => (PointId)StableId.OfArticle(new ArticleId(article))).ToList();
        return ids.Count == 0
            ? new(StringComparer.Ordinal)
            : (await connection.CallAsync(
                (client, token) => client.RetrieveAsync(name, ids, new[] { Payload.Article, Payload.Version }, vectorSelector: false, connection.ReadConsistency, cancellationToken: token), cancellationToken))
                .ToDictionary(point => point.Payload.Text(Payload.Article)!, point => point.Payload.Text(Payload.Version), StringComparer.Ordinal);
    }

    private static ScoredChunk ToScoredChunk(MapField<string, Value> chunk, double bm25, double cosine, double articleBm25) => new(
        new ArticleId(chunk.Text(Payload.Article)!),
        chunk.Moment(Payload.Published),
        chunk.Number(Payload.Ordinal)!.Value,
        chunk.Number(Payload.FirstSentence)!.Value,
        chunk.Number(Payload.SentenceCount)!.Value,
        bm25,
        cosine,
        articleBm25);
}
