using System.Net;
using System.Text;
using NewsBot.Doubles;
using NewsBot.Retrieval.Indexing.Qdrant;

namespace NewsBot.Retrieval.Tests.Indexing.Qdrant;

/// <summary>That the double refuses what is wrong: else a test against it would prove nothing.</summary>
public sealed class QdrantServerTests : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private QdrantServer server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await QdrantServer.StartAsync();
        var options = new QdrantOptions { Url = server.Url };
        using var client = new QdrantClient(options, TimeProvider.System);
        using var index = new QdrantArticleIndex(client, options, "news", "test-encoder", Some.Dimensions, TimeProvider.System);
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);
        Assert.Empty(server.Violations);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData("points/query", """{"query":{"nearest":[1,0,0,0,0,0,0,0]},"using":"dense","filtre":{}}""", 400)]
    [InlineData("points/query", """{"query":{"nearest":[1,0,0,0,0,0,0,0]},"using":"dense","filter":{"must":[{"key":"kind","match":{"val":"chunk"}}]}}""", 500)]
    [InlineData("points/query", """{"query":{"nearest":[1,0,0,0,0,0,0,0]},"using":"dense","filter":{"moust":[]}}""", 400)]
    [InlineData("points/query", """{"query":{"nearest":[1,0]},"using":"dense"}""", 400)]
    [InlineData("points/query", """{"query":{"nearest":[1,0,0,0,0,0,0,0]},"using":"none"}""", 400)]
    [InlineData("points/query", """{"query":{"nearest":[1,0,0,0,0,0,0,0]},"using":"dense","limit":0}""", 422)]
    [InlineData("points/query", """{"query":{"rrf":{"k":60,"weights":[1]}},"prefetch":[{"query":[1,0,0,0,0,0,0,0],"using":"dense"},{"query":[1,0,0,0,0,0,0,0],"using":"dense"}]}""", 400)]
    [InlineData("points/query", """{"query":{"nearest":{"text":"dam","model":"other"}},"using":"bm25"}""", 500)]
    [InlineData("points/scroll", """{"order_by":"title"}""", 400)]
    [InlineData("points/scroll", """{"order_by":"published_at","offset":1}""", 400)]
    [InlineData("points/count", """{"filter":{"must":[{"key":"title","match":{"phrase":"dam"}}]}}""", 400)]
    [InlineData("points/count", """{"filter":{"must":[{"key":"kind","match":{"value":"chunk"},"range":{"gt":1}}]}}""", 400)]
    [InlineData("facet", """{"key":"title"}""", 400)]
    [InlineData("points", """{"ids":["flood"]}""", 400)]
    [InlineData("points/count", "{", 400)]
    public async Task Refuses_a_request_that_is_wrong(string call, string body, int status)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await http.PostAsync(new Uri(server.Url, $"/collections/news/{call}"), content, Cancel);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("points/query", """{"query":{"nearest":[1,0,0,0,0,0,0,0]},"using":"dense","filtre":{}}""")]
    [InlineData("points/query", """{"query":{"nearest":[1,0,0,0,0,0,0,0]},"using":"dense","filter":{"moust":[]}}""")]
    [InlineData("points/query", """{"query":{"nearest":[1,0,0,0,0,0,0,0]},"limit":"ten"}""")]
    [InlineData("points/scroll?shards=2", "{}")]
    [InlineData("facet", """{"limit":5}""")]
    public async Task Notices_what_does_not_conform_to_the_published_schema(string call, string body)
    {
        Assert.SkipUnless(server.ChecksSchema, "Qdrant's OpenAPI file is not at hand (QDRANT_OPENAPI).");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await http.PostAsync(new Uri(server.Url, $"/collections/news/{call}"), content, Cancel);

        Assert.NotEmpty(server.Violations);
    }

    [Fact]
    public async Task Knows_no_other_route_and_no_other_collection()
    {
        using var route = await http.GetAsync(new Uri(server.Url, "/collections/news/points/search"), Cancel);
        using var collection = await http.GetAsync(new Uri(server.Url, "/collections/other"), Cancel);

        Assert.Equal((HttpStatusCode.NotFound, ""), (route.StatusCode, await route.Content.ReadAsStringAsync(Cancel)));
        Assert.Equal(HttpStatusCode.NotFound, collection.StatusCode);
        Assert.Contains("Collection `other` doesn't exist!", await collection.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }
}
