using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using NewsBot.Activities;
using NewsBot.Activities.Authentication;

namespace NewsBot.Tests.Activities.Authentication;

/// <summary>How the bot proves to a channel who it is. The outside world is a fake at HTTP.</summary>
public sealed class ConnectorAuthenticationTests : IAsyncLifetime
{
    private readonly OutsideWorld world = new();
    private IssuerDouble issuer = null!;

    public async ValueTask InitializeAsync() => issuer = await IssuerDouble.StartAsync();

    public ValueTask DisposeAsync() => issuer.DisposeAsync();

    [Theory]
    [InlineData("SingleTenant", "https://login.microsoftonline.com/" + IssuerDouble.TenantId + "/oauth2/v2.0/token")]
    [InlineData("MultiTenant", "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token")]
    public async Task A_reply_carries_the_bots_token_which_is_fetched_once(string type, string endpoint)
    {
        await using var bot = await StartAsync(("MicrosoftAppType", type));
        await AskAsync(bot, "one");
        await AskAsync(bot, "two");

        Assert.Equal(["echo one", "echo two"], world.Replies.Select(reply => reply.Text));
        Assert.All(world.Replies, reply => Assert.Equal("Bearer the-bots-token", reply.Authorization));
        Assert.All(world.Replies, reply => Assert.StartsWith("https://smba.news.example/amer/v3/conversations/chat-1/activities/", reply.Address, StringComparison.Ordinal));
        var (address, form) = Assert.Single(world.TokenRequests);
        Assert.Equal(endpoint, address);
        Assert.Contains("grant_type=client_credentials", form, StringComparison.Ordinal);
        Assert.Contains("client_secret=secret", form, StringComparison.Ordinal);
        Assert.Contains("scope=https%3A%2F%2Fapi.botframework.com%2F.default", form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_government_cloud_is_a_matter_of_settings()
    {
        await using var bot = await StartAsync(
            ("Authentication:Authority", "https://login.microsoftonline.us/MicrosoftServices.onmicrosoft.us"),
            ("Authentication:Scope", "https://api.botframework.us/.default"));
        await AskAsync(bot, "one");

        var (address, form) = Assert.Single(world.TokenRequests);
        Assert.Equal("https://login.microsoftonline.us/microsoftservices.onmicrosoft.us/oauth2/v2.0/token", address);
        Assert.Contains("scope=https%3A%2F%2Fapi.botframework.us%2F.default", form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_managed_identity_asks_the_machine_it_runs_on()
    {
        await using var bot = await StartAsync(("MicrosoftAppType", "UserAssignedMSI"), ("MicrosoftAppPassword", ""));
        await AskAsync(bot, "one");

        Assert.Equal("Bearer the-bots-token", Assert.Single(world.Replies).Authorization);
        var asked = new Uri(Assert.Single(world.TokenRequests).Address);
        var query = QueryHelpers.ParseQuery(asked.Query);
        Assert.Equal("http://169.254.169.254/metadata/identity/oauth2/token", asked.GetLeftPart(UriPartial.Path));
        Assert.Equal("https://api.botframework.com", query["resource"]);
        Assert.Equal(IssuerDouble.AppId, query["client_id"]);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent_and_the_log_names_the_settings_but_no_secret()
    {
        world.RefusesTokens = true;
        await using var bot = await StartAsync();
        using var response = await PostAsync(bot, "one");
        while (!bot.Log.Lines.Any(line => line.Contains("apology", StringComparison.Ordinal)))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Empty(world.Replies);
        Assert.Contains(bot.Log.Lines, line => line.Contains("The bot got no token to send with (invalid_client)", StringComparison.Ordinal));
        Assert.DoesNotContain(bot.Log.Lines, line => line.Contains("client_secret=secret", StringComparison.Ordinal));
    }

    private Task<BotDouble> StartAsync(params (string Name, string Value)[] settings) => BotDouble.StartAsync(
        environment: "Production",
        settings: issuer.Settings(settings),
        services: services =>
        {
            services.AddHttpClient(nameof(ConnectorClient)).ConfigurePrimaryHttpMessageHandler(() => world);
            services.AddHttpClient(ConnectorAuthentication.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => world);
        });

    private async Task AskAsync(BotDouble bot, string text)
    {
        var before = world.Replies.Count;
        using var response = await PostAsync(bot, text);
        while (world.Replies.Count == before)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private Task<HttpResponseMessage> PostAsync(BotDouble bot, string text) => bot.PostAsync(
        Some.Activity("message", IssuerDouble.ServiceUrl).With("channelId", "msteams").With("text", text), ("Authorization", $"Bearer {issuer.Token()}"));

    /// <summary>Microsoft Entra, a managed identity's endpoint and the channel's service.</summary>
    private sealed class OutsideWorld : HttpMessageHandler
    {
        private readonly ConcurrentQueue<(string Address, string? Authorization, string? Text)> replies = [];

        public IReadOnlyCollection<(string Address, string? Authorization, string? Text)> Replies => replies;

        public ConcurrentQueue<(string Address, string Form)> TokenRequests { get; } = [];

        public bool RefusesTokens { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            if (request.RequestUri!.Host == "smba.news.example")
            {
                var text = System.Text.Json.JsonElement.Parse(body).GetProperty("text").GetString();
                replies.Enqueue((request.RequestUri.AbsoluteUri, request.Headers.Authorization?.ToString(), text));
                return Json(HttpStatusCode.Created, """{"id":"1"}""");
            }

            TokenRequests.Enqueue((request.RequestUri.AbsoluteUri, body));
            return RefusesTokens
                ? Json(HttpStatusCode.Unauthorized, """{"error":"invalid_client","error_description":"wrong"}""")
                : Json(HttpStatusCode.OK, """{"token_type":"Bearer","expires_in":3600,"expires_on":"4102444800","resource":"https://api.botframework.com","access_token":"the-bots-token"}""");
        }

        private static HttpResponseMessage Json(HttpStatusCode status, string body) =>
            new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }
}
