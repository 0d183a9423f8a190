using System.Net;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace NewsBot.Tests.Activities.Authentication;

/// <summary>What a channel has to prove before it is listened to.</summary>
public sealed class ChannelTokenTests : IAsyncLifetime
{
    private IssuerDouble issuer = null!;
    private BotDouble bot = null!;

    public async ValueTask InitializeAsync()
    {
        issuer = await IssuerDouble.StartAsync();
        bot = await BotDouble.StartAsync(environment: "Production", settings: issuer.Settings());
    }

    public async ValueTask DisposeAsync()
    {
        await bot.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Theory]
    [InlineData(SecurityAlgorithms.RsaSha256)]
    [InlineData(SecurityAlgorithms.RsaSha384)]
    [InlineData(SecurityAlgorithms.RsaSha512)]
    public async Task A_channel_with_its_token_is_listened_to(string algorithm)
    {
        using var response = await PostAsync(issuer.Token(token => token.SigningCredentials = issuer.Credentials(1, algorithm)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(bot.Log.Lines, line => line.Contains("is open to channels with a token", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clock_that_is_four_minutes_off_does_no_harm()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        using var late = await PostAsync(issuer.Token(token => token.Expires = now.AddMinutes(-4)));
        using var early = await PostAsync(issuer.Token(token => token.NotBefore = now.AddMinutes(4)));

        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        Assert.Equal(HttpStatusCode.OK, early.StatusCode);
    }

    [Fact]
    public async Task A_token_that_expired_is_refused() =>
        await AssertUnauthorizedAsync(issuer.Token(token => token.Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-6)));

    [Fact]
    public async Task A_token_of_tomorrow_is_refused() =>
        await AssertUnauthorizedAsync(issuer.Token(token =>
            (token.NotBefore, token.Expires) = (token.NotBefore!.Value.AddDays(1), token.Expires!.Value.AddDays(1))));

    [Fact]
    public async Task A_token_that_never_expires_is_refused() =>
        await AssertUnauthorizedAsync(issuer.Token(token => token.Expires = null));

    [Fact]
    public async Task A_token_of_another_issuer_is_refused() =>
        await AssertUnauthorizedAsync(issuer.Token(token => token.Issuer = "https://api.botframework.example"));

    [Fact]
    public async Task A_token_for_another_bot_is_refused() =>
        await AssertUnauthorizedAsync(issuer.Token(token => token.Audience = "6f0c7a5e-0000-4000-8000-00000000000f"));

    [Fact]
    public async Task A_token_without_a_serviceUrl_is_refused() =>
        await AssertUnauthorizedAsync(issuer.Token(token => token.Claims.Clear()));

    [Fact]
    public async Task A_token_that_is_signed_with_another_key_of_the_same_name_is_refused()
    {
        await using var forger = await IssuerDouble.StartAsync();

        await AssertUnauthorizedAsync(forger.Token());
    }

    [Fact]
    public async Task A_token_whose_claims_were_changed_is_refused()
    {
        var parts = issuer.Token().Split('.');
        var claims = JsonNode.Parse(Base64UrlEncoder.Decode(parts[1]))!;
        claims["serviceurl"] = "https://evil.example/";

        await AssertUnauthorizedAsync($"{parts[0]}.{Base64UrlEncoder.Encode(claims.ToJsonString())}.{parts[2]}");
    }

    [Fact]
    public async Task A_token_with_alg_none_is_refused()
    {
        var header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT","kid":"key-1"}""");

        await AssertUnauthorizedAsync($"{header}.{issuer.Token().Split('.')[1]}.");
    }

    [Fact]
    public async Task A_token_that_takes_the_public_key_for_a_secret_is_refused() =>
        await AssertUnauthorizedAsync(issuer.Token(token => token.SigningCredentials = new SigningCredentials(
            new SymmetricSecurityKey(issuer.PublicKey(1)) { KeyId = "key-1" }, SecurityAlgorithms.HmacSha256)));

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer a.b")]
    [InlineData("Bearer e30.e30.e30")]
    [InlineData("Bearer ....")]
    [InlineData("Basic dXNlcjpzZWNyZXQ=")]
    [InlineData("")]
    public async Task What_is_no_token_is_refused(string header)
    {
        using var response = await bot.PostAsync(Message(), ("Authorization", header));

        await MessagesEndpointTests.AssertRefusedAsync(HttpStatusCode.Unauthorized, response);
    }

    [Fact]
    public async Task Whoever_has_no_token_learns_nothing_of_what_is_wrong_with_the_body()
    {
        using var response = await bot.PostAsync("{");

        await MessagesEndpointTests.AssertRefusedAsync(HttpStatusCode.Unauthorized, response);
    }

    [Theory]
    [InlineData("https://smba.news.example/emea/")]
    [InlineData("https://evil.example/")]
    [InlineData("http://smba.news.example/amer/")]
    [InlineData("https://smba.news.example@evil.example/")]
    [InlineData(null)]
    public async Task A_token_is_good_for_its_own_serviceUrl_only(string? serviceUrl)
    {
        using var response = await PostAsync(issuer.Token(), Message().With("serviceUrl", serviceUrl));

        await MessagesEndpointTests.AssertRefusedAsync(HttpStatusCode.Forbidden, response);
    }

    [Theory]
    [InlineData("http://smba.news.example/amer/")]
    [InlineData("https://user:secret@smba.news.example/amer/")]
    [InlineData("/amer/")]
    public async Task A_serviceUrl_that_is_not_plain_https_is_forbidden_even_if_the_token_names_it(string serviceUrl)
    {
        using var response = await PostAsync(
            issuer.Token(token => token.Claims["serviceurl"] = serviceUrl), Message().With("serviceUrl", serviceUrl));

        await MessagesEndpointTests.AssertRefusedAsync(HttpStatusCode.Forbidden, response);
    }

    [Fact]
    public async Task Capitals_in_the_serviceUrl_do_not_matter()
    {
        using var response = await PostAsync(issuer.Token(token => token.Claims["serviceurl"] = "https://SMBA.news.example/AMER/"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("emulator")]
    [InlineData("MSTEAMS")]
    [InlineData("slack")]
    [InlineData(null)]
    public async Task A_key_speaks_only_for_the_channels_that_it_is_endorsed_for(string? channel)
    {
        using var response = await PostAsync(issuer.Token(), Message().With("channelId", channel));

        await MessagesEndpointTests.AssertRefusedAsync(HttpStatusCode.Forbidden, response);
    }

    [Fact]
    public async Task A_key_without_endorsements_speaks_for_no_channel()
    {
        issuer.Publish(endorsements: null);
        using var response = await PostAsync(issuer.Token(key: 2));

        await MessagesEndpointTests.AssertRefusedAsync(HttpStatusCode.Forbidden, response);
    }

    [Fact]
    public async Task Only_tenants_that_are_allowed_are_served()
    {
        await using var choosy = await BotDouble.StartAsync(
            environment: "Production", settings: issuer.Settings(("Authentication:AllowedTenants:0", IssuerDouble.TenantId)));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(IssuerDouble.TenantId, IssuerDouble.TenantId));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(null, IssuerDouble.TenantId.ToUpperInvariant()));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("other", "other"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(IssuerDouble.TenantId, "other"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("other", IssuerDouble.TenantId));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(null, null));

        async Task<HttpStatusCode> StatusAsync(string? inChannelData, string? inConversation)
        {
            var message = Message()
                .With("channelData", new JsonObject { ["tenant"] = new JsonObject { ["id"] = inChannelData } })
                .With("conversation", new JsonObject { ["id"] = "chat-1", ["tenantId"] = inConversation });
            using var response = await choosy.PostAsync(message, ("Authorization", $"Bearer {issuer.Token()}"));
            return response.StatusCode;
        }
    }

    [Theory]
    [InlineData("smba.news.example", HttpStatusCode.OK)]
    [InlineData("*.news.example", HttpStatusCode.OK)]
    [InlineData("news.example", HttpStatusCode.Forbidden)]
    [InlineData("*.botframework.com", HttpStatusCode.Forbidden)]
    public async Task Hosts_of_serviceUrls_can_be_narrowed(string allowed, HttpStatusCode expected)
    {
        await using var choosy = await BotDouble.StartAsync(
            environment: "Production", settings: issuer.Settings(("Authentication:AllowedServiceHosts:0", allowed)));
        using var response = await choosy.PostAsync(Message(), ("Authorization", $"Bearer {issuer.Token()}"));

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_developer_is_not_let_in_without_a_token_once_the_bot_is_registered()
    {
        await using var registered = await BotDouble.StartAsync(environment: "Development", settings: issuer.Settings());
        using var response = await registered.PostAsync(Message());

        await MessagesEndpointTests.AssertRefusedAsync(HttpStatusCode.Unauthorized, response);
    }

    [Fact]
    public async Task Neither_a_token_nor_what_it_claims_is_logged()
    {
        var token = issuer.Token(descriptor => descriptor.Issuer = "https://api.botframework.com/INJECTED");
        using var response = await PostAsync(token);
        using var forbidden = await PostAsync(issuer.Token(), Message().With("serviceUrl", "https://INJECTED.example/"));

        Assert.DoesNotContain(bot.Log.Lines, line => line.Contains(token.Split('.')[2], StringComparison.Ordinal));
        Assert.DoesNotContain(bot.Log.Lines, line => line.Contains("INJECTED", StringComparison.OrdinalIgnoreCase));
    }

    private static JsonObject Message() => Some.Activity("message", IssuerDouble.ServiceUrl).With("channelId", "msteams").With("text", "Hi");

    private Task<HttpResponseMessage> PostAsync(string token, JsonObject? activity = null) =>
        bot.PostAsync(activity ?? Message(), ("Authorization", $"Bearer {token}"));

    private async Task AssertUnauthorizedAsync(string token)
    {
        using var response = await PostAsync(token);
        await MessagesEndpointTests.AssertRefusedAsync(HttpStatusCode.Unauthorized, response);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }
}
