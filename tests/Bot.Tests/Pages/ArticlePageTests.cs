using System.Net;
using System.Text.Json;
using NewsBot.Pages;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Sentences;
using NewsBot.Tests.Commands;
using NewsBot.Tests.Serving;

namespace NewsBot.Tests.Pages;

/// <summary>The page of a story, as the real program serves it.</summary>
public sealed class ArticlePageTests(ServedBot bot)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_every_sentence_at_its_own_address_with_a_link_into_the_original()
    {
        var page = await bot.Http.GetStringAsync("/articles/example.org/meridian-press/2013/05/07/lavrov-kerry-moscow-talks", Cancel);

        Assert.Contains("<span class=\"sentence\" id=\"s1\">Lavrov denied that Russia was trying to keep Assad in power.</span>", page, StringComparison.Ordinal);
        Assert.Contains("Meridian Press · ", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains(" · 7 May 2013 · ", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("lavrov-kerry-moscow-talks#:~:text=Lavrov%20denied%20that%20Russia%20was%2C", page.Replace(",", "%2C", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_nothing_and_loads_nothing()
    {
        using var response = await bot.Http.GetAsync(new Uri("/articles/example.org/meridian-press/2013/05/07/lavrov-kerry-moscow-talks", UriKind.Relative), Cancel);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/articles/unknown")]
    [InlineData("/articles/")]
    [InlineData("/articles/..%2F..%2Fetc%2Fpasswd")]
    [InlineData("/articles/%3Cscript%3E")]
    public async Task A_story_that_is_not_there_is_told_politely(string path)
    {
        using var response = await bot.Http.GetAsync(new Uri(path, UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var page = await response.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("There is no such story here", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/articles/example.org/", page, StringComparison.Ordinal); // the newest ones instead
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_address_with_nothing_there_is_told_politely_too()
    {
        using var response = await bot.Http.GetAsync(new Uri("/nothing", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("There is nothing at this address.", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_its_id_is_a_story_is_at_the_address_that_a_citation_gives()
    {
        string[] ids = ["a b/ü?x=1&y=%2F#z", "a//b", "up/../down", ".", "/first", "last/", "1+1=2;c:d@e,f!", "back\\slash", "日本/😀", "%", "'\"<>`{}|^"];
        using var folder = new TempFolder();
        var stories = folder.Write("odd.jsonl", string.Join('\n', ids.Select(id => JsonSerializer.Serialize(new { id, title = $"Story {id}", text = "The dam held." }))));
        Assert.Equal(0, (await NewsBotProgram.RunAsync("index", stories, "--data", folder.Combine("data"))).ExitCode);
        await using var served = new ServedBot(folder.Combine("data"));
        await served.StartAsync();

        foreach (var id in ids)
        {
            var article = new Article(new ArticleId(id), "", null, null, null, null, "The dam held.");
            var path = ArticlePage.PathOf(article, new Sentence(0, 0, 13, "The dam held."));
            var page = await served.Http.GetStringAsync(new Uri(served.Address, path), Cancel);
            Assert.Contains($"<h1>Story {id}</h1>", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Markup_in_a_story_is_shown_and_never_drawn()
    {
        using var folder = new TempFolder();
        var story = folder.Write("hostile.md", "---\ntitle: \"<img src=x onerror=alert(1)> & \\\"quotes\\\"\"\nid: hostile\nurl: https://example.org/a\"onclick=\"alert(1)\nsource: \"<b>Paper</b>\"\n---\nThe dam of Ostwick <script>alert(1)</script> held through the night.\n");
        Assert.Equal(0, (await NewsBotProgram.RunAsync("index", story, "--data", folder.Combine("data"))).ExitCode);
        await using var served = new ServedBot(folder.Combine("data"));
        await served.StartAsync();

        var id = (await NewsBotProgram.RunAsync("ask", "Did the dam of Ostwick hold?", "--data", folder.Combine("data"), "--json")).Json.GetProperty("citations")[0].GetProperty("articleId").GetString();
        var page = await served.Http.GetStringAsync($"/articles/{Uri.EscapeDataString(id!)}", Cancel);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\"onclick", page, StringComparison.Ordinal);
        Assert.Contains("The dam of Ostwick &lt;script&gt;alert(1)&lt;/script&gt; held through the night.", page, StringComparison.Ordinal);
    }
}
