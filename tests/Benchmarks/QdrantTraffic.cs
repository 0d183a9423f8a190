using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NewsBot.Doubles;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Chunking;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Indexing.Qdrant;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;
using Qdrant.Client.Grpc;

namespace NewsBot.Benchmarks;

/// <summary>What the client of Qdrant costs by itself: a server on loopback answers with the same bytes each time and looks at nothing.</summary>
internal static class QdrantTraffic
{
    // As many as a question that wants 50 may get: the nearest, and twice as many by words.
    private const int Wanted = 50;
    private const int Hits = 3 * Wanted;
    private const int Dimensions = SentenceEncoder.Dimensions;
    private const int Queries = 1_000;

    private static readonly string[] Fields = ["article", "version", "published", "ordinal", "first_sentence", "sentence_count", "words"];
    private static readonly QueryResponse QueryAnswer = new() { Result = { Enumerable.Range(0, Hits).Select(Hit) } };

    /// <param name="stories">A file of stories whose points are weighed; null: none.</param>
    public static async Task RunAsync(string? stories, TextWriter output, CancellationToken cancellationToken)
    {
        var weights = new Weights();
        await using var server = await StartAsync(weights);
        using var connection = new QdrantConnection(new QdrantOptions { Url = new Uri(server.Urls.First()) }, TimeProvider.System);
        var random = new Random(7);

        Task QueryAsync() => connection.CallAsync(
            (client, token) => client.QueryAsync(
                "news",
                new Rrf { K = 60, Weights = { 1, 2 } },
                [
                    new PrefetchQuery { Query = Vector(random), Using = "dense", Limit = Wanted },
                    new PrefetchQuery { Query = new Document { Text = "lavrov assad power transit", Model = "qdrant/bm25" }, Using = "bm25", Limit = 2 * Wanted },
                ],
                filter: Conditions.MatchKeyword("outlet", "The Daily Harbour"),
                limit: Hits,
                payloadSelector: Fields,
                cancellationToken: token),
            cancellationToken);
        await Measured.RepeatAsync(Queries, QueryAsync);
        var queried = await Measured.RepeatAsync(Queries, QueryAsync);
        await output.WriteLineAsync($"a query, {Hits} hits with payload   median {queried.Median:0.000} ms, 95th percentile {queried.P95:0.000} ms ({Queries} queries, {QueryAnswer.CalculateSize():n0} bytes of answer)");

        var words = string.Join(' ', Enumerable.Repeat("dam", 80));
        var points = Enumerable.Range(0, 200).Select(_ => new PointStruct
        {
            Id = Guid.NewGuid(),
            Vectors = new Dictionary<string, Vector>(StringComparer.Ordinal) { ["dense"] = Vector(random), ["bm25"] = new Document { Text = words, Model = "qdrant/bm25" } },
            Payload = { ["kind"] = "chunk", ["article"] = "example.org/story", ["version"] = new string('a', 64), ["words"] = words },
        }).ToList();
        var written = await Measured.RepeatAsync(50, () => connection.CallAsync((client, token) => client.UpsertAsync("news", points, cancellationToken: token), cancellationToken));
        await output.WriteLineAsync($"upserts, one after the other      {points.Count / written.Median * 60_000:n0} vectors of {Dimensions} a minute (medians of 50 requests of {points.Count} points)");
        if (stories is not null)
        {
            await WeighAsync(stories, connection, weights, output, cancellationToken);
        }
    }

    /// <summary>What the points of real stories come to.</summary>
    private static async Task WeighAsync(string file, QdrantConnection connection, Weights weights, TextWriter output, CancellationToken cancellationToken)
    {
        using var encoder = new SentenceEncoder(ModelFiles.DefaultFolder, WordPieces.Load(ModelFiles.DefaultFolder));
        var chunker = new Chunker(encoder.Pieces, 110);
        using var index = new QdrantArticleIndex(connection, "news", "benchmark", Dimensions, TimeProvider.System);
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
        await output.WriteLineAsync($"payload of a chunk, of a story    {weights.ChunkPayload / weights.Chunks:n0} and {weights.ArticlePayload / weights.Articles:n0} bytes");
        await output.WriteLineAsync($"words of a chunk, of a story      {weights.ChunkWords / weights.Chunks:n0} and {weights.ArticleWords / weights.Articles:n0} distinct ones, each an entry of the sparse index");
    }

    private static async Task<WebApplication> StartAsync(Weights weights)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);
        var server = builder.Build();
        var metadata = new Dictionary<string, Value>(StringComparer.Ordinal) { ["embedder"] = "benchmark", ["dimensions"] = Dimensions, ["schema"] = 2 };
        var info = new GetCollectionInfoResponse { Result = new CollectionInfo { Status = CollectionStatus.Green, Config = new CollectionConfig { Metadata = { metadata } } } };
        var done = new UpdateResult { OperationId = 1, Status = UpdateStatus.Completed };
        var services = ServerServiceDefinition.CreateBuilder();
        services.Add<HealthCheckRequest, HealthCheckReply>("Qdrant", "HealthCheck", (_, _) => Task.FromResult(new HealthCheckReply { Version = "1.19.0" }));
        services.Add<ListAliasesRequest, ListAliasesResponse>(
            "Collections", "ListAliases", (_, _) => Task.FromResult(new ListAliasesResponse { Aliases = { new AliasDescription { AliasName = "news", CollectionName = "news-1" } } }));
        services.Add<GetCollectionInfoRequest, GetCollectionInfoResponse>("Collections", "Get", (_, _) => Task.FromResult(info));
        services.Add<QueryPoints, QueryResponse>("Points", "Query", (_, _) => Task.FromResult(QueryAnswer));
        services.Add<UpsertPoints, PointsOperationResponse>("Points", "Upsert", (_, _) => Task.FromResult(new PointsOperationResponse { Result = done }));
        services.Add<UpdateBatchPoints, UpdateBatchResponse>("Points", "UpdateBatch", (request, _) =>
        {
            if (weights.AreWeighed)
            {
                weights.Add(request.Operations);
            }

            return Task.FromResult(new UpdateBatchResponse { Result = { done } });
        });
        server.MapGrpcService(services.Build());
        await server.StartAsync();
        return server;
    }

    private static SentenceVectors Vectors(int count) => SentenceVectors.From(Enumerable.Repeat<ReadOnlyMemory<float>>(new float[Dimensions], count).ToList());

    private static float[] Vector(Random random) => Enumerable.Range(0, Dimensions).Select(_ => (float)((random.NextDouble() - 0.5) / 10)).ToArray();

    private static ScoredPoint Hit(int number) => new()
    {
        Id = Guid.NewGuid(),
        Version = 7,
        Score = 0.03f,
        Payload =
        {
            ["article"] = $"example.org/world/2013/05/07/story-{number}",
            ["version"] = new string('a', 64),
            ["published"] = "2013-05-07T00:00:00.0000000+00:00",
            ["ordinal"] = number,
            ["first_sentence"] = 12,
            ["sentence_count"] = 4,
            ["words"] = string.Join(' ', Enumerable.Range(0, 85).Select(word => $"word{word}")),
        },
    };

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

        public void Add(IEnumerable<PointsUpdateOperation> operations)
        {
            foreach (var point in operations.Where(operation => operation.Upsert is not null).SelectMany(operation => operation.Upsert.Points))
            {
                var isChunk = point.Payload["kind"].StringValue == "chunk";
                var words = point.Vectors.Vectors_.Vectors[isChunk ? "bm25" : "article_bm25"].Document.Text.Split(' ').Distinct(StringComparer.Ordinal).Count();
                var size = new PointStruct { Payload = { point.Payload } }.CalculateSize();
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
