using NewsBot.Retrieval.Articles;
using static NewsBot.Retrieval.Indexing.Qdrant.Conditions;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>Finds the chunks for a question: one query with both rankings and their fusion, and a second round for the scores that a fusion does not tell.</summary>
/// <param name="name">The alias, or the collection of a generation that does not serve yet.</param>
internal sealed class QdrantChunkSearch(QdrantClient client, string name)
{
    // Of so many articles at least one chunk is found.
    private const int BestArticles = 20;

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
        var stems = StemmedText.OfWords(query.Words);
        var frequencies = FrequenciesAsync(query.Words, cancellationToken);
        var count = CountAsync([Is(QdrantSchema.Chunks)], cancellationToken);
        var articles = ArticlesByWordsAsync(query.Words, filter, cancellationToken);
        var vector = await query.Vector;
        var chunks = await client.QueryAsync(name, Hybrid(vector, stems, query.Limit, filter), cancellationToken);

        // 2. What each chunk has of words and of meaning, the nearest chunks of the best articles, and which versions count.
        var byWords = await articles;
        var scores = ScoresAsync(chunks, vector, stems, cancellationToken);
        var ofArticles = NearestOfEachAsync(byWords.Keys, vector, cancellationToken);
        var versions = await VersionsAsync(chunks.Select(chunk => chunk.Payload!.Article!).Union(byWords.Keys, StringComparer.Ordinal), cancellationToken);
        var (cosines, bm25) = await scores;
        foreach (var chunk in await ofArticles)
        {
            cosines[chunk.Id] = chunk.Score;
        }

        var found = chunks.Concat(await ofArticles).DistinctBy(chunk => chunk.Id)
            .Where(chunk => versions.GetValueOrDefault(chunk.Payload!.Article!) == chunk.Payload.Version)
            .Select(chunk => ToScoredChunk(
                chunk.Payload!, bm25.GetValueOrDefault(chunk.Id), cosines.GetValueOrDefault(chunk.Id), byWords.GetValueOrDefault(chunk.Payload!.Article!)))
            .ToList();
        return new ChunkHits(found, await count, await frequencies);
    }

    private static Condition Is(string kind) => MatchKeyword("kind", kind);

    /// <summary>As many chunks as both lists were asked for, the best of twice as many.</summary>
    private static QueryRequest Hybrid(ReadOnlyMemory<float> vector, string stems, int limit, IReadOnlyList<Condition> filter)
    {
        var byMeaning = new PrefetchQuery(new Query(vector), QdrantSchema.Dense, limit * 2, Quantized);
        var byWords = new PrefetchQuery(new Query(StemmedText.ForChunks(stems)), QdrantSchema.ChunkBm25, limit * 2);
        IReadOnlyList<PrefetchQuery> both = stems.Length == 0 ? [byMeaning] : [byMeaning, byWords];
        return new QueryRequest(
            new Query(Rrf: Fusion with { Weights = [.. Fusion.Weights.Take(both.Count)] }),
            limit * both.Count,
            Prefetch: both,
            Filter: filter.Count == 0 ? null : new Filter(filter),
            WithPayload: QdrantPoints.ChunkFields);
    }

    private async Task<IReadOnlyDictionary<string, long>> FrequenciesAsync(IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        var counts = await Task.WhenAll(words.Distinct(StringComparer.Ordinal).Select(async word =>
            (word, Count: await CountAsync([Is(QdrantSchema.Chunks), MatchPhrase("words", StemmedText.StemOf(word))], cancellationToken))));
        return counts.ToDictionary(counted => counted.word, counted => counted.Count, StringComparer.Ordinal);
    }

    /// <summary>The best articles by BM25, with it.</summary>
    private async Task<Dictionary<string, double>> ArticlesByWordsAsync(IReadOnlyList<string> words, IReadOnlyList<Condition> filter, CancellationToken cancellationToken)
    {
        var stems = words.Select(StemmedText.StemOf).Distinct(StringComparer.Ordinal).ToList();
        if (stems.Count == 0)
        {
            return new(StringComparer.Ordinal);
        }

        var articles = CountAsync([Is(QdrantSchema.Articles)], cancellationToken);
        var frequencies = Task.WhenAll(stems.Select(stem => CountAsync([Is(QdrantSchema.Articles), MatchPhrase("words", stem)], cancellationToken)));
        var best = await client.QueryAsync(
            name,
            new QueryRequest(
                new Query(StemmedText.ForArticles(string.Join(' ', stems))), BestArticles, QdrantSchema.ArticleBm25, Filter: filter.Count == 0 ? null : new Filter(filter), WithPayload: ["article"]),
            cancellationToken);
        if (best.Count == 0)
        {
            return new(StringComparer.Ordinal);
        }

        // The ranking of sentences was fitted to the embedded index, which weighs words that half of the articles have as nothing. Among many
        // articles both weigh alike; among few, what each word brings has to be weighed anew.
        var these = new Filter([HasId(best.Select(article => article.Id).ToList())]);
        var parts = await client.QueryBatchAsync(
            name, stems.Select(stem => new QueryRequest(new Query(StemmedText.ForArticles(stem)), best.Count, QdrantSchema.ArticleBm25, Filter: these)).ToList(), cancellationToken);
        var (count, counted) = (await articles, await frequencies);
        var scores = parts.Zip(counted, (part, frequency) => part.Select(point => (point.Id, Score: point.Score * Reweighed(count, frequency))))
            .SelectMany(part => part).GroupBy(part => part.Id).ToDictionary(article => article.Key, article => article.Sum(part => part.Score));
        return best.ToDictionary(article => article.Payload!.Article!, article => scores.GetValueOrDefault(article.Id), StringComparer.Ordinal);
    }

    /// <summary>A word's weight as FTS5 has it (https://sqlite.org/fts5.html#the_bm25_function), as a share of the server's, which adds 1 within the logarithm.</summary>
    private static double Reweighed(long count, long frequency)
    {
        var odds = (count - frequency + 0.5) / (frequency + 0.5);
        return Math.Max(1e-6, Math.Log(odds)) / Math.Log(odds + 1);
    }

    /// <summary>What the fusion does not tell: the cosine of each chunk and its BM25.</summary>
    private async Task<(Dictionary<Guid, double> Cosines, Dictionary<Guid, double> Bm25)> ScoresAsync(
        IReadOnlyList<ScoredPoint> chunks, ReadOnlyMemory<float> vector, string stems, CancellationToken cancellationToken)
    {
        if (chunks.Count == 0)
        {
            return ([], []);
        }

        var these = new Filter([HasId(chunks.Select(chunk => chunk.Id).ToList())]);
        var byMeaning = new QueryRequest(new Query(vector), chunks.Count, QdrantSchema.Dense, Filter: these, Params: Exact);
        var byWords = new QueryRequest(new Query(StemmedText.ForChunks(stems)), chunks.Count, QdrantSchema.ChunkBm25, Filter: these);
        var scored = await client.QueryBatchAsync(name, stems.Length == 0 ? [byMeaning] : [byMeaning, byWords], cancellationToken);
        return (Scores(scored[0]), stems.Length == 0 ? [] : Scores(scored[1]));
    }

    private static Dictionary<Guid, double> Scores(IReadOnlyList<ScoredPoint> points) => points.ToDictionary(point => point.Id, point => point.Score);

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

    private Task<long> CountAsync(IReadOnlyList<Condition> conditions, CancellationToken cancellationToken) => client.CountAsync(name, new Filter(conditions), cancellationToken);
}
