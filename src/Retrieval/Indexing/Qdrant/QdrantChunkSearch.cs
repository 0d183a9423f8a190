using NewsBot.Retrieval.Articles;
using static NewsBot.Retrieval.Indexing.Qdrant.Conditions;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>Finds the chunks for a question: one query with both rankings and their fusion, and a second round for what a fusion does not tell.</summary>
/// <remarks>
/// The server finds more than is wanted by words and tells their words, of which the figures are made here: so chunks and articles that are
/// chosen, and their figures, are those of the embedded index.
/// </remarks>
/// <param name="name">The alias, or the collection of a generation that does not serve yet.</param>
internal sealed class QdrantChunkSearch(QdrantClient client, QdrantWords words, string name)
{
    // Of so many articles at least one chunk is found.
    private const int BestArticles = 20;

    // So many times as many as are wanted are taken from what the server ranks by words, whose figures are not quite the same.
    private const int Spare = 2;

    // Places count little, so that what both lists name comes before what one of them names first. Words are trusted more than meaning.
    private static readonly Rrf Fusion = new(K: 60, [1f, 2f]);

    private static readonly SearchParams Quantized = new(Quantization: new QuantizationSearchParams(Rescore: true, Oversampling: 2));
    private static readonly SearchParams Exact = new(Exact: true, Quantization: new QuantizationSearchParams(Ignore: true));

    /// <inheritdoc cref="IArticleIndex.SearchAsync"/>
    /// <exception cref="QdrantException">The server cannot be reached, or does not do it.</exception>
    public async Task<ChunkHits> SearchAsync(ChunkQuery query, CancellationToken cancellationToken)
    {
        // 1. What does not depend on each other is asked for at once; the words while the question's vector is still in the making.
        var filter = QdrantFilter.Conditions(query.Filter);
        var distinct = query.Words.Distinct(StringComparer.Ordinal).ToList();
        var phrases = distinct.SelectMany(FullText.SpellingsOf).ToList();
        var stems = StemmedText.OfWords(query.Words);
        var weighing = words.WeighAsync(QdrantSchema.Chunks, phrases, cancellationToken);
        var frequencies = words.FrequenciesAsync(QdrantSchema.Chunks, distinct, weighing, cancellationToken);
        var articles = ArticlesByWordsAsync(stems, phrases, filter, cancellationToken);
        var vector = await query.Vector;
        var candidates = await client.QueryAsync(name, Hybrid(vector, stems, query.Limit, filter), cancellationToken);

        // 2. How near in meaning each chunk is, the nearest chunks of the best articles, and which versions count.
        var byWords = await articles;
        var comparing = CosinesAsync(candidates, vector, cancellationToken);
        var ofArticles = NearestOfEachAsync(byWords.Keys, vector, cancellationToken);
        var versions = await VersionsAsync(candidates.Select(chunk => chunk.Payload!.Article!).Union(byWords.Keys, StringComparer.Ordinal), cancellationToken);
        var cosines = await comparing;
        foreach (var chunk in await ofArticles)
        {
            cosines[chunk.Id] = chunk.Score;
        }

        // 3. The best by words, the nearest, and those of the best articles.
        var weights = await weighing;
        var current = candidates.Where(IsCurrent).ToList();
        var bm25 = Best(current, chunk => weights.Of(chunk.Payload!.Words!, Bm25.TitleWeight), query.Limit).Where(chunk => chunk.Score > 0).ToDictionary(chunk => chunk.Point.Id, chunk => chunk.Score);
        var nearest = Best(current, chunk => cosines.GetValueOrDefault(chunk.Id), query.Limit).Select(chunk => chunk.Point);
        var found = current.Where(chunk => bm25.ContainsKey(chunk.Id)).Concat(nearest).Concat((await ofArticles).Where(IsCurrent)).DistinctBy(chunk => chunk.Id)
            .Select(chunk => ToScoredChunk(
                chunk.Payload!, bm25.GetValueOrDefault(chunk.Id), cosines.GetValueOrDefault(chunk.Id), byWords.GetValueOrDefault(chunk.Payload!.Article!)))
            .ToList();
        return new ChunkHits(found, weights.Rows, await frequencies);

        bool IsCurrent(ScoredPoint chunk) => versions.GetValueOrDefault(chunk.Payload!.Article!) == chunk.Payload.Version;
    }

    /// <summary>All of both lists, so that nothing is cut off before it is weighed.</summary>
    private static QueryRequest Hybrid(ReadOnlyMemory<float> vector, string stems, int limit, IReadOnlyList<Condition> filter)
    {
        var byMeaning = new PrefetchQuery(new Query(vector), QdrantSchema.Dense, limit, Quantized);
        var byWords = new PrefetchQuery(new Query(StemmedText.ForChunks(stems)), QdrantSchema.ChunkBm25, limit * Spare);
        IReadOnlyList<PrefetchQuery> both = stems.Length == 0 ? [byMeaning] : [byMeaning, byWords];
        return new QueryRequest(
            new Query(Rrf: Fusion with { Weights = [.. Fusion.Weights.Take(both.Count)] }),
            both.Sum(list => list.Limit),
            Prefetch: both,
            Filter: filter.Count == 0 ? null : new Filter(filter),
            WithPayload: QdrantPoints.WordedChunkFields);
    }

    /// <summary>The best articles by BM25, with it.</summary>
    private async Task<Dictionary<string, double>> ArticlesByWordsAsync(string stems, IReadOnlyList<string> phrases, IReadOnlyList<Condition> filter, CancellationToken cancellationToken)
    {
        if (stems.Length == 0)
        {
            return new(StringComparer.Ordinal);
        }

        var weighing = words.WeighAsync(QdrantSchema.Articles, phrases, cancellationToken);
        var candidates = await client.QueryAsync(
            name,
            new QueryRequest(
                new Query(StemmedText.ForArticles(stems)), BestArticles * Spare, QdrantSchema.ArticleBm25, Filter: filter.Count == 0 ? null : new Filter(filter), WithPayload: ["article", "words"]),
            cancellationToken);
        var weights = await weighing;
        return Best(candidates, article => weights.Of(article.Payload!.Words!, Bm25.TitleWeight), BestArticles).Where(article => article.Score > 0)
            .ToDictionary(article => article.Point.Payload!.Article!, article => article.Score, StringComparer.Ordinal);
    }

    private static IEnumerable<(ScoredPoint Point, double Score)> Best(IEnumerable<ScoredPoint> points, Func<ScoredPoint, double> score, int count) =>
        points.Select(point => (Point: point, Score: score(point))).OrderByDescending(scored => scored.Score).ThenBy(scored => scored.Point.Id).Take(count);

    private async Task<Dictionary<Guid, double>> CosinesAsync(IReadOnlyList<ScoredPoint> chunks, ReadOnlyMemory<float> vector, CancellationToken cancellationToken)
    {
        if (chunks.Count == 0)
        {
            return [];
        }

        var these = new Filter([HasId(chunks.Select(chunk => chunk.Id).ToList())]);
        var compared = await client.QueryAsync(name, new QueryRequest(new Query(vector), chunks.Count, QdrantSchema.Dense, Filter: these, Params: Exact), cancellationToken);
        return compared.ToDictionary(chunk => chunk.Id, chunk => chunk.Score);
    }

    private async Task<IReadOnlyList<ScoredPoint>> NearestOfEachAsync(IReadOnlyCollection<string> articles, ReadOnlyMemory<float> vector, CancellationToken cancellationToken) => articles.Count == 0
        ? []
        : (await client.QueryGroupsAsync(
            name,
            new QueryGroupsRequest(
                new Query(vector), QdrantSchema.Dense, "article", articles.Count, GroupSize: 1, new Filter([MatchKeywords("article", [.. articles])]), Exact, QdrantPoints.ChunkFields),
            cancellationToken)).SelectMany(group => group.Hits).ToList();

    private async Task<Dictionary<string, string?>> VersionsAsync(IEnumerable<string> articles, CancellationToken cancellationToken)
    {
        var ids = articles.Select(article => StableId.OfArticle(new ArticleId(article))).ToList();
        return ids.Count == 0
            ? new(StringComparer.Ordinal)
            : (await client.RetrieveAsync(name, new RetrieveRequest(ids, ["article", "version"]), cancellationToken))
                .ToDictionary(point => point.Payload!.Article!, point => point.Payload!.Version, StringComparer.Ordinal);
    }

    private static ScoredChunk ToScoredChunk(PointPayload chunk, double bm25, double cosine, double articleBm25) => new(
        new ArticleId(chunk.Article!), QdrantPoints.ToMoment(chunk.Published), chunk.Ordinal!.Value, chunk.FirstSentence!.Value, chunk.SentenceCount!.Value, bm25, cosine, articleBm25);
}
