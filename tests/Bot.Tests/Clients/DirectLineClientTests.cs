using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using NewsBot.Tests.Serving;

namespace NewsBot.Tests.Clients;

/// <summary>The client library that Web Chat and many others are built on, run by Node.</summary>
public sealed class DirectLineClientTests(ServedBot bot)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task Holds_a_conversation_over_a_WebSocket_and_by_polling(string webSocket)
    {
        var said = await RunAsync(webSocket, "When did Philae land?", "thanks");

        var messages = said.Where(line => line.GetProperty("type").GetString() == "message").ToList();
        Assert.Equal(["bot", "user", "bot", "user", "bot"], messages.Select(message => message.GetProperty("from").GetProperty("role").GetString()));
        Assert.Contains("12 November 2014", Text(messages[2]), StringComparison.Ordinal);
        Assert.StartsWith("You are welcome", Text(messages[4]), StringComparison.Ordinal);

        // The client knows its own messages by both.
        var posted = said.Where(line => line.GetProperty("type").GetString() == "posted").Select(line => line.GetProperty("id").GetString());
        Assert.Equal(posted, new[] { messages[1], messages[3] }.Select(message => message.GetProperty("id").GetString()));
        Assert.Equal(["When did Philae land?", "thanks"], new[] { messages[1], messages[3] }.Select(message => message.GetProperty("channelData").GetProperty("clientActivityID").GetString()));
    }

    private static string Text(JsonElement message) => message.GetProperty("text").GetString()!;

    private async Task<IReadOnlyList<JsonElement>> RunAsync(string webSocket, params string[] questions)
    {
        foreach (var client in new[] { "botframework-directlinejs", "xhr2", "ws" })
        {
            Browser.SkipWithoutClients(client);
        }

        var token = await bot.TokenAsync();
        using var node = Start(
        [
            Path.Combine(Repository.Root, "tests", "Bot.Tests", "Clients", "direct-line.cjs"),
            Path.GetDirectoryName(Browser.ClientsFolder)!, new Uri(bot.Address, "/v3/directline").AbsoluteUri, token.Token, webSocket, .. questions,
        ]);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        late.CancelAfter(Patience);
        try
        {
            var errors = node.StandardError.ReadToEndAsync(late.Token);
            var output = await node.StandardOutput.ReadToEndAsync(late.Token);
            await node.WaitForExitAsync(late.Token);
            Assert.True(node.ExitCode == 0, await errors);
            return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill();
            }
        }
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("Node is not installed.");
            throw;
        }
    }
}
