using System.Net;
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
        Assert.Contains("No such story", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_in_a_story_is_shown_and_never_drawn()
    {
        using var folder = new TempFolder();
        var story = folder.Write("hostile.md", "---\ntitle: \"<img src=x onerror=alert(1)> & \\\"quotes\\\"\"\nid: hostile\nurl: https://example.org/a\"onclick=\"alert(1)\nsource: \"<b>Paper</b>\"\n---\nA dam <script>alert(1)</script> held.\n");
        Assert.Equal(0, (await NewsBotProgram.RunAsync("index", story, "--data", folder.Combine("data"))).ExitCode);
        await using var served = new ServedBot(folder.Combine("data"));
        await served.StartAsync();

        var id = (await NewsBotProgram.RunAsync("ask", "Which dam held?", "--data", folder.Combine("data"), "--json")).Json.GetProperty("citations")[0].GetProperty("articleId").GetString();
        var page = await served.Http.GetStringAsync($"/articles/{Uri.EscapeDataString(id!)}", Cancel);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\"onclick", page, StringComparison.Ordinal);
        Assert.Contains("A dam &lt;script&gt;alert(1)&lt;/script&gt; held.", page, StringComparison.Ordinal);
    }
}
