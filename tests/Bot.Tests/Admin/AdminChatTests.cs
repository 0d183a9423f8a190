using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NewsBot.Activities;
using NewsBot.Admin;
using NewsBot.Jobs;
using NewsBot.Tests.Activities;
using NewsBot.Tests.Activities.Authentication;
using NewsBot.Tests.Commands;

namespace NewsBot.Tests.Admin;

/// <summary>What admins write to the bot in Teams, as Teams delivers it: with its token.</summary>
public sealed class AdminChatTests : IAsyncLifetime
{
    private const string AdminId = "11111111-2222-3333-4444-555555555555";

    private readonly TempFolder folder = new();
    private IssuerDouble issuer = null!;
    private WebApplication bot = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IndexingJobs Jobs => bot.Services.GetRequiredService<IndexingJobs>();

    public async ValueTask InitializeAsync()
    {
        issuer = await IssuerDouble.StartAsync();
        folder.Write("stories/dam.txt", "The dam held through the night. Engineers in Oldmouth watched it until the morning.");
        var settings = issuer.Settings(("Samples", ""), ("urls", "http://127.0.0.1:0"), ("environment", "Production"), ("Admin:TeamsUsers:0", AdminId), ("Admin:Roots:0", folder.Combine("stories")));
        bot = NewsBotHost.Build(folder.Combine("data"), [.. settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
        bot.MapBotMessages();
        await bot.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await bot.DisposeAsync();
        await issuer.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task An_admin_starts_a_run_and_asks_how_it_went()
    {
        var started = await SayAsync("Please reindex", AdminId);
        Assert.StartsWith($"Run 1 reads {folder.Combine("stories")}.", started, StringComparison.Ordinal);
        for (var tries = 0; Jobs.Find(1) is { IsOver: false }; tries++)
        {
            Assert.True(tries < 400, "It took too long.");
            await Task.Delay(50, Cancel);
        }

        var status = await SayAsync("status", AdminId.ToUpperInvariant());
        Assert.Contains($"The last run, 1 (index, by Ada (Teams, {AdminId})), is done since ", status, StringComparison.Ordinal);
        Assert.Contains("Added 1, updated 0", status, StringComparison.Ordinal);
        Assert.Contains("1 story is indexed", status, StringComparison.Ordinal);
        Assert.Contains("No feed is configured.", status, StringComparison.Ordinal);
        var entry = Assert.Single(bot.Services.GetRequiredService<AuditLog>().Recent(10));
        Assert.Equal(($"Ada (Teams, {AdminId})", "reindex", "run 1"), (entry.Who, entry.What, entry.Target));
    }

    [Fact]
    public async Task Nobody_else_does_whoever_they_say_they_are()
    {
        await IndexAsync();

        Assert.DoesNotContain("run", await SayAsync("status", "99999999-2222-3333-4444-555555555555"), StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("I know 1 news story", await SayAsync("status", aadObjectId: null), StringComparison.Ordinal);
        Assert.StartsWith("I know 1 news story", await SayAsync("status", AdminId, channel: "webchat"), StringComparison.Ordinal);
        Assert.DoesNotContain("reads", await SayAsync("reindex", "99999999-2222-3333-4444-555555555555"), StringComparison.Ordinal);
        Assert.Single(Jobs.Recent(10));
    }

    [Fact]
    public async Task A_developers_tool_with_the_bots_own_credentials_is_no_proof_of_a_person()
    {
        await bot.DisposeAsync();
        var settings = issuer.Settings(
            ("Samples", ""), ("urls", "http://127.0.0.1:0"), ("environment", "Production"), ("Admin:TeamsUsers:0", AdminId), ("Authentication:EmulatorTokens", "true"));
        bot = NewsBotHost.Build(folder.Combine("data"), [.. settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
        bot.MapBotMessages();
        await bot.StartAsync(Cancel);

        Assert.StartsWith("No story is indexed yet", await SayAsync("status", AdminId, token: issuer.EmulatorToken(), serviceUrl: "http://localhost:1/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_id_that_is_none_is_refused_at_the_start()
    {
        await using var program = NewsBotProgram.Start(["--data", folder.Combine("other"), "--urls", "http://127.0.0.1:0"], [("Samples", ""), ("Admin__TeamsUsers__0", "ada@news.example")]);

        var refused = await program.EndAsync();

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("Admin:TeamsUsers holds “ada@news.example”, which is no object id", refused.Errors, StringComparison.Ordinal);
    }

    private Task<Job> IndexAsync() => Jobs.RunAsync(
        new JobRequest(JobKind.Index, [folder.Combine("stories")], Prunes: false, "tests"), _ => { }, _ => { }, Cancel);

    private async Task<string> SayAsync(string text, string? aadObjectId, string channel = "msteams", string? token = null, string serviceUrl = IssuerDouble.ServiceUrl)
    {
        var activity = Some.Activity("message", serviceUrl, "chat-1").With("text", text).With("channelId", channel).With("deliveryMode", "expectReplies");
        activity["from"]!["aadObjectId"] = aadObjectId;
        activity["conversation"]!["tenantId"] = IssuerDouble.TenantId;
        using var http = new HttpClient { BaseAddress = new Uri(bot.Urls.First()) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages") { Content = JsonContent.Create<JsonNode>(activity) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? issuer.Token());
        using var response = await http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var replies = (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("activities");
        return replies.EnumerateArray().Select(reply => reply.TryGetProperty("text", out var said) ? said.GetString() : null).OfType<string>().First();
    }
}
