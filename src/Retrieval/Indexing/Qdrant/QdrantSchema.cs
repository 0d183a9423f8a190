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

    public const string Articles = "article";
    public const string Chunks = "chunk";

    // Links of the graph of vectors that keep to a filter are only made for fields indexed before the vectors come.
    private static readonly (string Field, string Type)[] Indexes =
    [
        ("kind", "keyword"), ("article", "keyword"), ("version", "keyword"), ("outlet", "keyword"), ("speaker_keys", "keyword"),
        ("published_at", "datetime"), ("is_day_only", "bool"), ("indexed_at", "datetime"), ("length", "integer"), ("sentence_total", "integer"), ("statement_total", "integer"),
    ];

    public static async Task CreateAsync(QdrantClient client, string collection, QdrantOptions options, string embedder, int dimensions, CancellationToken cancellationToken)
    {
        await client.CreateCollectionAsync(
            collection,
            new CreateCollectionRequest(
                new Dictionary<string, VectorParams>(StringComparer.Ordinal)
                {
                    [Dense] = new(dimensions, "Cosine", OnDisk: true, new QuantizationConfig(new ScalarQuantization("int8", Quantile: 0.99f, AlwaysRam: true))),
                },
                new Dictionary<string, SparseVectorParams>(StringComparer.Ordinal) { [ChunkBm25] = new("idf"), [ArticleBm25] = new("idf") },
                new CollectionMetadata(embedder, dimensions, Version),
                OnDiskPayload: true,
                options.ShardNumber,
                options.ReplicationFactor,
                options.WriteConsistencyFactor),
            cancellationToken);
        foreach (var (field, type) in Indexes)
        {
            await client.CreatePayloadIndexAsync(collection, field, type, cancellationToken);
        }

        await client.CreatePayloadIndexAsync(collection, "words", new TextIndexParams("whitespace", PhraseMatching: true, OnDisk: true), cancellationToken);
    }

    /// <exception cref="IndexUnusableException">The collection is another program's, of another version, or made with another embedder.</exception>
    public static void Check(CollectionMetadata? metadata, string collection, string embedder, int dimensions)
    {
        var (madeWith, length, schema) = metadata ?? new CollectionMetadata();
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
}
