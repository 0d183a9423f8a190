using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using NewsBot.Tests.Serving;

namespace NewsBot.Tests.DirectLine;

/// <summary>The embedded Direct Line 3.0 endpoint of the real program.</summary>
public sealed class DirectLineTests(ServedBot bot)
{
    private const string Conversations = "/v3/directline/conversations";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_conversation_can_be_held_by_polling()
    {
        var token = await bot.TokenAsync();
        using var started = await bot.SendAsync(HttpMethod.Post, Conversations, token.Token);
        Assert.Equal(HttpStatusCode.Created, started.StatusCode);
        var greeting = await NextAsync(token, watermark: null);
        Assert.StartsWith("Hello! I answer questions from", greeting.Activity.GetProperty("text").GetString(), StringComparison.Ordinal);

        var id = await SayAsync(token, "What did Lavrov say about Assad?", "mine-1");
        var echo = await NextAsync(token, greeting.Watermark);
        var answer = await NextAsync(token, echo.Watermark);

        Assert.Equal(id, echo.Activity.GetProperty("id").GetString());
        Assert.Equal("mine-1", echo.Activity.GetProperty("channelData").GetProperty("clientActivityID").GetString());
        Assert.Equal("user", echo.Activity.GetProperty("from").GetProperty("role").GetString());
        Assert.Equal("bot", answer.Activity.GetProperty("from").GetProperty("role").GetString());
        Assert.Equal(id, answer.Activity.GetProperty("replyToId").GetString());
        Assert.Contains("\n[1]: <", answer.Activity.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.NotNull(answer.Activity.GetProperty("timestamp").GetString());
        using var again = await bot.SendAsync(HttpMethod.Post, Conversations, token.Token);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task A_stream_gives_what_was_missed_and_then_what_is_said_in_order()
    {
        var (token, stream) = await StartAsync();
        using var socket = await ConnectAsync(stream);
        var first = await ReceiveAsync(socket);
        Assert.Equal("1", first.GetProperty("watermark").GetString());

        await socket.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Text, endOfMessage: true, Cancel); // as the usual client does to keep the line open
        await SayAsync(token, "When did Philae land?", "mine-1");
        await SayAsync(token, "thanks", "mine-2");

        var said = new List<string>();
        while (said.Count < 4)
        {
            var set = await ReceiveAsync(socket);
            foreach (var activity in set.GetProperty("activities").EnumerateArray().Where(activity => activity.GetProperty("type").GetString() == "message"))
            {
                said.Add(set.GetProperty("watermark").GetString()!);
            }
        }

        Assert.Equal(["2", "3", "4", "5"], said);
    }

    [Fact]
    public async Task A_client_that_comes_back_is_told_only_what_it_missed()
    {
        var (token, stream) = await StartAsync();
        using (var socket = await ConnectAsync(stream))
        {
            await ReceiveAsync(socket);
        }

        await SayAsync(token, "thanks", "mine-1");
        await NextAsync(token, "2");
        using var reconnected = await bot.SendAsync(HttpMethod.Get, $"{Conversations}/{token.ConversationId}?watermark=1", token.Token);
        using var again = await ConnectAsync(await StreamOfAsync(reconnected));

        var missed = (await ReceiveAsync(again)).GetProperty("activities").EnumerateArray().Select(activity => activity.GetProperty("text").GetString()).ToList();
        Assert.Equal("thanks", missed[0]);
        Assert.DoesNotContain(missed, text => text!.StartsWith("Hello!", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"type\":5}")]
    [InlineData("{\"type\":\"message\",\"text\":{}}")]
    [InlineData("{\"type\":\"conversationUpdate\",\"membersAdded\":[{\"id\":\"x\"}]}")]
    [InlineData("{\"type\":\"invoke\",\"name\":\"x\"}")]
    [InlineData("")]
    public async Task What_a_client_may_not_send_is_refused(string body)
    {
        var (token, _) = await StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await bot.SendAsync(HttpMethod.Post, $"{Conversations}/{token.ConversationId}/activities", token.Token, content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotEmpty((await JsonAsync(response)).GetProperty("error").GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task What_a_client_may_not_set_is_taken_away()
    {
        var (token, _) = await StartAsync();
        using var response = await bot.SendAsync(HttpMethod.Post, $"{Conversations}/{token.ConversationId}/activities", token.Token, new
        {
            type = "message",
            text = "thanks",
            textFormat = "xml",
            entities = new[] { new { type = "mention", mentioned = new { id = "newsbot" }, text = "thanks" } },
            attachments = new[] { new { contentType = "text/html", content = "<script>" } },
            suggestedActions = new { actions = new[] { new { type = "openUrl", title = "x", value = "javascript:alert(1)" } } },
            channelData = new { clientActivityID = "mine", streamType = "final", streamId = "theirs", feedbackLoop = new { type = "default" } },
            membersAdded = new[] { new { id = "x" } },
        });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var echo = (await NextAsync(token, "1")).Activity;

        Assert.Equal("plain", echo.GetProperty("textFormat").GetString());
        Assert.All(["entities", "attachments", "suggestedActions", "membersAdded"], name => Assert.False(echo.TryGetProperty(name, out _), name));
        Assert.Equal("""{"clientActivityID":"mine"}""", echo.GetProperty("channelData").GetRawText());
    }

    [Fact]
    public async Task Deep_and_large_bodies_are_refused()
    {
        var (token, _) = await StartAsync();
        var path = $"{Conversations}/{token.ConversationId}/activities";
        using var deep = new StringContent("{\"type\":\"message\",\"value\":" + new string('[', 5_000) + new string(']', 5_000) + "}", Encoding.UTF8, "application/json");
        using var large = new StringContent("{\"type\":\"message\",\"text\":\"" + new string('x', 70_000) + "\"}", Encoding.UTF8, "application/json");

        using var ofDeep = await bot.SendAsync(HttpMethod.Post, path, token.Token, deep);
        using var ofLarge = await bot.SendAsync(HttpMethod.Post, path, token.Token, large);
        Assert.Equal(HttpStatusCode.BadRequest, ofDeep.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, ofLarge.StatusCode);
        Assert.Equal("MessageSizeTooBig", await CodeAsync(ofLarge));
    }

    [Fact]
    public async Task Who_somebody_is_says_the_token_and_not_the_activity()
    {
        var (token, _) = await StartAsync();
        using var response = await bot.SendAsync(HttpMethod.Post, $"{Conversations}/{token.ConversationId}/activities", token.Token, new
        {
            type = "message",
            text = "thanks",
            from = new { id = "newsbot", name = "News bot", role = "bot" },
            conversation = new { id = "another" },
            serviceUrl = "http://169.254.169.254/",
            channelId = "msteams",
            channelData = new { clientActivityID = "mine", tenant = new { id = "theirs" } },
        });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var echo = (await NextAsync(token, "1")).Activity;

        Assert.StartsWith("dl_", echo.GetProperty("from").GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal("user", echo.GetProperty("from").GetProperty("role").GetString());
        Assert.Equal("webchat", echo.GetProperty("channelId").GetString());
        Assert.Equal(token.ConversationId, echo.GetProperty("conversation").GetProperty("id").GetString());
        Assert.False(echo.GetProperty("channelData").TryGetProperty("tenant", out _));
    }

    [Fact]
    public async Task Without_a_token_nothing_is_told()
    {
        foreach (var (method, path) in new[] { (HttpMethod.Post, Conversations), (HttpMethod.Get, $"{Conversations}/x"), (HttpMethod.Get, $"{Conversations}/x/activities"), (HttpMethod.Post, "/v3/directline/tokens/refresh"), (HttpMethod.Post, "/v3/directline/tokens/generate") })
        {
            using var response = await bot.SendAsync(method, path, bearer: null, body: null);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }
    }

    [Fact]
    public async Task A_token_that_somebody_else_made_is_refused()
    {
        var (token, _) = await StartAsync();
        var parts = token.Token.Split('.');
        var none = $"{Base64Url("{\"alg\":\"none\",\"typ\":\"JWT\"}")}.{parts[1]}.";
        var forged = $"{parts[0]}.{parts[1]}.{Base64Url("not the signature, which has 32 b")}";
        foreach (var bad in new[] { none, forged, "x", token.Token + "x" })
        {
            using var response = await bot.SendAsync(HttpMethod.Get, $"{Conversations}/{token.ConversationId}/activities", bad);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Fact]
    public async Task Nobody_reads_or_writes_in_anothers_conversation()
    {
        var (mine, _) = await StartAsync();
        var (theirs, stream) = await StartAsync();

        using var read = await bot.SendAsync(HttpMethod.Get, $"{Conversations}/{theirs.ConversationId}/activities", mine.Token);
        using var said = await bot.SendAsync(HttpMethod.Post, $"{Conversations}/{theirs.ConversationId}/activities", mine.Token, new { type = "message", text = "x" });
        using var reconnected = await bot.SendAsync(HttpMethod.Get, $"{Conversations}/{theirs.ConversationId}", mine.Token);
        Assert.All([read, said, reconnected], response => Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode));
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(stream.Replace(theirs.ConversationId, mine.ConversationId, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_address_of_a_stream_is_good_for_one_use()
    {
        var (_, stream) = await StartAsync();
        using var first = await ConnectAsync(stream);

        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(stream));
    }

    [Fact]
    public async Task A_page_of_another_origin_opens_no_stream()
    {
        var (_, stream) = await StartAsync();
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(stream, "https://elsewhere.example"));

        using var own = await ConnectAsync(stream, bot.Address.GetLeftPart(UriPartial.Authority));
        Assert.Equal(WebSocketState.Open, own.State);
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    [InlineData(null)]
    public async Task Another_sites_page_gets_no_token(string? site)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webchat/token");
        if (site is not null)
        {
            request.Headers.Add("X-Web-Chat", "1");
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        using var response = await bot.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task With_the_secret_another_server_gets_tokens_for_its_users_and_none_for_this_ones()
    {
        using var given = await bot.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate", ServedBot.Secret, new { user = new { id = "anna" } });
        using var refused = await bot.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate", ServedBot.Secret, new { user = new { id = "dl_anna" } });
        using var wrong = await bot.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate", ServedBot.Secret + "x", new { user = new { id = "anna" } });

        using var malformed = await bot.SendAsync(HttpMethod.Post, "/v3/directline/tokens/generate", ServedBot.Secret, new { user = 5 });
        Assert.Equal(HttpStatusCode.BadRequest, malformed.StatusCode);
        Assert.Equal("BadSyntax", await CodeAsync(malformed));
        Assert.Equal(HttpStatusCode.OK, given.StatusCode);
        Assert.Equal(1800, (await JsonAsync(given)).GetProperty("expires_in").GetInt32());
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
    }

    [Fact]
    public async Task With_the_secret_another_server_begins_a_conversation_for_its_user_and_takes_part_in_it()
    {
        using var started = await bot.SendAsync(HttpMethod.Post, Conversations, ServedBot.Secret, new { user = new { id = "anna" } });
        Assert.Equal(HttpStatusCode.Created, started.StatusCode);
        var conversation = new DirectLineToken((await JsonAsync(started)).GetProperty("conversationId").GetString()!, ServedBot.Secret);
        var greeting = await NextAsync(conversation, watermark: null);
        using var spoofed = await bot.SendAsync(HttpMethod.Post, $"{Conversations}/{conversation.ConversationId}/activities", ServedBot.Secret, new { type = "message", text = "thanks", from = new { id = "dl_bert" } });

        Assert.Equal("anna", (await NextAsync(conversation, greeting.Watermark)).Activity.GetProperty("from").GetProperty("id").GetString());
        using var unknown = await bot.SendAsync(HttpMethod.Get, $"{Conversations}/unknown/activities", ServedBot.Secret);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_refreshed_token_is_for_the_same_conversation()
    {
        var (token, _) = await StartAsync();
        using var refreshed = await bot.SendAsync(HttpMethod.Post, "/v3/directline/tokens/refresh", token.Token);
        var body = await JsonAsync(refreshed);

        Assert.Equal(token.ConversationId, body.GetProperty("conversationId").GetString());
        Assert.NotEqual(token.Token, body.GetProperty("token").GetString());
        using var read = await bot.SendAsync(HttpMethod.Get, $"{Conversations}/{token.ConversationId}/activities", body.GetProperty("token").GetString());
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal("no-store", read.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("https://news.example", "https://news.example")]
    [InlineData("https://elsewhere.example", null)]
    public async Task Only_pages_of_allowed_origins_may_use_it_from_a_browser(string origin, string? allowed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, Conversations)
        {
            Headers = { { "Origin", origin }, { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", "authorization" } },
        };
        using var response = await bot.Http.SendAsync(request, Cancel);

        Assert.Equal(allowed, response.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins) ? Assert.Single(origins) : null);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("GET", "/v3/directline/nothing", HttpStatusCode.NotFound, "NotFound")]
    [InlineData("POST", "/v3/directline/conversations/x/upload", HttpStatusCode.NotFound, "NotFound")]
    [InlineData("PUT", "/v3/directline/conversations", HttpStatusCode.MethodNotAllowed, "MethodNotAllowed")]
    [InlineData("GET", "/v3/directline/conversations/x/stream", HttpStatusCode.BadRequest, "BadArgument")]
    public async Task Whatever_is_refused_is_told_in_the_protocols_way(string method, string path, HttpStatusCode status, string code)
    {
        using var response = await bot.SendAsync(new HttpMethod(method), path, bearer: null, body: null);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(code, await CodeAsync(response));
    }

    [Fact]
    public async Task A_conversation_that_sends_too_much_is_told_to_wait()
    {
        var (token, _) = await StartAsync();
        var code = "";
        for (var count = 0; count < 40 && code.Length == 0; count++)
        {
            using var response = await bot.SendAsync(HttpMethod.Post, $"{Conversations}/{token.ConversationId}/activities", token.Token, new { type = "message", text = "hi" });
            code = response.IsSuccessStatusCode ? "" : await CodeAsync(response);
        }

        Assert.Equal("TooManyRequests", code);
    }

    private async Task<(DirectLineToken Token, string Stream)> StartAsync()
    {
        var token = await bot.TokenAsync();
        using var started = await bot.SendAsync(HttpMethod.Post, Conversations, token.Token);
        var stream = await StreamOfAsync(started);
        await NextAsync(token, watermark: null);
        return (token, stream);
    }

    private async Task<string> SayAsync(DirectLineToken token, string text, string clientActivityId)
    {
        using var response = await bot.SendAsync(
            HttpMethod.Post, $"{Conversations}/{token.ConversationId}/activities", token.Token, new { type = "message", text, channelData = new { clientActivityID = clientActivityId } });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await JsonAsync(response)).GetProperty("id").GetString()!;
    }

    /// <summary>The first activity after a place in the conversation, and its own place.</summary>
    private async Task<(JsonElement Activity, string Watermark)> NextAsync(DirectLineToken token, string? watermark)
    {
        while (true)
        {
            using var response = await bot.SendAsync(HttpMethod.Get, $"{Conversations}/{token.ConversationId}/activities?watermark={watermark}", token.Token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            if ((await JsonAsync(response)).GetProperty("activities").EnumerateArray().ToList() is [var first, ..])
            {
                return (first, $"{int.Parse(watermark is null or "" ? "0" : watermark, System.Globalization.CultureInfo.InvariantCulture) + 1}");
            }

            await Task.Delay(20, Cancel);
        }
    }

    private static async Task<ClientWebSocket> ConnectAsync(string stream, string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        await socket.ConnectAsync(new Uri(stream), Cancel);
        return socket;
    }

    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket)
    {
        using var message = new MemoryStream();
        var buffer = new byte[4096];
        WebSocketReceiveResult received;
        do
        {
            received = await socket.ReceiveAsync(buffer, Cancel);
            message.Write(buffer, 0, received.Count);
        }
        while (!received.EndOfMessage);
        return JsonElement.Parse(message.ToArray());
    }

    private static async Task<string> StreamOfAsync(HttpResponseMessage response) => (await JsonAsync(response)).GetProperty("streamUrl").GetString()!;

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) => JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(Cancel));

    private static async Task<string> CodeAsync(HttpResponseMessage response) => (await JsonAsync(response)).GetProperty("error").GetProperty("code").GetString()!;

    private static string Base64Url(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
