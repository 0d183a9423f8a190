using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NewsBot.Activities;

namespace NewsBot.Tests.Activities;

public sealed class MessagesEndpointTests : IAsyncLifetime
{
    private ChannelDouble channel = null!;
    private BotDouble bot = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        channel = await ChannelDouble.StartAsync();
        bot = await BotDouble.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await bot.DisposeAsync();
        await channel.DisposeAsync();
    }

    [Fact]
    public async Task Answers_a_message_with_200_and_an_empty_body()
    {
        using var response = await bot.PostAsync(Some.Message(channel, "Hi"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Ignores_a_type_it_does_not_know()
    {
        using var response = await bot.PostAsync(Some.Activity("telepathy", channel.ServiceUrl.AbsoluteUri));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Is_posted_to_and_nothing_else(string method)
    {
        using var response = await bot.SendAsync(new HttpMethod(method), content: null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Reads_JSON_only_so_that_no_web_page_can_post_a_form_to_it(string contentType)
    {
        using var content = new StringContent(Some.Message(channel, "Hi").ToJsonString(), Encoding.UTF8, contentType);
        using var response = await bot.SendAsync(HttpMethod.Post, content);

        await AssertRefusedAsync(HttpStatusCode.UnsupportedMediaType, response);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"message\"")]
    [InlineData("{}")]
    [InlineData("{")]
    [InlineData("""{"type":""}""")]
    [InlineData("""{"type":null}""")]
    [InlineData("""{"text":"no type"}""")]
    [InlineData("""{"type":"message"}""")]
    [InlineData("""{"type":"message","conversation":{"id":""}}""")]
    public async Task Refuses_what_is_no_activity(string body)
    {
        using var response = await bot.PostAsync(body);

        await AssertRefusedAsync(HttpStatusCode.BadRequest, response);
    }

    [Theory]
    [InlineData("type", "5")]
    [InlineData("id", "{}")]
    [InlineData("text", "[\"a\"]")]
    [InlineData("from", "\"me\"")]
    [InlineData("timestamp", "\"yesterday\"")]
    [InlineData("serviceUrl", "42")]
    [InlineData("conversation", "{\"id\":\"chat\",\"isGroup\":\"yes\"}")]
    [InlineData("membersAdded", "{}")]
    [InlineData("entities", "[\"mention\"]")]
    [InlineData("text", "\"\\ud800\"")] // half a surrogate pair
    [InlineData("text", "\"\\udc00 and the wrong half\"")]
    [InlineData("channelData", "{\"a\":[\"\\ud800\"]}")]
    [InlineData("somethingUnknown", "{\"\\ud800\":1}")]
    public async Task Refuses_a_field_of_the_wrong_type(string field, string value)
    {
        var whole = Some.Message(channel, "Hi");
        whole.Remove(field);
        using var response = await bot.PostAsync(whole.ToJsonString()[..^1] + $",\"{field}\":{value}}}");

        await AssertRefusedAsync(HttpStatusCode.BadRequest, response);
    }

    [Theory]
    [InlineData("channelData")]
    [InlineData("somethingUnknown")]
    public async Task Refuses_JSON_that_is_nested_too_deeply(string field)
    {
        var deep = new string('[', 40) + new string(']', 40);
        using var response = await bot.PostAsync(Some.Message(channel, "Hi").With(field, JsonNode.Parse(deep)));

        await AssertRefusedAsync(HttpStatusCode.BadRequest, response);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("channelData")]
    public async Task Refuses_bytes_that_are_not_UTF8(string field)
    {
        var whole = Some.Message(channel, "Hi").With(field, "BROKEN").ToJsonString();
        using var response = await bot.PostAsync(Encoding.Latin1.GetBytes(whole.Replace("BROKEN", "\u00ff", StringComparison.Ordinal)));

        await AssertRefusedAsync(HttpStatusCode.BadRequest, response);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refuses_a_body_above_256_KB(bool chunked)
    {
        var message = Some.Message(channel, new string('a', 300_000));
        using var content = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await bot.SendAsync(HttpMethod.Post, content, chunked ? [("Transfer-Encoding", "chunked")] : []);

        await AssertRefusedAsync(HttpStatusCode.RequestEntityTooLarge, response);
    }

    [Fact]
    public async Task Takes_a_body_of_almost_256_KB()
    {
        using var response = await bot.PostAsync(Some.Message(channel, new string('a', 255_000)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Refuses_ids_that_are_too_long_to_be_kept()
    {
        using var response = await bot.PostAsync(Some.Message(channel, "Hi").With("id", new string('i', 2000)));

        await AssertRefusedAsync(HttpStatusCode.BadRequest, response);
    }

    [Fact]
    public async Task Does_not_pretend_to_know_an_invoke()
    {
        using var response = await bot.PostAsync(Some.Activity("invoke", channel.ServiceUrl.AbsoluteUri).With("name", "anything"));

        await AssertRefusedAsync(HttpStatusCode.NotImplemented, response);
    }

    [Fact]
    public async Task Answers_an_invoke_in_the_response_even_while_the_conversation_waits_for_something_else()
    {
        var mayEnd = new TaskCompletionSource();
        await using var busy = await BotDouble.StartAsync(
            (_, cancel) => mayEnd.Task.WaitAsync(cancel),
            onInvoke: (turn, _) => Task.FromResult<InvokeResponse?>(
                turn.Activity.Name == "empty" ? InvokeResponse.Done : new InvokeResponse(418, JsonElement.Parse("""{"tea":true}"""))));
        using var message = await busy.PostAsync(Some.Message(channel, "Hi"));
        using var empty = await busy.PostAsync(Some.Activity("invoke", channel.ServiceUrl.AbsoluteUri).With("name", "empty"));
        using var tea = await busy.PostAsync(Some.Activity("invoke", channel.ServiceUrl.AbsoluteUri).With("name", "tea"));
        mayEnd.SetResult();

        Assert.Equal(HttpStatusCode.OK, empty.StatusCode);
        Assert.Equal("{}", await empty.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(418, (int)tea.StatusCode);
        Assert.Equal("""{"tea":true}""", await tea.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task An_invoke_that_fails_gives_nothing_away()
    {
        await using var failing = await BotDouble.StartAsync(onInvoke: (_, _) => throw new InvalidOperationException("secret"));
        using var response = await failing.PostAsync(Some.Activity("invoke", channel.ServiceUrl.AbsoluteUri).With("name", "anything"));

        await AssertRefusedAsync(HttpStatusCode.InternalServerError, response);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replies_in_the_response_and_nowhere_else_when_that_is_expected()
    {
        await using var talkative = await BotDouble.StartAsync(async (turn, cancel) =>
        {
            await turn.SendTypingAsync(cancel);
            await turn.SendActivityAsync("one", cancel);
            await turn.SendActivityAsync("two", cancel);
        });
        var message = Some.Message(channel, "Hi").With("deliveryMode", "expectReplies");
        using var response = await talkative.PostAsync(message);
        using var again = await talkative.PostAsync(message);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var replies = JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancel)).GetProperty("activities");
        Assert.Equal(["one", "two"], replies.EnumerateArray().Select(reply => reply.GetProperty("text").GetString()));
        Assert.Equal("user-1", replies[0].GetProperty("recipient").GetProperty("id").GetString());
        Assert.Equal("""{"activities":[]}""", await again.Content.ReadAsStringAsync(Cancel)); // delivered before
        Assert.Empty(channel.Rest());
    }

    [Fact]
    public async Task A_conversation_that_sends_too_fast_is_told_to_slow_down_and_others_are_not()
    {
        await using var strict = await BotDouble.StartAsync(settings: new Dictionary<string, string?>(StringComparer.Ordinal) { ["Activities:ActivitiesPerTenSeconds"] = "2" });
        using var one = await strict.PostAsync(Some.Message(channel, "1"));
        using var two = await strict.PostAsync(Some.Message(channel, "2"));
        using var three = await strict.PostAsync(Some.Message(channel, "3"));
        using var other = await strict.PostAsync(Some.Message(channel, "4", conversation: "other"));

        Assert.Equal(HttpStatusCode.OK, two.StatusCode);
        await AssertRefusedAsync(HttpStatusCode.TooManyRequests, three);
        Assert.NotNull(three.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Drops_an_activity_that_is_delivered_twice()
    {
        var message = Some.Message(channel, "Once");
        using var first = await bot.PostAsync(message);
        using var second = await bot.PostAsync(message);
        using var other = await bot.PostAsync(Some.Message(channel, "Twice"));

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal("echo Once", (await channel.NextAsync()).Text);
        Assert.Equal("echo Twice", (await channel.NextAsync()).Text);
        Assert.Empty(channel.Rest());
    }

    [Fact]
    public async Task Tells_activities_of_two_conversations_apart_even_if_their_ids_are_the_same()
    {
        using var one = await bot.PostAsync(Some.Message(channel, "A", conversation: "one").With("id", "1"));
        using var two = await bot.PostAsync(Some.Message(channel, "A", conversation: "two").With("id", "1"));

        await channel.NextAsync();
        await channel.NextAsync();
    }

    internal static async Task AssertRefusedAsync(HttpStatusCode expected, HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(expected, response.StatusCode);
        using var json = JsonDocument.Parse(body);
        var error = json.RootElement.GetProperty("error");
        Assert.NotEmpty(error.GetProperty("code").GetString()!);
        Assert.EndsWith(".", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
    }
}
