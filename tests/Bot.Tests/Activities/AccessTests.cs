using System.Net;

namespace NewsBot.Tests.Activities;

public sealed class AccessTests
{
    [Fact]
    public async Task Is_closed_outside_development_and_says_what_opens_it()
    {
        await using var channel = await ChannelDouble.StartAsync();
        await using var bot = await BotDouble.StartAsync(environment: "Production");
        using var response = await bot.PostAsync(Some.Message(channel, "Hi"));

        await MessagesEndpointTests.AssertRefusedAsync(HttpStatusCode.Unauthorized, response);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
        Assert.Contains(bot.Log.Lines, line => line.Contains("/api/messages is closed", StringComparison.Ordinal)
            && line.Contains("ASPNETCORE_ENVIRONMENT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_that_it_is_open_to_this_machine_only()
    {
        await using var bot = await BotDouble.StartAsync();

        Assert.Contains(bot.Log.Lines, line => line.Contains("programs on this machine only", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Authorization", "Bearer eyJhbGciOiJIUzI1NiJ9.e30.x")]
    [InlineData("Authorization", "anything")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("Host", "news.example")]
    public async Task Does_not_admit_a_request_that_carries(string header, string value)
    {
        await using var channel = await ChannelDouble.StartAsync();
        await using var bot = await BotDouble.StartAsync();
        using var response = await bot.PostAsync(Some.Message(channel, "Hi"), (header, value));

        await MessagesEndpointTests.AssertRefusedAsync(HttpStatusCode.Unauthorized, response);
    }

    [Theory]
    [InlineData("::ffff:127.0.0.1", HttpStatusCode.OK)]
    [InlineData("::1", HttpStatusCode.OK)]
    [InlineData("192.0.2.1", HttpStatusCode.Unauthorized)]
    [InlineData("::ffff:192.0.2.1", HttpStatusCode.Unauthorized)]
    public async Task Admits_peers_on_this_machine_only(string peer, HttpStatusCode expected)
    {
        await using var channel = await ChannelDouble.StartAsync();
        await using var bot = await BotDouble.StartAsync(peer: IPAddress.Parse(peer));
        using var response = await bot.PostAsync(Some.Message(channel, "Hi"));

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/relative")]
    [InlineData("https://smba.trafficmanager.net/teams/")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://user:secret@localhost:1/")]
    [InlineData("http://localhost.news.example/")]
    [InlineData("http://0.0.0.0:1/")]
    [InlineData("file://localhost/etc/passwd")]
    [InlineData("ftp://127.0.0.1/")]
    public async Task Forbids_a_serviceUrl_away_from_this_machine(string? serviceUrl)
    {
        await using var bot = await BotDouble.StartAsync();
        using var response = await bot.PostAsync(Some.Activity("message", serviceUrl));

        await MessagesEndpointTests.AssertRefusedAsync(HttpStatusCode.Forbidden, response);
    }

    [Theory]
    [InlineData("http://localhost:1/")]
    [InlineData("https://LOCALHOST/base")]
    [InlineData("http://127.8.9.10:1")]
    [InlineData("http://[::1]:1/")]
    [InlineData("http://[::ffff:127.0.0.1]:1/")]
    public async Task Allows_a_serviceUrl_on_this_machine(string serviceUrl)
    {
        await using var bot = await BotDouble.StartAsync();
        using var response = await bot.PostAsync(Some.Activity("typing", serviceUrl));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
