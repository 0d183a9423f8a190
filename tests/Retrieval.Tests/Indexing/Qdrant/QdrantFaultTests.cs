using System.Diagnostics;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using NewsBot.Doubles;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Indexing.Qdrant;
using Qdrant.Client.Grpc;

namespace NewsBot.Retrieval.Tests.Indexing.Qdrant;

/// <summary>What the index does when the server fails, is not what it should be, or is changed under it.</summary>
public sealed class QdrantFaultTests : IAsyncLifetime
{
    private readonly List<QdrantConnection> connections = [];
    private QdrantServer server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => server = await QdrantServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        connections.ForEach(connection => connection.Dispose());
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData(StatusCode.ResourceExhausted)]
    [InlineData(StatusCode.Unavailable)]
    public async Task A_server_that_is_busy_for_a_moment_is_asked_again(StatusCode status)
    {
        using var index = Open();
        server.Fail(new Fault("Points/UpdateBatch") { Status = status, Times = 2 });
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);

        server.Fail(new Fault("Points/Query") { Status = status, Times = 1 });
        Assert.Single((await index.SearchAsync(Some.Query("dam"), Cancel)).Chunks);
    }

    [Fact]
    public async Task A_server_that_says_how_long_to_wait_is_left_alone_for_so_long()
    {
        using var index = Open();
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);
        server.Fail(new Fault("Points/Count") { Status = StatusCode.ResourceExhausted, Trailers = new Dictionary<string, string> { ["retry-after"] = "1" }, Times = 1 });

        var started = Stopwatch.GetTimestamp();
        Assert.Equal(1, await index.CountMentionsAsync(["dam"], Cancel));

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(0.95), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_server_that_stays_busy_is_told_of_in_a_sentence()
    {
        using var index = Open(retries: 1);
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);
        server.Fail(new Fault("Points/Count") { Status = StatusCode.ResourceExhausted });

        Assert.Contains("too busy", await FailureOfAsync(() => index.CountMentionsAsync(["dam"], Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_fails_is_not_asked_again_and_told_of_in_a_sentence()
    {
        using var index = Open();
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);
        server.Fail(new Fault("Points/Query") { Status = StatusCode.Internal });
        var before = server.Requests.Count(request => request.EndsWith("Points/Query", StringComparison.Ordinal));

        Assert.Contains("(Internal: ", await FailureOfAsync(() => index.FindPhrasesAsync(["the dam"], 5, Cancel)), StringComparison.Ordinal);

        Assert.Equal(before + 1, server.Requests.Count(request => request.EndsWith("Points/Query", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(StatusCode.Unauthenticated, "does not take the key")]
    [InlineData(StatusCode.PermissionDenied, "set Retrieval:Qdrant:ApiKey to one that may write")]
    [InlineData(StatusCode.NotFound, "index the stories again")]
    [InlineData(StatusCode.ResourceExhausted, "too busy")]
    [InlineData(StatusCode.ResourceExhausted, "no room left", "qdrant-insufficient-storage")]
    [InlineData(StatusCode.Unavailable, "too busy")]
    [InlineData(StatusCode.DeadlineExceeded, "no answer came within 30 s")]
    [InlineData(StatusCode.Unimplemented, "its gRPC port, which is usually 6334")]
    [InlineData(StatusCode.InvalidArgument, "(InvalidArgument: as the test wants it); look into its log")]
    [InlineData(StatusCode.AlreadyExists, "look into its log")]
    [InlineData(StatusCode.FailedPrecondition, "look into its log")]
    [InlineData(StatusCode.Internal, "look into its log")]
    [InlineData(StatusCode.Unknown, "look into its log")]
    public async Task Each_status_is_told_of_in_a_sentence_that_says_what_to_do(StatusCode status, string sentence, string? trailer = null)
    {
        using var index = Open(retries: 0);
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);
        server.Fail(new Fault("Points/Count") { Status = status, Trailers = trailer is null ? [] : new Dictionary<string, string> { [trailer] = "1" } });

        var told = await FailureOfAsync(() => index.CountMentionsAsync(["dam"], Cancel));

        Assert.StartsWith($"The Qdrant server at {server.Url.GetLeftPart(UriPartial.Authority)} ", told, StringComparison.Ordinal);
        Assert.Contains(sentence, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Received message exceeds the maximum configured message size.", "")]
    [InlineData("Disk is full", "qdrant-insufficient-storage")]
    public async Task What_will_not_get_better_is_not_tried_again(string detail, string trailer)
    {
        using var index = Open();
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);
        server.Fail(new Fault("Points/Count")
        {
            Status = StatusCode.ResourceExhausted,
            Detail = detail,
            Trailers = trailer.Length == 0 ? [] : new Dictionary<string, string> { [trailer] = "1" },
        });

        await FailureOfAsync(() => index.CountMentionsAsync(["dam"], Cancel));

        Assert.Single(server.Requests, request => request == "Points/Count");
    }

    [Fact]
    public async Task Stories_that_come_to_more_than_four_megabytes_are_read()
    {
        using var index = Open();
        var body = string.Concat(Enumerable.Repeat("The dam held through the night and the day after it. ", 40_000));
        foreach (var id in (string[])["one", "two", "three"])
        {
            await index.UpsertAsync(Some.Indexed(id) with { Article = Some.Indexed(id).Article with { Body = $"The dam held. {body}" } }, Cancel);
        }

        var read = await index.ReadAsync([new ArticleId("one"), new ArticleId("two"), new ArticleId("three")], Cancel);

        Assert.Equal(3, read.Count);
        Assert.All(read, story => Assert.True(story.Article.Body.Length > 2_000_000));
    }

    [Fact]
    public async Task A_port_where_REST_is_spoken_is_told_of_with_the_port_to_set()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = Microsoft.AspNetCore.Server.Kestrel.Core.HttpProtocols.Http1));
        await using var web = builder.Build();
        await web.StartAsync(Cancel);
        using var index = Open(url: new Uri(web.Urls.First()));

        Assert.Contains("set Retrieval:Qdrant:Url to its gRPC port, which is usually 6334", await FailureOfAsync(() => index.GetStatusAsync(Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_removed_without_a_word()
    {
        using var index = Open();
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);
        var generations = Generations();
        using var begun = await generations.BeginAsync(Cancel);

        await index.RemoveAsync(new ArticleId("fire"), Cancel);
        await generations.DiscardAsync(begun, Cancel);
        await generations.DiscardAsync(begun, Cancel);

        Assert.Equal(1, (await index.GetStatusAsync(Cancel)).Articles);
    }

    [Fact]
    public async Task A_server_that_is_too_slow_is_not_waited_for()
    {
        using var index = Open(timeout: TimeSpan.FromSeconds(1));
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);
        server.Fail(new Fault("Points/Count") { Delay = TimeSpan.FromSeconds(60) });

        Assert.Contains("no answer came within 1 s", await FailureOfAsync(() => index.CountMentionsAsync(["dam"], Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_of_in_a_sentence()
    {
        var url = server.Url;
        await server.DisposeAsync();
        using var index = Open(retries: 0, url: url);

        Assert.Contains("check that it runs", await FailureOfAsync(() => index.GetStatusAsync(Cancel)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_write_whose_connection_is_cut_off_or_whose_stream_is_reset_is_done_again(bool isConnection)
    {
        using var index = Open();
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);
        server.Fail(new Fault("Points/UpdateBatch") { CutsConnection = isConnection, ResetsStream = !isConnection, Times = 2 });

        await index.UpsertAsync(Some.Indexed("flood", "The dam broke."), Cancel);

        Assert.Equal(["The dam broke."], await SentencesAsync(index));
    }

    [Fact]
    public async Task A_write_that_ends_halfway_leaves_the_old_version_and_the_next_run_finishes_it()
    {
        using var index = Open(retries: 0);
        await index.UpsertAsync(Long("old"), Cancel);
        server.Fail(new Fault("Points/UpdateBatch") { CutsConnection = true });

        // Its first chunks are there, but not the rest and not the article.
        await Assert.ThrowsAsync<IndexUnusableException>(() => index.UpsertAsync(Long("new"), Cancel));

        Assert.Equal("The old dam held.", (await SentencesAsync(index))[0]);
        var hits = await index.SearchAsync(Some.Query("dam", limit: 1000), Cancel);
        Assert.Equal(250, hits.Chunks.Count);
        Assert.All((await index.SearchAsync(Some.Query("new", limit: 1000), Cancel)).Chunks, chunk => Assert.Equal(0, chunk.Bm25));
        Assert.Equal(Long("old").Fingerprint, await index.FindFingerprintAsync(new ArticleId("flood"), Cancel));

        server.Heal();
        await index.UpsertAsync(Long("new"), Cancel);
        Assert.Equal("The new dam held.", (await SentencesAsync(index))[0]);
        Assert.Equal((1, 250), ((await index.GetStatusAsync(Cancel)).Articles, (await index.GetStatusAsync(Cancel)).Chunks));

        static IndexedArticle Long(string age) => Some.Indexed("flood", string.Concat(Enumerable.Repeat($"The {age} dam held. ", 250)));
    }

    [Fact]
    public async Task Readers_go_on_when_the_alias_is_moved_under_them()
    {
        using var index = Open();
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);
        var generations = Generations();
        using var next = await generations.BeginAsync(Cancel);
        await next.Index.UpsertAsync(Some.Indexed("flood", "The dam broke."), Cancel);
        await next.Index.UpsertAsync(Some.Indexed("fire", "The forest burned."), Cancel);

        string[] told = ["The dam held.", "The dam broke.", "The forest burned."];
        using var over = new CancellationTokenSource();
        var reading = Task.Run(async () =>
        {
            var searches = 0;
            while (!over.IsCancellationRequested)
            {
                // Found in one generation and looked up in the other, a story may be missed; it is never half one and half the other.
                var found = (await index.SearchAsync(Some.Query("dam"), Cancel)).Chunks.Select(chunk => chunk.ArticleId).ToHashSet();
                foreach (var story in await index.ReadAsync(found, Cancel))
                {
                    Assert.Contains(Assert.Single(story.Sentences).Text, told);
                }

                searches++;
            }

            return searches;
        }, Cancel);
        await generations.PublishAsync(next, Cancel);
        for (var moves = 0; moves < 20; moves++)
        {
            Assert.True(await generations.RollBackAsync(Cancel));
        }

        await over.CancelAsync();
        Assert.NotEqual(0, await reading);
        Assert.Equal(2, (await index.GetStatusAsync(Cancel)).Articles);
    }

    [Fact]
    public async Task A_collection_that_is_gone_is_told_of_in_a_sentence()
    {
        using var index = Open();
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);
        foreach (var collection in server.Collections)
        {
            await connections[0].CallAsync((client, token) => client.DeleteCollectionAsync(collection, cancellationToken: token), Cancel);
        }

        Assert.Contains("has no index news any more", await FailureOfAsync(() => index.SearchAsync(Some.Query("dam"), Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vectors_of_another_length_are_refused()
    {
        using var index = Open();
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);

        Assert.Contains("vectors of another length", await FailureOfAsync(() => index.SearchAsync(new ChunkQuery(["dam"], Some.Vector([1, 0]), 5, ArticleFilter.All), Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_of_another_embedder_is_refused_with_what_to_do()
    {
        using (var index = Open())
        {
            await index.UpsertAsync(Some.Indexed("flood"), Cancel);
        }

        using var other = Open(embedder: "another-encoder");
        var failure = await FailureOfAsync(() => other.GetStatusAsync(Cancel));

        Assert.Contains("test-encoder", failure, StringComparison.Ordinal);
        Assert.Contains("index --rebuild", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_of_an_older_version_is_refused_with_what_to_do()
    {
        await CreateCollectionAsync(("embedder", "test-encoder"), ("dimensions", Some.Dimensions), ("schema", 1));
        using var index = Open();

        var failure = await FailureOfAsync(() => index.SearchAsync(Some.Query("dam"), Cancel));

        Assert.Contains("made by an older version", failure, StringComparison.Ordinal);
        Assert.Contains("index --rebuild", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lengths_are_not_counted_for_every_question()
    {
        using var index = Open();
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);

        await index.SearchAsync(Some.Query("dam"), Cancel);
        var counted = Facets();
        await index.SearchAsync(Some.Query("dam held"), Cancel);
        Assert.Equal((2, 2), (counted, Facets()));

        await index.UpsertAsync(Some.Indexed("fire", "The forest burned."), Cancel);
        await index.SearchAsync(Some.Query("dam"), Cancel);
        Assert.Equal(4, Facets());

        int Facets() => server.Requests.Count(request => request.EndsWith("Points/Facet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_programs_collection_is_refused_and_left_as_it_is()
    {
        await CreateCollectionAsync();
        using var index = Open();

        Assert.Contains("is not an index of the news bot", await FailureOfAsync(() => index.UpsertAsync(Some.Indexed("flood"), Cancel)), StringComparison.Ordinal);
        Assert.Equal(["news"], server.Collections);
    }

    [Fact]
    public async Task A_server_that_is_too_old_is_refused()
    {
        server.Version = "1.15.1";
        using var index = Open();

        Assert.Contains("update it", await FailureOfAsync(() => index.GetStatusAsync(Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_told_of_in_a_sentence()
    {
        server.ApiKey = "the key";
        using var index = Open(key: "not the key");

        Assert.Contains("does not take the key", await FailureOfAsync(() => index.GetStatusAsync(Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_may_only_read_serves_and_does_not_write()
    {
        (server.ApiKey, server.ReadOnlyApiKey) = ("the key", "the reader's key");
        using var writer = Open(key: "the key");
        using var reader = Open(key: "the reader's key");
        await writer.UpsertAsync(Some.Indexed("flood"), Cancel);

        Assert.Single((await reader.SearchAsync(Some.Query("dam"), Cancel)).Chunks);
        Assert.Equal(1, (await reader.GetStatusAsync(Cancel)).Articles);
        Assert.Contains("one that may write", await FailureOfAsync(() => reader.UpsertAsync(Some.Indexed("fire"), Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_the_index_before_a_rebuild_and_deletes_those_before_it()
    {
        using var index = Open();
        await index.UpsertAsync(Some.Indexed("first"), Cancel);
        var generations = Generations();
        Assert.False(await generations.RollBackAsync(Cancel));

        await RebuildAsync("second");
        await RebuildAsync("third");

        Assert.Equal(2, server.Collections.Count);
        Assert.Equal(["third"], (await index.GetNewestAsync(5, Cancel)).Select(id => id.Value));
        Assert.True(await generations.RollBackAsync(Cancel));
        Assert.Equal(["second"], (await index.GetNewestAsync(5, Cancel)).Select(id => id.Value));

        async Task RebuildAsync(string id)
        {
            using var next = await generations.BeginAsync(Cancel);
            await next.Index.UpsertAsync(Some.Indexed(id), Cancel);
            await generations.PublishAsync(next, Cancel);
        }
    }

    [Fact]
    public async Task An_index_that_was_begun_is_gone_on_with_but_not_one_that_serves_or_did()
    {
        var generations = Generations();
        using var begun = await generations.BeginAsync(Cancel);
        await begun.Index.UpsertAsync(Some.Indexed("new"), Cancel);

        using var resumed = await generations.ResumeAsync(begun.Name, Cancel);
        Assert.NotNull(await resumed!.Index.FindFingerprintAsync(new ArticleId("new"), Cancel));
        await generations.PublishAsync(resumed, Cancel);
        Assert.Null(await generations.ResumeAsync(begun.Name, Cancel));

        using var newer = await generations.BeginAsync(Cancel);
        await newer.Index.UpsertAsync(Some.Indexed("newer"), Cancel);
        await generations.PublishAsync(newer, Cancel);
        Assert.Null(await generations.ResumeAsync(begun.Name, Cancel));
        Assert.Null(await generations.ResumeAsync("news-20000101-1", Cancel));
    }

    private QdrantConnection Connection(QdrantOptions options)
    {
        connections.Add(new QdrantConnection(options, TimeProvider.System));
        return connections[^1];
    }

    private Task CreateCollectionAsync(params (string Name, Value Value)[] metadata)
    {
        var request = new CreateCollection { CollectionName = "news" };
        metadata.ToList().ForEach(entry => request.Metadata.Add(entry.Name, entry.Value));
        return Connection(new QdrantOptions { Url = server.Url }).CallAsync((client, token) => client.CreateCollectionAsync(request, token), Cancel);
    }

    private QdrantArticleIndex Open(int retries = 4, TimeSpan? timeout = null, string? key = null, string embedder = "test-encoder", Uri? url = null)
    {
        var options = new QdrantOptions { Url = url ?? server.Url, Retries = retries, ApiKey = key, Timeout = timeout ?? TimeSpan.FromSeconds(30) };
        return new QdrantArticleIndex(Connection(options), options.Collection, embedder, Some.Dimensions, TimeProvider.System);
    }

    private QdrantGenerations Generations()
    {
        return new QdrantGenerations(Connection(new QdrantOptions { Url = server.Url }), "test-encoder", Some.Dimensions, TimeProvider.System);
    }

    private static async Task<string> FailureOfAsync(Func<Task> work) => (await Assert.ThrowsAsync<IndexUnusableException>(work)).Message;

    private static async Task<List<string>> SentencesAsync(QdrantArticleIndex index) =>
        Assert.Single(await index.ReadAsync([new ArticleId("flood")], Cancel)).Sentences.Select(sentence => sentence.Text).ToList();
}
