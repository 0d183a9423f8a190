using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>How a generation of the index is kept: articles and their chunks are points of one collection.</summary>
internal static class QdrantSchema
{
    /// <summary>Raised whenever points change; a collection with another number is not used.</summary>
    public const int Version = 2;

    /// <summary>The first server that weighs the lists which it fuses; it makes BM25 vectors itself since 1.15.2, and keeps metadata since 1.16.</summary>
    public static readonly Version OldestServer = new(1, 17, 0);

    /// <summary>A chunk's embedding.</summary>
    public const string Dense = "dense";

    /// <summary>A chunk's words.</summary>
    public const string ChunkBm25 = "bm25";

    /// <summary>A whole article's words. By itself, because the server counts in how many points that have the vector a word occurs.</summary>
    public const string ArticleBm25 = "article_bm25";

    // Of a collection: what made its vectors, how long they are, and the number of this schema.
    private const string Embedder = "embedder";
    private const string Dimensions = "dimensions";
    private const string Schema = "schema";

    public const string Articles = "article";
    public const string Chunks = "chunk";

    // Links of the graph of vectors that keep to a filter are only made for fields indexed before the vectors come.
    private static readonly (string Field, PayloadSchemaType Type)[] Indexes =
    [
        (Payload.Kind, PayloadSchemaType.Keyword), (Payload.Article, PayloadSchemaType.Keyword), (Payload.Version, PayloadSchemaType.Keyword), (Payload.Outlet, PayloadSchemaType.Keyword),
        (Payload.SpeakerKeys, PayloadSchemaType.Keyword), (Payload.PublishedAt, PayloadSchemaType.Datetime), (Payload.IsDayOnly, PayloadSchemaType.Bool), (Payload.IndexedAt, PayloadSchemaType.Datetime),
        (Payload.Length, PayloadSchemaType.Integer), (Payload.SentenceTotal, PayloadSchemaType.Integer), (Payload.StatementTotal, PayloadSchemaType.Integer),
    ];

    public static async Task CreateAsync(QdrantConnection connection, string collection, string embedder, int dimensions, CancellationToken cancellationToken)
    {
        await connection.CallAsync((client, token) => client.CreateCollectionAsync(Collection(connection.Options, collection, embedder, dimensions), token), cancellationToken);
        foreach (var (field, type) in Indexes)
        {
            await connection.CallAsync((client, token) => client.CreatePayloadIndexAsync(collection, field, type, cancellationToken: token), cancellationToken);
        }

#pragma warning disable CS0612 // what takes its place, a kind of memory, is not known to servers before 1.20
        var text = new PayloadIndexParams { TextIndexParams = new TextIndexParams { Tokenizer = TokenizerType.Whitespace, PhraseMatching = true, OnDisk = true } };
#pragma warning restore CS0612
        await connection.CallAsync((client, token) => client.CreatePayloadIndexAsync(collection, Payload.Words, PayloadSchemaType.Text, text, cancellationToken: token), cancellationToken);
    }

    /// <summary>What is not set is left to the server.</summary>
    private static CreateCollection Collection(QdrantOptions options, string name, string embedder, int dimensions)
    {
#pragma warning disable CS0612 // as above
        var sparse = new SparseVectorParams { Modifier = Modifier.Idf };
        var quantization = new ScalarQuantization { Type = QuantizationType.Int8, Quantile = 0.99f, AlwaysRam = true };
        var dense = new VectorParams { Size = (ulong)dimensions, Distance = Distance.Cosine, OnDisk = true, QuantizationConfig = new QuantizationConfig { Scalar = quantization } };
        var request = new CreateCollection
        {
            CollectionName = name,
            VectorsConfig = new VectorsConfig { ParamsMap = new VectorParamsMap { Map = { [Dense] = dense } } },
            SparseVectorsConfig = new SparseVectorConfig { Map = { [ChunkBm25] = sparse, [ArticleBm25] = sparse } },
            Metadata = { [Embedder] = embedder, [Dimensions] = dimensions, [Schema] = Version },
            OnDiskPayload = true,
        };
#pragma warning restore CS0612
        if (options.ShardNumber is { } shards)
        {
            request.ShardNumber = (uint)shards;
        }

        if (options.ReplicationFactor is { } replicas)
        {
            request.ReplicationFactor = (uint)replicas;
        }

        if (options.WriteConsistencyFactor is { } confirming)
        {
            request.WriteConsistencyFactor = (uint)confirming;
        }

        return request;
    }

    /// <exception cref="IndexUnusableException">The collection is another program's, of another version, or made with another embedder.</exception>
    public static void Check(MapField<string, Value> metadata, string collection, string embedder, int dimensions)
    {
        var (madeWith, length, schema) = (metadata.Text(Embedder), metadata.Number(Dimensions), metadata.Number(Schema) ?? 0);
        if (madeWith is null)
        {
            throw new IndexUnusableException(
                $"The collection {collection} is not an index of the news bot; set Retrieval:Qdrant:Collection to another name, or delete it.");
        }

        if (schema != Version)
        {
            throw new IndexUnusableException(schema > Version
                ? $"The collection {collection} was made by a newer version of the news bot (schema {schema}, this one knows {Version}); update the bot, or name another collection."
                : $"The collection {collection} was made by an older version of the news bot (schema {schema}, this one needs {Version}); make it anew with: index --rebuild PATH");
        }

        if (madeWith != embedder || length != dimensions)
        {
            throw new IndexUnusableException(
                $"The collection {collection} was made with the embedder {madeWith} ({length} dimensions), not {embedder} ({dimensions}); make it anew with: index --rebuild PATH");
        }
    }

    /// <exception cref="IndexUnusableException">The server is too old.</exception>
    public static async Task CheckServerAsync(QdrantConnection connection, CancellationToken cancellationToken)
    {
        var version = (await connection.CallAsync((client, token) => client.HealthAsync(token), cancellationToken)).Version;
        if (System.Version.TryParse(version.Split('-')[0], out var known) && known < OldestServer)
        {
            throw new IndexUnusableException(
                $"The Qdrant server at {QdrantFailure.Address(connection.Options)} is version {version}, which cannot weigh words as the bot needs it; update it to {OldestServer} or newer.");
        }
    }
}
