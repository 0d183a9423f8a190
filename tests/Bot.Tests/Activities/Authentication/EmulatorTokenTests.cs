using System.Net;

namespace NewsBot.Tests.Activities.Authentication;

/// <summary>Developers' tools that have the bot's own credentials.</summary>
public sealed class EmulatorTokenTests : IAsyncLifetime
{
    private IssuerDouble issuer = null!;
    private ChannelDouble channel = null!;

    public async ValueTask InitializeAsync()
    {
        issuer = await IssuerDouble.StartAsync();
        channel = await ChannelDouble.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Theory]
    [InlineData("1.0", IssuerDouble.AppId)]
    [InlineData("2.0", IssuerDouble.AppId)]
    [InlineData("2.0", "api://" + IssuerDouble.AppId)]
    public async Task Are_listened_to_when_that_is_switched_on_and_get_no_token_of_the_bots(string version, string audience)
    {
        await using var bot = await StartAsync();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(bot, issuer.EmulatorToken(version, audience: audience)));
        Assert.False((await channel.NextAsync()).Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Are_refused_unless_that_is_switched_on()
    {
        await using var bot = await BotDouble.StartAsync(settings: issuer.Settings());

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(bot, issuer.EmulatorToken()));
    }

    [Fact]
    public async Task Are_refused_with_the_credentials_of_another_application()
    {
        await using var bot = await StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(bot, issuer.EmulatorToken(application: "another")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(bot, issuer.EmulatorToken(audience: "another")));
    }

    [Fact]
    public async Task Are_refused_when_only_the_token_itself_vouches_for_its_tenant()
    {
        await using var bot = await StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(bot, issuer.EmulatorToken(tenant: "11111111-0000-4000-8000-000000000001")));
    }

    [Fact]
    public async Task Are_refused_when_the_token_does_not_tell_its_version()
    {
        await using var bot = await StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(bot, issuer.EmulatorToken(version: "3.0", issuer: $"https://sts.windows.net/{IssuerDouble.TenantId}/")));
    }

    [Fact]
    public async Task May_have_replies_sent_to_this_machine_only()
    {
        await using var bot = await StartAsync();
        using var response = await bot.PostAsync(
            Some.Activity("message", "https://smba.news.example/"), ("Authorization", $"Bearer {issuer.EmulatorToken()}"));

        await MessagesEndpointTests.AssertRefusedAsync(HttpStatusCode.Forbidden, response);
    }

    private Task<BotDouble> StartAsync() => BotDouble.StartAsync(settings: issuer.Settings(("Authentication:EmulatorTokens", "true")));

    private async Task<HttpStatusCode> StatusAsync(BotDouble bot, string token)
    {
        using var response = await bot.PostAsync(Some.Message(channel, "Hi"), ("Authorization", $"Bearer {token}"));
        return response.StatusCode;
    }
}
