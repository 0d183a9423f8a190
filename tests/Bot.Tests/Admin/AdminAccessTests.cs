using System.Net;
using System.Net.Http.Headers;
using NewsBot.Tests.Activities.Authentication;
using NewsBot.Tests.Commands;
using NewsBot.Tests.Serving;

namespace NewsBot.Tests.Admin;

/// <summary>Who may use the admin's surface of the real program.</summary>
public sealed class AdminAccessTests(AdministeredBot administered, ServedBot open, SampleIndex samples)
{
    private static readonly string[] Paths = ["/admin", "/admin/api/session", "/admin/api/statistics", "/admin/api/runs/events", "/admin/api/openapi.json", "/admin/api/audit"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_signing_in_there_is_the_page_and_nothing_else()
    {
        using var stranger = new AdminClient(administered.Bot.Address);
        Assert.False((await stranger.RefreshAsync()).GetProperty("isSignedIn").GetBoolean());
        using var page = await stranger.Http.GetAsync(new Uri("/admin", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        foreach (var path in new[] { "statistics", "stories", "story?id=x", "runs", "runs/events", "runs/1", "audit", "questions", "sources", "retractions", "openapi.json" })
        {
            using var response = await stranger.SendAsync(HttpMethod.Get, path);
            Assert.Equal("Sign in first.", await AdminClient.AssertRefusedAsync(HttpStatusCode.Unauthorized, response));
        }

        foreach (var path in new[] { "runs", "runs/1/cancel", "rollback", "stories/remove", "stories/retract", "stories/lift" })
        {
            using var response = await stranger.SendAsync(HttpMethod.Post, path, new { });
            await AdminClient.AssertRefusedAsync(HttpStatusCode.Unauthorized, response);
        }
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    [InlineData(AdministeredBot.Key + " ")]
    [InlineData("The key of these tests, which nobody guesses")]
    public async Task A_wrong_key_is_refused(string key)
    {
        using var stranger = new AdminClient(administered.Bot.Address);
        await stranger.RefreshAsync();
        using var response = await stranger.SendAsync(HttpMethod.Post, "session", new { key });

        Assert.Equal("This is not the admin's key.", await AdminClient.AssertRefusedAsync(HttpStatusCode.Unauthorized, response));
        Assert.DoesNotContain(stranger.Cookies, cookie => cookie.Name == "newsbot-admin");
        Assert.DoesNotContain(AdministeredBot.Key, administered.Bot.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_exchanged_for_a_cookie_that_no_script_and_no_other_site_gets()
    {
        using var stranger = new AdminClient(administered.Bot.Address);
        await stranger.RefreshAsync();
        using var response = await stranger.SendAsync(HttpMethod.Post, "session", new { key = AdministeredBot.Key, name = "Ann" });

        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("newsbot-admin=", StringComparison.Ordinal));
        Assert.Contains("; path=/admin; samesite=strict; httponly", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain(AdministeredBot.Key, cookie, StringComparison.Ordinal);
        var session = await stranger.RefreshAsync();
        Assert.Equal(("Ann", "admin key"), (session.GetProperty("name").GetString(), session.GetProperty("way").GetString()));

        using var signedOut = await stranger.SendAsync(HttpMethod.Delete, "session");
        Assert.Equal(HttpStatusCode.NoContent, signedOut.StatusCode);
        Assert.False((await stranger.RefreshAsync()).GetProperty("isSignedIn").GetBoolean());
    }

    [Fact]
    public async Task A_change_without_the_token_against_forgery_is_refused_and_so_is_one_from_another_site()
    {
        using var admin = await administered.SignInAsync();
        using var other = await administered.SignInAsync("Bob");
        var remove = new { id = "example.org/meridian-press/2013/05/07/lavrov-kerry-moscow-talks" };

        using var without = await admin.SendAsync(HttpMethod.Post, "stories/remove", remove, ("X-Antiforgery-Token", ""));
        Assert.StartsWith("The token against forgery is missing", await AdminClient.AssertRefusedAsync(HttpStatusCode.BadRequest, without), StringComparison.Ordinal);
        using var foreign = await admin.SendAsync(HttpMethod.Post, "stories/remove", remove, ("X-Antiforgery-Token", other.Token));
        await AdminClient.AssertRefusedAsync(HttpStatusCode.BadRequest, foreign);
        using var crossSite = await admin.SendAsync(HttpMethod.Post, "stories/remove", remove, ("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example"));
        await AdminClient.AssertRefusedAsync(HttpStatusCode.Forbidden, crossSite);
        using var key = await admin.SendAsync(HttpMethod.Post, "session", new { key = AdministeredBot.Key }, ("X-Antiforgery-Token", ""));
        await AdminClient.AssertRefusedAsync(HttpStatusCode.BadRequest, key);

        Assert.Equal(remove.id, (await admin.GetAsync($"story?id={remove.id}")).GetProperty("story").GetProperty("id").GetString());
        using var preflight = await admin.SendAsync(HttpMethod.Options, "stories/remove", null, ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "POST"));
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("News.Admin", HttpStatusCode.OK)]
    [InlineData("News.Reader", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Forbidden)]
    public async Task A_token_of_Microsoft_Entra_needs_the_role(string? role, HttpStatusCode expected)
    {
        using var response = await WithTokenAsync(EntraToken(role));

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_token_of_another_tenant_or_for_another_app_or_signed_by_a_stranger_is_refused()
    {
        await using var stranger = await IssuerDouble.StartAsync();
        string[] tokens =
        [
            EntraToken("News.Admin", tenant: "11111111-0000-4000-8000-000000000001"),
            EntraToken("News.Admin", audience: "11111111-0000-4000-8000-000000000002"),
            EntraToken("News.Admin", minutes: -10),
            EntraToken("News.Admin", issuer: stranger),
            administered.Issuer.Token(),
            "nonsense",
        ];
        foreach (var token in tokens)
        {
            using var response = await WithTokenAsync(token);
            await AdminClient.AssertRefusedAsync(HttpStatusCode.Unauthorized, response);
        }
    }

    [Fact]
    public async Task A_token_of_Microsoft_Entra_changes_things_without_a_cookie_and_is_exchanged_for_one_on_the_page()
    {
        using var change = new HttpRequestMessage(HttpMethod.Post, "/admin/api/runs/999999/cancel") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", EntraToken("News.Admin")) } };
        using var response = await administered.Bot.Http.SendAsync(change, Cancel);
        Assert.Equal("There is no run of this number, or it is too long ago.", await AdminClient.AssertRefusedAsync(HttpStatusCode.NotFound, response));

        using var browser = new AdminClient(administered.Bot.Address);
        await browser.RefreshAsync();
        using var refused = await browser.SendAsync(HttpMethod.Post, "session", new { token = EntraToken("News.Reader") });
        await AdminClient.AssertRefusedAsync(HttpStatusCode.Unauthorized, refused);
        using var signedIn = await browser.SendAsync(HttpMethod.Post, "session", new { token = EntraToken("News.Admin") });
        Assert.Equal(HttpStatusCode.NoContent, signedIn.StatusCode);
        Assert.Equal("ann@news.example", (await browser.RefreshAsync()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task While_nobody_can_sign_in_only_programs_on_this_machine_get_in()
    {
        foreach (var path in Paths.Where(path => !path.EndsWith("events", StringComparison.Ordinal)))
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(open, path));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(open, path, ("Host", $"localhost:{open.Address.Port}")));
        }

        foreach (var path in Paths)
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(open, path, ("Host", "rebound.example")));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(open, path, ("X-Forwarded-For", "203.0.113.7")));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(open, path, ("Forwarded", "for=203.0.113.7")));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(open, path, ("X-Forwarded-Host", "news.example")));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(open, path, ("Authorization", "Bearer x")));
        }
    }

    [Fact]
    public async Task While_nobody_can_sign_in_there_is_nothing_outside_of_development()
    {
        using var folder = new TempFolder();
        await using var production = new ServedBot(samples.CopyTo(folder.Combine("data")), ("ASPNETCORE_ENVIRONMENT", "Production"));
        await production.StartAsync();

        foreach (var path in Paths)
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(production, path));
        }
    }

    [Fact]
    public async Task Attempts_are_limited_and_a_session_lasts_over_a_restart()
    {
        using var folder = new TempFolder();
        await using var own = new ServedBot(samples.CopyTo(folder.Combine("data")), ("Admin__Key", AdministeredBot.Key), ("Admin__AttemptsPerMinute", "3"));
        await own.StartAsync();
        using var admin = await AdminClient.SignInAsync(own.Address, AdministeredBot.Key);
        using var stranger = new AdminClient(own.Address);
        await stranger.RefreshAsync();
        var statuses = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            using var response = await stranger.SendAsync(HttpMethod.Post, "session", new { key = "wrong" });
            statuses.Add(response.StatusCode);
        }

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], statuses);
        await own.StartAsync();
        Assert.True((await admin.RefreshAsync()).GetProperty("isSignedIn").GetBoolean());
    }

    [Theory]
    [InlineData("short")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_key_that_can_be_guessed_is_refused_at_start(string key)
    {
        using var folder = new TempFolder();
        await using var program = NewsBotProgram.Start(["--data", folder.Combine("data"), "--urls", "http://127.0.0.1:0"], [("Admin__Key", key), ("Samples", "")]);

        var result = await program.EndAsync();
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Admin:Key has to have at least 20 characters of 8 kinds", result.ErrorLines[^1], StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> WithTokenAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/api/audit") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        return await administered.Bot.Http.SendAsync(request, Cancel);
    }

    private string EntraToken(
        string? role, string tenant = IssuerDouble.TenantId, string audience = IssuerDouble.AppId, int minutes = 60, IssuerDouble? issuer = null) => (issuer ?? administered.Issuer).Token(descriptor =>
    {
        descriptor.Issuer = $"https://login.microsoftonline.com/{tenant}/v2.0";
        descriptor.Audience = audience;
        descriptor.NotBefore = descriptor.NotBefore?.AddHours(-1);
        descriptor.Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(minutes);
        descriptor.Claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["ver"] = "2.0",
            ["tid"] = tenant,
            ["oid"] = "22222222-0000-4000-8000-000000000003",
            ["preferred_username"] = "ann@news.example",
            ["roles"] = role is null ? Array.Empty<string>() : new[] { "News.Other", role },
        };
    });

    private static async Task<HttpStatusCode> StatusAsync(ServedBot bot, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await bot.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        return response.StatusCode;
    }
}
