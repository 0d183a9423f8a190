using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsBot.Tests.Commands;
using NewsBot.Tests.Serving;

namespace NewsBot.Tests.DirectLine;

/// <summary>What whoever runs the program relies on: what it logs and what it refuses.</summary>
public sealed class DirectLineOperationTests(SampleIndex samples) : IDisposable
{
    private const string Conversations = "/v3/directline/conversations";

    private readonly TempFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Neither_tokens_nor_what_was_said_are_logged_however_much_is_logged()
    {
        await using var bot = await StartAsync(("Logging__LogLevel__Default", "Trace"), ("Logging__LogLevel__Microsoft", "Trace"), ("Logging__LogLevel__Microsoft.AspNetCore.Hosting.Diagnostics", "Trace"));
        var token = await bot.TokenAsync();
        using var started = await bot.SendAsync(HttpMethod.Post, Conversations, token.Token);
        var stream = JsonElement.Parse(await started.Content.ReadAsStringAsync(Cancel)).GetProperty("streamUrl").GetString()!;
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(stream), Cancel);
        using var said = await bot.SendAsync(HttpMethod.Post, $"{Conversations}/{token.ConversationId}/activities", token.Token, new { type = "message", text = "my innermost question about Assad" });
        Assert.Equal(HttpStatusCode.OK, said.StatusCode);
        for (var answer = ""; !answer.Contains("Assad", StringComparison.Ordinal);)
        {
            using var heard = await bot.SendAsync(HttpMethod.Get, $"{Conversations}/{token.ConversationId}/activities?watermark=2", token.Token);
            answer = await heard.Content.ReadAsStringAsync(Cancel);
        }

        Assert.Contains("trce: ", bot.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(SignatureOf(stream.Split("?t=")[1].Split('&')[0]), bot.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(SignatureOf(token.Token), bot.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("innermost", bot.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_address_may_not_begin_conversations_without_end()
    {
        await using var bot = await StartAsync(("DirectLine__ConversationsPerMinute", "4"));
        await bot.TokenAsync();
        var token = await bot.TokenAsync();
        using var third = await bot.SendAsync(HttpMethod.Post, Conversations, token.Token);
        using var fourth = await bot.SendAsync(HttpMethod.Post, Conversations, token.Token);
        using var tooMuch = await bot.SendAsync(HttpMethod.Post, Conversations, token.Token);

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], [third.StatusCode, fourth.StatusCode, tooMuch.StatusCode]);
        Assert.NotNull(tooMuch.Headers.RetryAfter);
        Assert.Equal("TooManyRequests", JsonElement.Parse(await tooMuch.Content.ReadAsStringAsync(Cancel)).GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_failure_gives_nothing_away_and_is_found_in_the_log_by_its_reference()
    {
        await using var bot = await StartAsync();
        var token = await bot.TokenAsync();
        using (var connection = new SqliteConnection($"Data Source={folder.Combine("data", "conversations.db")};Pooling=False"))
        {
            await connection.ExecuteAsync("DROP TABLE activities; DROP TABLE conversations");
        }

        using var failed = await bot.SendAsync(HttpMethod.Post, Conversations, token.Token);
        var body = await failed.Content.ReadAsStringAsync(Cancel);

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.DoesNotContain("SQL", body, StringComparison.OrdinalIgnoreCase);
        var message = JsonElement.Parse(body).GetProperty("error").GetProperty("message").GetString()!;
        Assert.Matches(@"^Something went wrong here; please try again in a minute\. \(In the bot's log: [0-9A-Z]+:[0-9A-F]+\)$", message);
        Assert.Contains($"The request {message.Split("log: ")[1].TrimEnd(')')} failed with 500", bot.Log, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static string SignatureOf(string token) => token.Split('.')[2];

    private async Task<ServedBot> StartAsync(params (string Name, string Value)[] settings)
    {
        var bot = new ServedBot(samples.CopyTo(folder.Combine("data")), settings);
        await bot.StartAsync();
        return bot;
    }
}
