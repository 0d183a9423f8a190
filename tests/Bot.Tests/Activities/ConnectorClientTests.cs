using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NewsBot.Activities;
using NewsBot.Activities.Authentication;
using NewsBot.Retrieval.Fetching;

namespace NewsBot.Tests.Activities;

public sealed class ConnectorClientTests : IAsyncLifetime
{
    // Never asked: nothing here is sent with a token.
    private static readonly ConnectorAuthentication NoTokens = new(Options.Create(new BotRegistration()), Options.Create(new AuthenticationOptions()), null!);

    private readonly HttpClient http = new(ConnectorClient.CreateHandler());
    private ChannelDouble channel = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => channel = await ChannelDouble.StartAsync();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await channel.DisposeAsync();
    }

    [Fact]
    public async Task A_reply_goes_to_the_serviceUrl_addressed_to_whoever_asked()
    {
        await using var bot = await BotDouble.StartAsync();
        var message = Some.Message(channel, "Hi", conversation: "19:a/b@thread.tacv2;messageid=1").With("id", "f:1;2=3");
        using var response = await bot.PostAsync(message.With("callerId", "urn:someone"));

        var reply = await channel.NextAsync();

        Assert.Equal("POST", reply.Method);
        Assert.Equal("/_connector/v3/conversations/19%3Aa%2Fb%40thread.tacv2%3Bmessageid%3D1/activities/f%3A1%3B2%3D3", reply.Target);
        Assert.Equal("application/json; charset=utf-8", reply.Headers["Content-Type"].ToString());
        Assert.False(reply.Headers.ContainsKey("Authorization"));
        Assert.False(reply.Headers.ContainsKey("Cookie"));
        Assert.Equal(
            """
            {"type":"message","serviceUrl":"SERVICE","channelId":"emulator","from":{"id":"bot-1","name":"News","role":"bot"},"conversation":{"id":"19:a/b@thread.tacv2;messageid=1"},"recipient":{"id":"user-1","name":"Ada","role":"user"},"replyToId":"f:1;2=3","locale":"en-GB","text":"echo Hi"}
            """.Replace("SERVICE", channel.ServiceUrl.AbsoluteUri, StringComparison.Ordinal),
            reply.Body.GetRawText());
    }

    [Fact]
    public async Task An_activity_that_answers_nothing_goes_to_the_conversation()
    {
        await SendAsync(Reply() with { ReplyToId = null, ServiceUrl = channel.Address }, Cancel);

        Assert.Equal("/v3/conversations/chat/activities", (await channel.NextAsync()).Target);
    }

    [Fact]
    public async Task Typing_has_no_text()
    {
        var turn = new TurnContext(Reply() with { Id = "1" }, SendAsync);
        await turn.SendTypingAsync(Cancel);

        var delivery = await channel.NextAsync();
        Assert.Equal("typing", delivery.Type);
        Assert.Null(delivery.Text);
    }

    [Theory]
    [InlineData(HttpStatusCode.Created, """{"id":"1:x"}""", "1:x")]
    [InlineData(HttpStatusCode.OK, """{"id":"1:x","more":{}}""", "1:x")]
    [InlineData(HttpStatusCode.Accepted, "", null)]
    [InlineData(HttpStatusCode.OK, "{}", null)]
    [InlineData(HttpStatusCode.OK, """{"id":7}""", null)]
    [InlineData(HttpStatusCode.OK, "<html>", null)]
    public async Task The_answer_to_a_success_is_read_leniently(HttpStatusCode status, string body, string? id)
    {
        channel.ThenAnswers(status, body);

        Assert.Equal(id, await SendAsync(Reply(), Cancel));
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        var gone = new TaskCompletionSource();
        channel.ThenDoes(async context =>
        {
            context.RequestAborted.Register(gone.SetResult);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[8192], CancellationToken.None);
            }
        });

        Assert.Null(await SendAsync(Reply(), Cancel));
        await gone.Task.WaitAsync(Cancel);
    }

    [Theory]
    [InlineData(HttpStatusCode.PreconditionFailed)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task What_may_pass_is_tried_again(HttpStatusCode status)
    {
        channel.ThenAnswers(status);

        Assert.Equal("reply-1", await SendAsync(Reply(), Cancel));
        Assert.Equal(2, channel.Rest().Count);
    }

    [Fact]
    public async Task A_connection_that_is_reset_is_tried_again()
    {
        channel.ThenDoes(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        Assert.Equal("reply-1", await SendAsync(Reply(), Cancel));
        Assert.Equal(2, channel.Rest().Count);
    }

    [Fact]
    public async Task Gives_up_after_three_tries()
    {
        channel.ThenAnswers(HttpStatusCode.BadGateway, retryAfter: "0")
            .ThenAnswers(HttpStatusCode.BadGateway, retryAfter: "0")
            .ThenAnswers(HttpStatusCode.BadGateway, retryAfter: "0");

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => SendAsync(Reply(), Cancel));

        Assert.Equal(HttpStatusCode.BadGateway, failure.StatusCode);
        Assert.Equal(3, channel.Rest().Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Waits_as_long_as_the_channel_asks(bool untilDate)
    {
        // A first delay of our own choice would be over after 1.5 seconds at the latest; a date has no fractions of a second.
        var begin = TimeProvider.System.GetUtcNow();
        channel.ThenAnswers(
            HttpStatusCode.TooManyRequests, retryAfter: untilDate ? begin.AddSeconds(3).ToString("R", CultureInfo.InvariantCulture) : "2");

        await SendAsync(Reply(), Cancel);

        Assert.InRange((TimeProvider.System.GetUtcNow() - begin).TotalSeconds, 1.9, 20);
    }

    [Fact]
    public async Task Does_not_wait_for_ever_for_an_answer()
    {
        channel.ThenDoes(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var time = new FakeTimeProvider();
        var sending = Connector(time).SendAsync(Reply(), isAuthenticated: false, Cancel);
        await channel.NextAsync();

        time.Advance(TimeSpan.FromSeconds(15));

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => sending);
        Assert.EndsWith("did not answer within 15 seconds.", failure.Message, StringComparison.Ordinal);
        Assert.Empty(channel.Rest());
    }

    [Fact]
    public async Task Does_not_hold_a_turn_for_a_channel_that_asks_for_an_hour()
    {
        channel.ThenAnswers(HttpStatusCode.TooManyRequests, retryAfter: "3600");

        await Assert.ThrowsAsync<ConnectorException>(() => SendAsync(Reply(), Cancel));

        Assert.Single(channel.Rest());
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, """{"error":{"code":"BadSyntax","message":"secret"}}""", " (BadSyntax)")]
    [InlineData(HttpStatusCode.MethodNotAllowed, """{"code":"BadArgument","message":"secret"}""", " (BadArgument)")]
    [InlineData(HttpStatusCode.Forbidden, """{"error":{"code":"two\nlines"}}""", "")]
    [InlineData(HttpStatusCode.NotFound, "", "")]
    [InlineData(HttpStatusCode.InternalServerError, "oops", "")]
    public async Task A_refusal_is_final_and_told_in_one_sentence(HttpStatusCode status, string body, string code)
    {
        channel.ThenAnswers(status, body);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => SendAsync(Reply(), Cancel));

        Assert.Equal(status, failure.StatusCode);
        Assert.Equal($"The channel at {channel.Address.Authority} refused an activity with status {(int)status}{code}.", failure.Message);
        Assert.Single(channel.Rest());
    }

    [Theory]
    [InlineData(HttpStatusCode.Redirect)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    [InlineData(HttpStatusCode.PermanentRedirect)]
    public async Task A_redirect_is_not_followed(HttpStatusCode status)
    {
        channel.ThenAnswers(status, location: new Uri(channel.Address, "/elsewhere").AbsoluteUri);

        await Assert.ThrowsAsync<ConnectorException>(() => SendAsync(Reply(), Cancel));

        Assert.Single(channel.Rest());
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent_to_another_machine()
    {
        await Assert.ThrowsAsync<ConnectorException>(() => SendAsync(Reply() with { ServiceUrl = new("https://192.0.2.1/") }, Cancel));
    }

    [Fact]
    public async Task With_a_token_nothing_is_sent_unencrypted()
    {
        await Assert.ThrowsAsync<ConnectorException>(
            () => Connector(TimeProvider.System).SendAsync(Reply() with { ServiceUrl = new("http://smba.news.example/") }, isAuthenticated: true, Cancel));
    }

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")] // tells a cloud's machines their secrets
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    [InlineData("[fe80::1]")]
    [InlineData("[fd00::1]")]
    [InlineData("[::ffff:10.1.2.3]")]
    [InlineData("[2002:a01:203::1]")]
    [InlineData("[::]")]
    public async Task No_connection_is_made_to_a_private_address(string host)
    {
        var failure = await Assert.ThrowsAnyAsync<HttpRequestException>(() => http.GetAsync(new Uri($"https://{host}/"), Cancel));

        Assert.EndsWith("has no address that may be called.", failure.GetBaseException().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("52.112.0.1", true)]
    [InlineData("2603:1000::1", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("2001:db8::1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("64:ff9b::a01:203", false)]
    public void Public_addresses_are_told_from_others(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicNetworks.Include(IPAddress.Parse(address)));

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData(null)]
    public async Task An_id_cannot_lead_to_another_path(string? id)
    {
        await Assert.ThrowsAsync<ConnectorException>(() => SendAsync(Reply() with { Conversation = new(id) }, Cancel));

        Assert.Empty(channel.Rest());
    }

    [Fact]
    public async Task A_channel_that_is_not_there_is_a_ConnectorException()
    {
        var reply = Reply();
        await channel.DisposeAsync();

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => SendAsync(reply, Cancel));

        Assert.Equal($"The channel at {reply.ServiceUrl!.Authority} could not be reached.", failure.Message);
        Assert.Null(failure.StatusCode);
    }

    private Task<string?> SendAsync(Activity activity, CancellationToken cancellationToken) =>
        Connector(TimeProvider.System).SendAsync(activity, isAuthenticated: false, cancellationToken);

    private ConnectorClient Connector(TimeProvider time) => new(http, NoTokens, time);

    private Activity Reply() => new()
    {
        Type = "message",
        ServiceUrl = channel.ServiceUrl,
        Conversation = new("chat"),
        ReplyToId = "1",
        Text = "Hello",
    };
}
