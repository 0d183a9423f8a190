using Grpc.Core;
using NewsBot.Doubles;
using NewsBot.Retrieval.Indexing.Qdrant;
using Qdrant.Client;
using Qdrant.Client.Grpc;

namespace NewsBot.Retrieval.Tests.Indexing.Qdrant;

/// <summary>That the double refuses what is wrong: else a test against it would prove nothing. The official client asks it, with nothing of ours between.</summary>
public sealed class QdrantServerTests : IAsyncLifetime
{
    private static readonly float[] Vector = [1, 0, 0, 0, 0, 0, 0, 0];

    private static readonly Dictionary<string, (StatusCode Status, Func<QdrantClient, Task> Call)> Wrong = new(StringComparer.Ordinal)
    {
        ["a vector of another length"] = (StatusCode.InvalidArgument, client => client.QueryAsync("news", new float[] { 1, 0 }, usingVector: "dense", cancellationToken: Cancel)),
        ["a vector that is not there"] = (StatusCode.InvalidArgument, client => client.QueryAsync("news", Vector, usingVector: "none", cancellationToken: Cancel)),
        ["no hits wanted"] = (StatusCode.InvalidArgument, client => client.QueryAsync("news", Vector, usingVector: "dense", limit: 0, cancellationToken: Cancel)),
        ["a weight too few"] = (StatusCode.InvalidArgument, client => client.QueryAsync("news", new Rrf { Weights = { 1 } }, [Dense(), Dense()], cancellationToken: Cancel)),
        ["another model"] = (StatusCode.Internal, client => client.QueryAsync("news", new Document { Text = "dam", Model = "other" }, usingVector: "bm25", cancellationToken: Cancel)),
        ["a threshold, which the double does not know"] = (StatusCode.Unimplemented, client => client.QueryAsync("news", Vector, usingVector: "dense", scoreThreshold: 0.5f, cancellationToken: Cancel)),
        ["a text match, which the double does not know"] = (StatusCode.Unimplemented, client => client.CountAsync("news", Conditions.MatchText("words", "dam"), cancellationToken: Cancel)),
        ["an order without an index"] = (StatusCode.InvalidArgument, client => client.ScrollAsync("news", orderBy: "title", cancellationToken: Cancel)),
        ["a phrase without an index"] = (StatusCode.InvalidArgument, client => client.CountAsync("news", Conditions.MatchPhrase("title", "dam"), cancellationToken: Cancel)),
        ["a facet without an index"] = (StatusCode.InvalidArgument, client => client.FacetAsync("news", "title", cancellationToken: Cancel)),
        ["a number for an id"] = (StatusCode.InvalidArgument, client => client.RetrieveAsync("news", 7, cancellationToken: Cancel)),
        ["an index after points"] = (StatusCode.Unimplemented, client => client.CreatePayloadIndexAsync("news", "title", cancellationToken: Cancel)),
        ["another collection"] = (StatusCode.NotFound, client => client.GetCollectionInfoAsync("other", Cancel)),
    };

    private QdrantServer server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await QdrantServer.StartAsync();
        using var connection = new QdrantConnection(new QdrantOptions { Url = server.Url }, TimeProvider.System);
        using var index = new QdrantArticleIndex(connection, "news", "test-encoder", Some.Dimensions, TimeProvider.System);
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    public static TheoryData<string> Mistakes => [.. Wrong.Keys];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Refuses_a_call_that_is_wrong(string mistake)
    {
        using var client = new QdrantClient(server.Url);

        var failure = await Assert.ThrowsAsync<RpcException>(() => Wrong[mistake].Call(client));

        Assert.Equal(Wrong[mistake].Status, failure.StatusCode);
    }

    [Fact]
    public async Task Gives_the_official_client_what_the_index_wrote()
    {
        using var client = new QdrantClient(server.Url);

        var article = Assert.Single((await client.ScrollAsync("news", Conditions.MatchKeyword("kind", "article"), cancellationToken: Cancel)).Result);

        Assert.Equal("flood", article.Payload["article"].StringValue);
        Assert.Equal("The dam held.", article.Payload["body"].StringValue);
        Assert.Equal(1, article.Payload["sentence_total"].IntegerValue);
        Assert.Equal("test-encoder", (await client.GetCollectionInfoAsync(Assert.Single(server.Collections), Cancel)).Config.Metadata["embedder"].StringValue);
    }

    private static PrefetchQuery Dense() => new() { Query = Vector, Using = "dense" };
}
