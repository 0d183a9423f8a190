using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Chunking;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Indexing.Qdrant;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Benchmarks;

/// <summary>What the client of Qdrant costs by itself: a server on loopback answers with the same bytes each time and looks at nothing.</summary>
internal static class QdrantTraffic
{
    // As many as a question that wants 50 may get: the nearest, and twice as many by words.
    private const int Wanted = 50;
    private const int Hits = 3 * Wanted;
    private const int Dimensions = SentenceEncoder.Dimensions;
    private const int Queries = 1_000;

    private static readonly byte[] QueryAnswer = Encoding.UTF8.GetBytes(
        $$"""{"result":{"points":[{{string.Join(',', Enumerable.Range(0, Hits).Select(Hit))}}]},"status":"ok","time":0.001}""");

    private static readonly byte[] UpdateAnswer = """{"result":{"operation_id":1,"status":"completed"},"status":"ok","time":0.001}"""u8.ToArray();
    private static readonly byte[] BatchAnswer = """{"result":[{"operation_id":1,"status":"completed"}],"status":"ok","time":0.001}"""u8.ToArray();

    /// <param name="stories">A file of stories whose points are weighed; null: none.</param>
    public static async Task RunAsync(string? stories, TextWriter output, CancellationToken cancellationToken)
    {
        var weights = new Weights();
        await using var server = await StartAsync(weights);
        using var client = new QdrantClient(new QdrantOptions { Url = new Uri(server.Urls.First()) }, TimeProvider.System);
        var random = new Random(7);

        var request = new QueryRequest(
            new Query(Rrf: new Rrf(60, [1, 2])),
            Hits,
            Prefetch:
            [
                new PrefetchQuery(new Query(Vector(random)), "dense", Wanted),
                new PrefetchQuery(new Query(new Document("lavrov assad power transit", "qdrant/bm25")), "bm25", 2 * Wanted),
            ],
            Filter: new Filter([Conditions.MatchKeyword("outlet", "The Daily Harbour")]),
            WithPayload: ["article", "version", "published", "ordinal", "first_sentence", "sentence_count", "words"]);
        await Measured.RepeatAsync(Queries, () => client.QueryAsync("news", request, cancellationToken));
        var queried = await Measured.RepeatAsync(Queries, () => client.QueryAsync("news", request, cancellationToken));
        await output.WriteLineAsync($"a query, {Hits} hits with payload   median {queried.Median:0.000} ms, 95th percentile {queried.P95:0.000} ms ({Queries} queries, {QueryAnswer.Length:n0} bytes of answer)");

        var payload = new PointPayload { Kind = "chunk", Article = "example.org/story", Version = new string('a', 64), Words = string.Join(' ', Enumerable.Repeat("dam", 80)) };
        var points = Enumerable.Range(0, 200).Select(_ => new PointStruct(
            Guid.NewGuid(),
            new Dictionary<string, VectorInput>(StringComparer.Ordinal) { ["dense"] = Vector(random), ["bm25"] = new Document(payload.Words, "qdrant/bm25") },
            payload)).ToList();
        var written = await Measured.RepeatAsync(50, () => client.UpsertAsync("news", points, cancellationToken));
        await output.WriteLineAsync($"upserts, one after the other      {points.Count / written.Median * 60_000:n0} vectors of {Dimensions} a minute (medians of 50 requests of {points.Count} points)");
        if (stories is not null)
        {
            await WeighAsync(stories, client, weights, output, cancellationToken);
        }
    }

    /// <summary>What the points of real stories come to.</summary>
    private static async Task WeighAsync(string file, QdrantClient client, Weights weights, TextWriter output, CancellationToken cancellationToken)
    {
        using var encoder = new SentenceEncoder(ModelFiles.DefaultFolder, WordPieces.Load(ModelFiles.DefaultFolder));
        var chunker = new Chunker(encoder.Pieces, 110);
        using var index = new QdrantArticleIndex(client, new QdrantOptions(), "news", "benchmark", Dimensions, TimeProvider.System);
        weights.AreWeighed = true;
        await foreach (var reading in ArticleReader.ReadAsync([file], cancellationToken))
        {
            if (reading is ArticleReading.Story(var raw) && ArticleParser.Parse(raw) is ParsedArticle.Accepted(var article, _))
            {
                var sentences = SentenceSplitter.Split(article.Body);
                var chunks = chunker.Split(sentences).Select(chunk => new EmbeddedChunk(chunk, new float[Dimensions])).ToList();
                await index.UpsertAsync(new IndexedArticle(article, new string('a', 64), sentences, chunks) { Statements = Ledger.Of(article.Body, sentences), SentenceVectors = Vectors(sentences.Count) }, cancellationToken);
            }
        }

        await output.WriteLineAsync($"stories                           {weights.Articles:n0} with {weights.Chunks:n0} chunks, {(double)weights.Chunks / weights.Articles:0.0} each");
        await output.WriteLineAsync($"payload of a chunk, of a story    {weights.ChunkPayload / weights.Chunks:n0} and {weights.ArticlePayload / weights.Articles:n0} bytes of JSON");
        await output.WriteLineAsync($"words of a chunk, of a story      {weights.ChunkWords / weights.Chunks:n0} and {weights.ArticleWords / weights.Articles:n0} distinct ones, each an entry of the sparse index");
    }

    private static async Task<WebApplication> StartAsync(Weights weights)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            var path = http.Request.Path.Value!;
            if (weights.AreWeighed && path.EndsWith("/points/batch", StringComparison.Ordinal))
            {
                using var update = JsonDocument.Parse(body.GetBuffer().AsMemory(0, (int)body.Length));
                weights.Add(update.RootElement.GetProperty("operations"));
            }

            http.Response.ContentType = "application/json";
            await http.Response.Body.WriteAsync(path switch
            {
                "/" => """{"title":"qdrant","version":"1.19.0"}"""u8.ToArray(),
                "/aliases" => """{"result":{"aliases":[{"alias_name":"news","collection_name":"news-1"}]},"status":"ok","time":0}"""u8.ToArray(),
                "/collections/news-1" => Encoding.UTF8.GetBytes($$$$"""{"result":{"status":"green","config":{"metadata":{"embedder":"benchmark","dimensions":{{{{Dimensions}}}},"schema":2}}},"status":"ok","time":0}"""),
                _ when path.EndsWith("/query", StringComparison.Ordinal) => QueryAnswer,
                _ when path.EndsWith("/batch", StringComparison.Ordinal) => BatchAnswer,
                _ => UpdateAnswer,
            });
        });
        await server.StartAsync();
        return server;
    }

    private static SentenceVectors Vectors(int count) => SentenceVectors.From(Enumerable.Repeat<ReadOnlyMemory<float>>(new float[Dimensions], count).ToList());

    private static ReadOnlyMemory<float> Vector(Random random) => Enumerable.Range(0, Dimensions).Select(_ => (float)((random.NextDouble() - 0.5) / 10)).ToArray();

    private static string Hit(int number) =>
        $$$"""
        {"id":"{{{Guid.NewGuid()}}}","version":7,"score":0.03{{{number}}},"payload":{"article":"example.org/world/2013/05/07/story-{{{number}}}","version":"{{{new string('a', 64)}}}",
        "published":"2013-05-07T00:00:00.0000000+00:00","ordinal":{{{number}}},"first_sentence":12,"sentence_count":4,
        "words":"{{{string.Join(' ', Enumerable.Range(0, 85).Select(word => $"word{word}"))}}}"}}
        """;

    /// <summary>Sums over the points that were sent.</summary>
    private sealed class Weights
    {
        public bool AreWeighed { get; set; }

        public long Articles { get; private set; }

        public long Chunks { get; private set; }

        public long ArticlePayload { get; private set; }

        public long ChunkPayload { get; private set; }

        public long ArticleWords { get; private set; }

        public long ChunkWords { get; private set; }

        public void Add(JsonElement operations)
        {
            foreach (var point in operations.EnumerateArray().Where(operation => operation.TryGetProperty("upsert", out _)).SelectMany(operation => operation.GetProperty("upsert").GetProperty("points").EnumerateArray()))
            {
                var payload = point.GetProperty("payload");
                var isChunk = payload.GetProperty("kind").GetString() == "chunk";
                var words = point.GetProperty("vector").GetProperty(isChunk ? "bm25" : "article_bm25").GetProperty("text").GetString()!.Split(' ').Distinct(StringComparer.Ordinal).Count();
                var size = Encoding.UTF8.GetByteCount(payload.GetRawText());
                if (isChunk)
                {
                    (Chunks, ChunkPayload, ChunkWords) = (Chunks + 1, ChunkPayload + size, ChunkWords + words);
                }
                else
                {
                    (Articles, ArticlePayload, ArticleWords) = (Articles + 1, ArticlePayload + size, ArticleWords + words);
                }
            }
        }
    }
}
