using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NewsBot.Answers;
using NewsBot.Feeds;
using NewsBot.Health;
using NewsBot.Jobs;
using NewsBot.Retrieval.Indexing;
using NewsBot.Tests.Admin;
using NewsBot.Tests.Commands;
using NewsBot.Tests.Serving;

namespace NewsBot.Tests.Feeds;

public sealed class FeedPollingTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly NewsSite site = new();
    private readonly WebApplication bot;
    private readonly string url;

    public FeedPollingTests()
    {
        url = site.UrlOf("/feed");
        bot = NewsBotHost.Build(
            folder.Combine("data"), "--urls=http://127.0.0.1:0", "--Samples=", $"--Feeds:0:Url={url}", "--Feeds:0:Outlet=The Oldmouth Herald", "--Feeds:0:Every=01:00:00",
            "--Fetching:AllowedNetworks:0=127.0.0.0/8", "--Fetching:DelayPerHost=00:00:00");
        bot.MapBotHealth();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private IndexingJobs Jobs => bot.Services.GetRequiredService<IndexingJobs>();

    private FeedStore Store => bot.Services.GetRequiredService<FeedStore>();

    private FeedPolling Feeds => bot.Services.GetRequiredService<FeedPolling>();

    private FeedState State => Assert.Single(Feeds.States);

    // Not before the tests poll it themselves.
    public async ValueTask InitializeAsync()
    {
        Store.Save(url, new FeedRecord(NextAt: Now.AddHours(1)));
        await bot.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await bot.DisposeAsync();
        site.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_feed_whose_time_has_come_is_read_under_its_outlets_name_and_again_after_its_interval()
    {
        site.With("/feed", Rss("/crane", "/ferry"), "application/rss+xml").With("/crane", Page("crane")).With("/ferry", Page("ferry"));
        Store.Save(url, new FeedRecord(NextAt: Now.AddSeconds(-1)));

        await UntilAsync(() => State.LastSucceeded is not null);

        var index = bot.Services.GetRequiredService<IArticleIndex>();
        Assert.Equal(["The Oldmouth Herald"], await index.GetOutletsAsync(Cancel));
        Assert.Equal(2, (await index.CountAsync(ArticleFilter.All, Cancel)).Articles);
        Assert.NotNull(State.LastNewStory);
        Assert.Null(State.Warning);
        Assert.InRange(State.NextAt!.Value - Now, TimeSpan.FromMinutes(53), TimeSpan.FromMinutes(67));
        Assert.Equal((JobKind.Feeds, 2), (Jobs.Recent(1)[0].Kind, Jobs.Recent(1)[0].Counts.Added));
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again_and_leaves_no_trace_in_the_history()
    {
        site.With("/feed", WithETag("\"1\"", Rss("/crane"), "application/rss+xml")).With("/crane", Page("crane"));
        await PollAsync();
        var requests = site.Requests.Count;

        var again = await PollAsync();
        Assert.Equal(["/feed"], site.Requests.Skip(requests));
        Assert.Equal(0, again.Counts.Sum);
        Assert.Single(Jobs.Recent(10));

        // With something new in it, what it had before is not asked for at each reading.
        site.With("/feed", WithETag("\"2\"", Rss("/ferry", "/crane"), "application/rss+xml")).With("/ferry", Page("ferry"));
        requests = site.Requests.Count;
        var third = await PollAsync();
        Assert.Equal(["/feed", "/ferry"], site.Requests.Skip(requests));
        Assert.Equal((1, 1, 2), (third.Counts.Added, third.Counts.Unchanged, third.Total));
    }

    [Fact]
    public async Task What_could_not_be_read_is_tried_again_though_the_feed_has_not_changed()
    {
        site.With("/feed", WithETag("\"1\"", Rss("/crane", "/ferry"), "application/rss+xml")).With("/crane", Page("crane")).With("/ferry", context => context.Response.StatusCode = 503);
        var first = await PollAsync();

        site.With("/ferry", Page("ferry"));
        var second = await PollAsync();

        Assert.Equal((1, 1), (first.Counts.Added, first.Counts.Failed));
        Assert.Equal((1, 0), (second.Counts.Added, second.Counts.Failed));
        Assert.Null(State.Warning);
    }

    [Theory]
    [InlineData("404", "not there any more")]
    [InlineData("page", "no feed")]
    [InlineData("stories", "None of the 2 stories")]
    public async Task A_feed_that_fails_gives_a_warning_in_its_state_and_in_health_until_it_is_well_again(string fault, string told)
    {
        site.With("/feed", fault switch
        {
            "404" => context => context.Response.StatusCode = 404,
            "page" => WithETag("\"1\"", Page("crane"), "text/html"),
            _ => WithETag("\"1\"", Rss("/gone", "/lost"), "application/rss+xml"),
        });
        await PollAsync();

        Assert.Contains(told, State.Warning, StringComparison.Ordinal);
        var (status, text) = await HealthAsync();
        Assert.Equal("degraded", status);
        Assert.Contains("warning of a feed of 127.0.0.1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/feed", text, StringComparison.Ordinal);

        site.With("/feed", Rss("/crane"), "application/rss+xml").With("/crane", Page("crane"));
        await PollAsync();
        Assert.Null(State.Warning);
        Assert.NotEqual("degraded", (await HealthAsync()).Status);
    }

    [Fact]
    public async Task A_feed_that_is_silent_for_longer_than_it_ever_was_gives_a_warning()
    {
        site.With("/feed", Rss("/crane"), "application/rss+xml").With("/crane", Page("crane"));
        await PollAsync();
        var now = Now;
        foreach (var hour in Enumerable.Range(1, 5))
        {
            Store.NoteSilence(url, now.AddDays(-10).AddHours(3 * hour), TimeSpan.FromHours(3));
        }

        Store.Save(url, Store.Find(url) with { LastNewStory = now.AddHours(-5) });
        await PollAsync();
        Assert.Null(State.Warning);

        Store.Save(url, Store.Find(url) with { LastNewStory = now.AddHours(-7) });
        await PollAsync();
        Assert.Contains("never silent for longer than 3 hours", State.Warning, StringComparison.Ordinal);

        site.With("/feed", Rss("/ferry", "/crane"), "application/rss+xml").With("/ferry", Page("ferry"));
        await PollAsync();
        Assert.Null(State.Warning);
        Assert.Equal(7, Math.Round(Store.Silences(url).Longest.TotalHours));
    }

    [Fact]
    public async Task Answers_say_how_old_the_newest_story_is_when_feeds_should_have_brought_newer_ones()
    {
        site.With("/feed", Rss("/crane"), "application/rss+xml").With("/crane", Page("crane", "2024-03-01"));
        await PollAsync();
        var (answerer, age) = (bot.Services.GetRequiredService<QuestionAnswerer>(), (int)(Now - new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero)).TotalDays);

        var latest = await answerer.AnswerAsync("What is the latest on the harbour of Lemba?", askedAt: null, Cancel);
        var declined = await answerer.AnswerAsync("Who won the cup in Zagreb?", askedAt: null, Cancel);

        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"My newest story is {age:N0} days old. As of 1 March 2024:"), AnswerText.Of(latest.Answer), StringComparison.Ordinal);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"My newest story is {age:N0} days old."), AnswerText.Of(declined.Answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_is_logged_when_it_begins_and_when_it_ends_and_is_still_known_after_a_restart()
    {
        await using var served = new ServedBot(
            folder.Combine("served"), ("Samples", ""), ("Feeds__0__Url", url), ("Fetching__AllowedNetworks__0", "127.0.0.0/8"), ("Fetching__DelayPerHost", "00:00:00"));
        await served.StartAsync();
        using var admin = new AdminClient(served.Address);
        await ReadAsync();
        await ReadAsync();
        Assert.Single(served.Log.Split('\n'), line => line.StartsWith("warn", StringComparison.Ordinal) && line.Contains($"The feed {url}: The page is not there", StringComparison.Ordinal));

        await served.StartAsync();
        Assert.NotNull((await admin.GetAsync("feeds"))[0].GetProperty("warning").GetString());
        site.With("/feed", Rss("/crane"), "application/rss+xml").With("/crane", Page("crane"));
        await ReadAsync();

        // What the program logs comes through its console, a moment later.
        for (var tries = 0; tries < 200 && !served.Log.Contains("is well again", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(50, Cancel);
        }

        Assert.Contains($"The feed {url} is well again", served.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("The page is not there", served.Log, StringComparison.Ordinal);

        async Task ReadAsync()
        {
            await admin.RefreshAsync();
            using var response = await admin.SendAsync(HttpMethod.Post, "feeds/poll", new { url });
            var run = (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetInt64();
            for (var tries = 0; (await admin.GetAsync("feeds"))[0].GetProperty("nextAt").ValueKind == JsonValueKind.Null; tries++)
            {
                Assert.True(tries < 600, $"Run {run} took too long.");
                await Task.Delay(50, Cancel);
            }
        }
    }

    [Fact]
    public async Task Feeds_that_are_not_configured_well_are_told_at_the_start()
    {
        await using var program = NewsBotProgram.Start(
            ["--data", folder.Combine("other"), "--urls", "http://127.0.0.1:0"],
            [("Samples", ""), ("Feeds__0__Url", "ftp://news.example/feed"), ("Feeds__0__Every", "soon"), ("Feeds__1__Outlet", "Herald"), ("Feeds__1__Every", "00:00:01")]);

        var refused = (await program.EndAsync()).RefusedWith(1);

        Assert.Contains("Feeds:0:Url “ftp://news.example/feed” is not a complete http or https address", refused, StringComparison.Ordinal);
        Assert.Contains("Feeds:0:Every “soon” is not a time: write it as 00:15:00.", refused, StringComparison.Ordinal);
        Assert.Contains("Feeds:1:Url is missing", refused, StringComparison.Ordinal);
        Assert.Contains("Feeds:1:Every “00:00:01” has to be between", refused, StringComparison.Ordinal);
    }

    private async Task<Job> PollAsync()
    {
        var job = Feeds.PollNow(url)!;
        await UntilAsync(() => Store.Find(url).Job is null);
        return Jobs.Find(job.Id)!;
    }

    private async Task<(string Status, string Text)> HealthAsync()
    {
        using var http = new HttpClient();
        var health = await http.GetFromJsonAsync<JsonElement>(new Uri(new Uri(bot.Urls.First()), "/health"), Cancel);
        return (health.GetProperty("checks").GetProperty("feeds").GetProperty("status").GetString()!, health.ToString());
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var tries = 0; !isSo(); tries++)
        {
            Assert.True(tries < 600, "It took too long.");
            await Task.Delay(50, Cancel);
        }
    }

    private static Action<System.Net.HttpListenerContext> WithETag(string etag, string content, string type) => context =>
    {
        context.Response.AddHeader("ETag", etag);
        if (context.Request.Headers["If-None-Match"] == etag)
        {
            context.Response.StatusCode = 304;
            return;
        }

        context.Response.ContentType = type;
        context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(content));
    };

    private static string Rss(params string[] links) =>
        $"<rss><channel><title>Herald: all news</title>{string.Concat(links.Select(link => $"<item><link>{link}</link></item>"))}</channel></rss>";

    private static string Page(string what, string date = "2026-01-02")
    {
        var paragraph = $"<p>The harbour of Lemba was closed on Monday after a {what} fell into the basin number {what.Length}, the port authority said, and no {what} has left it since.</p>";
        return $"<html><head><title>About a {what}</title><meta property=\"article:published_time\" content=\"{date}\"></head><body><article>{paragraph}{paragraph}</article></body></html>";
    }
}
