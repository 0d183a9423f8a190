using NewsBot.Doubles;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Indexing.Qdrant;

namespace NewsBot.Retrieval.Tests.Indexing.Qdrant;

/// <summary>The same on a Qdrant server, each test with collections of its own.</summary>
public abstract class QdrantConformance : ArticleIndexConformance
{
    private readonly string name = $"test-{Guid.NewGuid():N}";
    private readonly List<QdrantClient> clients = [];

    protected abstract Uri Url { get; }

    protected override string Place => Url.GetLeftPart(UriPartial.Authority);

    protected override ValueTask<IArticleIndex> OpenAsync()
    {
        var options = new QdrantOptions { Url = Url, ApiKey = Environment.GetEnvironmentVariable("QDRANT_API_KEY"), Collection = name };
        clients.Add(new QdrantClient(options, TimeProvider.System));
        return ValueTask.FromResult<IArticleIndex>(new QdrantArticleIndex(clients[^1], options, name, "test-encoder", Some.Dimensions, Time));
    }

    protected override async ValueTask CloseAsync()
    {
        foreach (var collection in (await clients[0].ListCollectionsAsync(CancellationToken.None)).Where(collection => collection.StartsWith(name, StringComparison.Ordinal)))
        {
            await clients[0].DeleteCollectionAsync(collection, CancellationToken.None);
        }

        clients.ForEach(client => client.Dispose());
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
        Assert.Empty(server.Violations);
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
