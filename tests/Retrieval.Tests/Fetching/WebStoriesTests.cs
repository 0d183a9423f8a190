using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Chunking;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Fetching;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Tests.Embeddings;

namespace NewsBot.Retrieval.Tests.Fetching;

public sealed class WebStoriesTests : IDisposable
{
    private const string Paragraph = "<p>The harbour of Lemba was closed on Monday after a crane fell into the basin, the port authority said, and no ship has left it since.</p>";
    private const string Story = $"<html><head><title>Crane</title></head><body><article>{Paragraph}{Paragraph}</article></body></html>";

    private readonly TemporaryFolder data = new();
    private readonly NewsSite site = new();
    private readonly SqliteArticleIndex index;
    private readonly ArticleIngestor ingestor;

    public WebStoriesTests(EncoderFixture fixture)
    {
        index = new SqliteArticleIndex(data.Path, SentenceEncoder.ModelId, SentenceEncoder.Dimensions, TimeProvider.System);
        ingestor = new ArticleIngestor(new Chunker(fixture.Pieces, 110), fixture.Encoder, index, NullLogger<ArticleIngestor>.Instance);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        index.Dispose();
        site.Dispose();
        data.Dispose();
    }

    [Fact]
    public async Task A_page_is_fetched_and_read()
    {
        site.With("/crane", Story);

        var raw = Assert.IsType<ArticleReading.Story>(Assert.Single(await ReadAsync("/crane"))).Raw;

        Assert.Equal(site.UrlOf("/crane"), raw.Address!.AbsoluteUri);
        Assert.Contains("The harbour of Lemba", raw.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_has_not_changed_is_not_sent_again()
    {
        var sent = 0;
        site.With("/crane", context =>
        {
            context.Response.AddHeader("ETag", "\"v1\"");
            if (context.Request.Headers["If-None-Match"] == "\"v1\"")
            {
                context.Response.StatusCode = 304;
                return;
            }

            sent++;
            context.Response.ContentType = "text/html";
            context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(Story));
        });

        var first = await IngestAsync("/crane");
        var second = await IngestAsync("/crane");
        await index.RemoveAsync(first.Id!.Value, Cancel);
        var third = await IngestAsync("/crane");

        Assert.Equal([IngestionOutcome.Added, IngestionOutcome.Unchanged, IngestionOutcome.Added], [first.Outcome, second.Outcome, third.Outcome]);
        Assert.Equal(2, sent);
    }

    [Fact]
    public async Task A_feed_is_followed_to_its_stories_each_once()
    {
        site.With("/feed", $"<rss><channel><title>The Daily Harbour</title><item><link>/crane</link></item><item><link>/crane</link></item><item><title>Gone</title><link>/gone</link></item></channel></rss>", "application/rss+xml")
            .With("/crane", Story);

        var readings = await ReadAsync("/feed");

        Assert.Equal("The Daily Harbour", Assert.IsType<ArticleReading.Story>(readings[0]).Raw.Hints!.Source);
        Assert.Contains("not there any more", ReasonOf(readings[1]), StringComparison.Ordinal);
        Assert.Equal(2, readings.Count);
    }

    [Fact]
    public async Task A_feed_that_is_polled_again_is_asked_whether_it_has_changed_only_when_all_of_it_was_indexed()
    {
        var sent = 0;
        site.With("/crane", Story).With("/feed", context =>
        {
            context.Response.AddHeader("ETag", "\"v1\"");
            if (context.Request.Headers["If-None-Match"] == "\"v1\"")
            {
                context.Response.StatusCode = 304;
                return;
            }

            sent++;
            context.Response.ContentType = "application/rss+xml";
            context.Response.OutputStream.Write("<rss><channel><title>Daily</title><item><link>/crane</link></item></channel></rss>"u8);
        });
        using var stories = StoriesWith(Local());

        Assert.Equal("The Herald", Assert.IsType<ArticleReading.Story>(Assert.Single(await PollAsync())).Raw.Hints!.Outlet);
        Assert.Single(await PollAsync());
        stories.Finish(site.UrlOf("/feed"));
        Assert.Empty(await PollAsync());
        Assert.Equal(2, sent);

        Task<List<ArticleReading>> PollAsync() => stories.PollAsync(site.UrlOf("/feed"), new WebReading(_ => "The Herald"), Cancel).ToListAsync(Cancel).AsTask();
    }

    [Fact]
    public async Task What_robots_txt_forbids_is_left_alone()
    {
        site.With("/robots.txt", "User-agent: *\nDisallow: /private/\n", "text/plain").With("/private/crane", Story);

        Assert.Contains("robots.txt", ReasonOf(Assert.Single(await ReadAsync("/private/crane"))), StringComparison.Ordinal);
        Assert.Equal(["/robots.txt"], site.Requests);
    }

    [Fact]
    public async Task Between_two_requests_to_a_host_there_is_a_pause()
    {
        site.With("/a", Story).With("/b", Story);
        var options = Local();
        options.DelayPerHost = TimeSpan.FromMilliseconds(400);
        var started = Stopwatch.GetTimestamp();

        await ReadAsync(options, site.UrlOf("/a"), site.UrlOf("/b"));

        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(390));
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/crane")]
    [InlineData("http://localhost:{0}/crane")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/crane")]
    [InlineData("http://2130706433:{0}/crane")] // 127.0.0.1 as one number
    public async Task Private_networks_are_not_called_unless_they_are_allowed(string address)
    {
        site.With("/crane", Story);
        var url = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, site.Root.Port);

        Assert.Contains("private network", ReasonOf(Assert.Single(await ReadAsync(new FetchOptions(), url))), StringComparison.Ordinal);
        Assert.Empty(site.Requests);
    }

    [Fact]
    public async Task A_name_that_stands_for_a_public_address_first_and_for_this_machine_then_is_looked_at_each_time()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has all of 127.0.0.0/8 without being told.");

        // 127.0.0.2 plays the public server, and 127.0.0.1 the machine of ours that must not be called. Each request has a connection of its own, as
        // whoever plays this game would see to.
        using var outside = new TcpListener(IPAddress.Parse("127.0.0.2"), site.Root.Port);
        outside.Start();
        var requests = new ConcurrentQueue<string>();
        var serving = Task.Run(ServeAsync, Cancel);
        site.With("/second", Story);
        var lookUps = new List<string>();
        using var stories = new WebStories(
            Options.Create(new FetchOptions { AllowedNetworks = { "127.0.0.2/32" }, DelayPerHost = TimeSpan.Zero }),
            Options.Create(new RetrievalOptions { DataFolder = data.Path }),
            index,
            TimeProvider.System,
            (host, _) =>
            {
                lookUps.Add(host);
                return Task.FromResult<IPAddress[]>([IPAddress.Parse(lookUps.Count <= 2 ? "127.0.0.2" : "127.0.0.1")]);
            });
        var root = $"http://rebound.example:{site.Root.Port}";

        var readings = await stories.ReadAsync([$"{root}/first", $"{root}/second"], Cancel).ToListAsync(Cancel);

        Assert.IsType<ArticleReading.Story>(readings[0]);
        Assert.Contains("private network", ReasonOf(readings[1]), StringComparison.Ordinal);
        Assert.Equal(["rebound.example", "rebound.example", "rebound.example"], lookUps);
        Assert.Equal(["GET /robots.txt HTTP/1.1", "GET /first HTTP/1.1"], requests);
        Assert.Empty(site.Requests);
        outside.Stop();
        await Assert.ThrowsAnyAsync<Exception>(() => serving);

        async Task ServeAsync()
        {
            while (true)
            {
                using var client = await outside.AcceptTcpClientAsync(Cancel);
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream);
                requests.Enqueue((await reader.ReadLineAsync(Cancel))!);
                while (await reader.ReadLineAsync(Cancel) is { Length: > 0 })
                {
                    // Headers.
                }

                await stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: {Story.Length}\r\n\r\n{Story}"), Cancel);
            }
        }
    }

    [Fact]
    public async Task A_redirect_does_not_lead_into_a_private_network()
    {
        site.With("/crane", context => context.Response.Redirect("http://10.0.0.1/secret"));

        Assert.Contains("private network", ReasonOf(Assert.Single(await ReadAsync("/crane"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_are_followed_and_counted()
    {
        site.With("/a", context => context.Response.Redirect("/b")).With("/b", Story).With("/loop", context => context.Response.Redirect("/loop"));

        Assert.IsType<ArticleReading.Story>(Assert.Single(await ReadAsync("/a")));
        Assert.Contains("redirects more than", ReasonOf(Assert.Single(await ReadAsync("/loop"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_unpacks_to_more_than_the_limit_is_refused()
    {
        site.With("/bomb", context =>
        {
            context.Response.ContentType = "text/html";
            context.Response.AddHeader("Content-Encoding", "gzip");
            using var packed = new GZipStream(context.Response.OutputStream, CompressionLevel.Fastest, leaveOpen: true);
            packed.Write(new byte[50 * 1024 * 1024]);
        });

        Assert.Contains("MB", ReasonOf(Assert.Single(await ReadAsync("/bomb"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_takes_too_long_is_left()
    {
        using var forever = new ManualResetEventSlim();
        site.With("/slow", _ => forever.Wait(TimeSpan.FromSeconds(10), Cancel));
        var options = Local();
        options.Timeout = TimeSpan.FromSeconds(1);

        var readings = await ReadAsync(options, site.UrlOf("/slow"));
        forever.Set();

        Assert.Contains("longer than 1 seconds", ReasonOf(Assert.Single(readings)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("video/mp4")]
    public async Task What_is_no_story_is_refused_by_its_type(string type)
    {
        site.With("/x", "x", type);

        Assert.Contains(type, ReasonOf(Assert.Single(await ReadAsync("/x"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true)]
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/c", false)]
    [InlineData("User-agent: other\nDisallow: /", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: NewsBot\nDisallow: /x", "/a", true)]
    [InlineData("User-agent: NewsBot\nUser-agent: other\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /*.php$", "/x/y.php", false)]
    [InlineData("User-agent: *\nDisallow: /*.php$", "/x/y.php?z", true)]
    [InlineData("User-agent: *\nDisallow:", "/a", true)]
    [InlineData("User-agent: * # all\nDisallow: /caf%C3%A9", "/café", false)]
    public async Task Robots_txt_is_read_by_its_rules(string robots, string path, bool isAllowed)
    {
        site.With("/robots.txt", robots, "text/plain");

        Assert.Equal(!isAllowed, ReasonOf(Assert.Single(await ReadAsync(path))).Contains("robots.txt", StringComparison.Ordinal));
    }

    private static FetchOptions Local() => new() { AllowedNetworks = { "127.0.0.0/8" }, DelayPerHost = TimeSpan.Zero };

    private Task<List<ArticleReading>> ReadAsync(string path) => ReadAsync(Local(), site.UrlOf(path));

    private async Task<List<ArticleReading>> ReadAsync(FetchOptions options, params string[] urls)
    {
        using var stories = StoriesWith(options);
        return await stories.ReadAsync(urls, Cancel).ToListAsync(Cancel);
    }

    private async Task<IngestionResult> IngestAsync(string path)
    {
        using var stories = StoriesWith(Local());
        return await ingestor.IngestAllAsync(stories.ReadAsync([site.UrlOf(path)], Cancel), Cancel).SingleAsync(Cancel);
    }

    private WebStories StoriesWith(FetchOptions options) =>
        new(Options.Create(options), Options.Create(new RetrievalOptions { DataFolder = data.Path }), index, TimeProvider.System);

    private static string ReasonOf(ArticleReading reading) => Assert.IsType<ArticleReading.Unreadable>(reading).Reason;
}
