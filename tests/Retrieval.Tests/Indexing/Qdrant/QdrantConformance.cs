using NewsBot.Doubles;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Indexing.Qdrant;

namespace NewsBot.Retrieval.Tests.Indexing.Qdrant;

/// <summary>The same on a Qdrant server, each test with collections of its own.</summary>
public abstract class QdrantConformance : ArticleIndexConformance
{
    private readonly string name = $"test-{Guid.NewGuid():N}";
    private readonly List<QdrantConnection> connections = [];

    protected abstract Uri Url { get; }

    protected override string Place => Url.GetLeftPart(UriPartial.Authority);

    protected override ValueTask<IArticleIndex> OpenAsync()
    {
        var options = new QdrantOptions { Url = Url, ApiKey = Environment.GetEnvironmentVariable("QDRANT_API_KEY"), Collection = name };
        connections.Add(new QdrantConnection(options, TimeProvider.System));
        return ValueTask.FromResult<IArticleIndex>(new QdrantArticleIndex(connections[^1], name, "test-encoder", Some.Dimensions, Time));
    }

    protected override async ValueTask CloseAsync()
    {
        var all = await connections[0].CallAsync((client, token) => client.ListCollectionsAsync(token), CancellationToken.None);
        foreach (var collection in all.Where(collection => collection.StartsWith(name, StringComparison.Ordinal)))
        {
            await connections[0].CallAsync((client, token) => client.DeleteCollectionAsync(collection, cancellationToken: token), CancellationToken.None);
        }

        connections.ForEach(connection => connection.Dispose());
    }
}

public sealed class QdrantDoubleConformanceTests : QdrantConformance
{
    private QdrantServer server = null!;

    protected override Uri Url => server.Url;

    public override async ValueTask InitializeAsync()
    {
        server = await QdrantServer.StartAsync();
        await base.InitializeAsync();
    }

    protected override async ValueTask CloseAsync()
    {
        await base.CloseAsync();
        await server.DisposeAsync();
    }
}

/// <summary>On a real server, wherever <c>QDRANT_URL</c> names one (and <c>QDRANT_API_KEY</c> its key, if it has one).</summary>
public sealed class QdrantServerConformanceTests : QdrantConformance
{
    private static readonly string? Given = Environment.GetEnvironmentVariable("QDRANT_URL");

    protected override Uri Url => new(Given!);

    public override async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Given), "QDRANT_URL names no Qdrant server.");
        await base.InitializeAsync();
    }

    protected override async ValueTask CloseAsync()
    {
        if (!string.IsNullOrEmpty(Given))
        {
            await base.CloseAsync();
        }
    }
}
