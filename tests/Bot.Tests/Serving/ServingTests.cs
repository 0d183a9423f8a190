using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using NewsBot.Tests.Activities;
using NewsBot.Tests.Commands;

namespace NewsBot.Tests.Serving;

/// <summary>The real program without a verb.</summary>
public sealed class ServingTests(SampleIndex samples) : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly HttpClient http = new();
    private readonly Uri address = new($"http://127.0.0.1:{FreePort()}/");

    public void Dispose()
    {
        http.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Indexes_the_samples_once_and_answers_a_conversation_until_ctrl_c()
    {
        await using var channel = await ChannelDouble.StartAsync();
        await using var program = Serve(folder.Combine("data"));
        await program.SaysAsync("Answers are extractive");

        Assert.Contains("the sample stories are indexed first (once)", program.Errors, StringComparison.Ordinal);
        Assert.Contains($"The news bot is at {address.AbsoluteUri.TrimEnd('/')}: ", program.Errors, StringComparison.Ordinal);
        Assert.Contains(
            $"{Directory.GetFiles(Repository.Samples, "*.md").Length} stories are indexed, published from 30 June 2012 to 15 November 2014",
            program.Errors,
            StringComparison.Ordinal);
        await AssertPageAsync();

        await SendAsync(Some.Joined(channel, "user-1"));
        await SendAsync(Some.Joined(channel, "user-1"));
        Assert.StartsWith("Hello! I answer questions from", TextOf(await channel.NextAsync()), StringComparison.Ordinal);

        await SendAsync(Some.Message(channel, "What did Lavrov say about Assad?"));
        Assert.Equal("typing", (await channel.NextAsync()).Body.GetProperty("type").GetString());
        var answer = await channel.NextAsync();
        Assert.Equal("message", answer.Body.GetProperty("type").GetString());
        Assert.Contains(" [1]\n", TextOf(answer), StringComparison.Ordinal);
        Assert.Contains("\n[1] [Lavrov and Kerry call for Syria conference", TextOf(answer), StringComparison.Ordinal);
        Assert.Empty(channel.Rest());

        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that one program may send to another.");
        await program.InterruptAsync();
        var stopped = await program.EndAsync();
        Assert.Equal(0, stopped.ExitCode);
        Assert.Empty(stopped.Output);
    }

    [Fact]
    public async Task Does_not_index_the_samples_again()
    {
        await using var program = Serve(samples.Data);
        await program.SaysAsync("Answers are extractive");

        Assert.DoesNotContain("indexed first", program.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_development_the_conversation_is_closed_and_the_page_is_not()
    {
        await using var channel = await ChannelDouble.StartAsync();
        await using var program = Serve(samples.Data, ("ASPNETCORE_ENVIRONMENT", "Production"));
        await program.SaysAsync("Answers are extractive");

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(Some.Message(channel, "What did Lavrov say about Assad?")));
        await AssertPageAsync();
        Assert.Contains("/api/messages is closed", program.Errors, StringComparison.Ordinal);
        Assert.Empty(channel.Rest());
    }

    [Fact]
    public async Task A_port_that_is_in_use_is_told_in_a_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, address.Port);
        other.Start();
        await using var program = Serve(samples.Data);
        var ended = await program.EndAsync();

        Assert.Equal(1, ended.ExitCode);
        Assert.Empty(ended.Output);
        Assert.StartsWith($"{address} is in use by another program", ended.ErrorLines[^1], StringComparison.Ordinal);
        Assert.All(ended.ErrorLines.SkipLast(1), line => Assert.StartsWith("warn: ", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://localhost:99999")]
    [InlineData("http://192.0.2.1:3978")]
    public async Task An_address_that_cannot_be_listened_at_is_told_in_a_sentence(string urls)
    {
        var ended = await NewsBotProgram.RunAsync("--urls", urls, "--data", samples.Data);

        Assert.Equal(1, ended.ExitCode);
        Assert.StartsWith($"The bot cannot listen at {urls} (", ended.ErrorLines[^1], StringComparison.Ordinal);
        Assert.All(ended.ErrorLines.SkipLast(1), line => Assert.StartsWith("warn: ", line, StringComparison.Ordinal));
    }

    private NewsBotProgram Serve(string data, params (string Name, string Value)[] environment) =>
        NewsBotProgram.Start(["--urls", address.AbsoluteUri, "--data", data], environment);

    private async Task AssertPageAsync() => Assert.Contains(
        "<title>News bot</title>", await http.GetStringAsync(address, TestContext.Current.CancellationToken), StringComparison.Ordinal);

    private async Task SendAsync(JsonNode activity) => Assert.Equal(HttpStatusCode.OK, await PostAsync(activity));

    private async Task<HttpStatusCode> PostAsync(JsonNode activity)
    {
        using var content = new StringContent(activity.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(address, "api/messages"), content, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static string TextOf(Delivery delivery) => delivery.Body.GetProperty("text").GetString()!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
