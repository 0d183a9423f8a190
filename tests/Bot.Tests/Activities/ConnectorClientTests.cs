using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using NewsBot.Activities;

namespace NewsBot.Tests.Activities;

public sealed class ConnectorClientTests : IAsyncLifetime
{
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
        await Connector().SendAsync(Reply() with { ReplyToId = null, ServiceUrl = channel.Address }, Cancel);

        Assert.Equal("/v3/conversations/chat/activities", (await channel.NextAsync()).Target);
    }

    [Fact]
    public async Task Typing_has_no_text()
    {
        var turn = new TurnContext(Reply() with { Id = "1" }, Connector().SendAsync);
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

        Assert.Equal(id, await Connector().SendAsync(Reply(), Cancel));
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

        Assert.Null(await Connector().SendAsync(Reply(), Cancel));
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

        Assert.Equal("reply-1", await Connector().SendAsync(Reply(), Cancel));
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

        Assert.Equal("reply-1", await Connector().SendAsync(Reply(), Cancel));
        Assert.Equal(2, channel.Rest().Count);
    }

    [Fact]
    public async Task Gives_up_after_three_tries()
    {
        channel.ThenAnswers(HttpStatusCode.BadGateway, retryAfter: "0")
            .ThenAnswers(HttpStatusCode.BadGateway, retryAfter: "0")
            .ThenAnswers(HttpStatusCode.BadGateway, retryAfter: "0");

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => Connector().SendAsync(Reply(), Cancel));

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

        await Connector().SendAsync(Reply(), Cancel);

        Assert.InRange((TimeProvider.System.GetUtcNow() - begin).TotalSeconds, 1.9, 20);
    }

    [Fact]
    public async Task Does_not_wait_for_ever_for_an_answer()
    {
        channel.ThenDoes(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var time = new FakeTimeProvider();
        var sending = new ConnectorClient(http, time).SendAsync(Reply(), Cancel);
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

        await Assert.ThrowsAsync<ConnectorException>(() => Connector().SendAsync(Reply(), Cancel));

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

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => Connector().SendAsync(Reply(), Cancel));

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

        await Assert.ThrowsAsync<ConnectorException>(() => Connector().SendAsync(Reply(), Cancel));

        Assert.Single(channel.Rest());
    }

    [Fact]
    public async Task Nothing_is_sent_to_another_machine()
    {
        await Assert.ThrowsAsync<ConnectorException>(
            () => Connector().SendAsync(Reply() with { ServiceUrl = new("http://192.0.2.1/") }, Cancel));
    }

    [Fact]
    public async Task No_connection_is_made_to_another_machine_whatever_its_name_says()
    {
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri("http://192.0.2.1/"), Cancel));

        Assert.Equal("192.0.2.1 is another machine.", failure.GetBaseException().Message);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData(null)]
    public async Task An_id_cannot_lead_to_another_path(string? id)
    {
        await Assert.ThrowsAsync<ConnectorException>(() => Connector().SendAsync(Reply() with { Conversation = new(id) }, Cancel));

        Assert.Empty(channel.Rest());
    }

    [Fact]
    public async Task A_channel_that_is_not_there_is_a_ConnectorException()
    {
        var reply = Reply();
        await channel.DisposeAsync();

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => Connector().SendAsync(reply, Cancel));

        Assert.Equal($"The channel at {reply.ServiceUrl!.Authority} could not be reached.", failure.Message);
        Assert.Null(failure.StatusCode);
    }

    private ConnectorClient Connector() => new(http, TimeProvider.System);

    private Activity Reply() => new()
    {
        Type = "message",
        ServiceUrl = channel.ServiceUrl,
        Conversation = new("chat"),
        ReplyToId = "1",
        Text = "Hello",
    };
}
