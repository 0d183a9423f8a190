using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NewsBot.Benchmarks;

/// <summary>
/// A service on loopback that speaks OpenAI's chat completions and repeats the first sentences that it is given, each with its mark, word by word. So
/// all of them pass the check, which is where it has most to do.
/// </summary>
internal sealed partial class ScriptedModel : IAsyncDisposable
{
    private const int Sentences = 3;

    private readonly WebApplication server;
    private readonly TimeSpan pause;
    private readonly ConcurrentQueue<ModelTimes> written = new();

    private ScriptedModel(TimeSpan pause)
    {
        this.pause = pause;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapPost("/v1/chat/completions", WriteAsync);
    }

    public string Endpoint => $"{server.Urls.Single()}/v1";

    /// <param name="pause">Between words.</param>
    public static async Task<ScriptedModel> StartAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        var model = new ScriptedModel(pause);
        await model.server.StartAsync(cancellationToken);
        return model;
    }

    /// <summary>The times of the request since this was last called; null when the bot asked for nothing.</summary>
    public ModelTimes? TakeTimes() => written.TryDequeue(out var times) ? times : null;

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task WriteAsync(HttpContext http)
    {
        var started = Stopwatch.GetTimestamp();
        var prompt = (await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body, cancellationToken: http.RequestAborted)).GetRawText();
        http.Response.ContentType = "text/event-stream";
        TimeSpan? first = null;
        foreach (var given in Given().Matches(JsonDocument.Parse(prompt).RootElement.GetProperty("messages")[1].GetProperty("content").ToString()).Take(Sentences))
        {
            var words = given.Groups["text"].Value.Split(' ');
            foreach (var word in words)
            {
                await SendAsync(new { content = word + ' ' }, finish: null);
                await (pause > TimeSpan.Zero ? Task.Delay(pause, http.RequestAborted) : Task.CompletedTask);
            }

            await SendAsync(new { content = $"[{given.Groups["number"].Value}]\n" }, finish: null);
            first ??= Stopwatch.GetElapsedTime(started);
        }

        await SendAsync(new { }, "stop");
        await http.Response.WriteAsync("data: [DONE]\n\n", http.RequestAborted);
        written.Enqueue(new ModelTimes(first, Stopwatch.GetElapsedTime(started)));

        async Task SendAsync(object delta, string? finish)
        {
            var chunk = new { id = "1", @object = "chat.completion.chunk", created = 1, model = "scripted", choices = new[] { new { index = 0, delta, finish_reason = finish } } };
            await http.Response.WriteAsync($"data: {JsonSerializer.Serialize(chunk)}\n\n", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }

    [GeneratedRegex(@"^\[(?<number>\d+)\] (\(speaker: [^)]*\) )?(?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Given();
}

/// <summary>How long a model took for its first sentence, and for all; from the request on.</summary>
internal sealed record ModelTimes(TimeSpan? First, TimeSpan Whole);
