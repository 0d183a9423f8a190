using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

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
    public async Task Does_not_handle_invokes()
    {
        using var response = await bot.PostAsync(Some.Activity("invoke", channel.ServiceUrl.AbsoluteUri).With("name", "anything"));

        await AssertRefusedAsync(HttpStatusCode.NotImplemented, response);
    }

    [Fact]
    public async Task Does_not_pretend_to_reply_in_the_response()
    {
        using var response = await bot.PostAsync(Some.Message(channel, "Hi").With("deliveryMode", "expectReplies"));

        await AssertRefusedAsync(HttpStatusCode.NotImplemented, response);
        Assert.Empty(channel.Rest());
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
