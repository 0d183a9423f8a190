using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NewsBot.Tests.LanguageModel;

/// <summary>
/// A real server on loopback that speaks OpenAI's chat completions as a stream of server-sent events and writes what it is told to. What it was not
/// told to answer it answers with 500, and keeps.
/// </summary>
internal sealed class ModelDouble : IAsyncDisposable
{
    public const string Model = "scripted-1";

    private readonly WebApplication server;
    private readonly ConcurrentQueue<Func<ModelRequest, HttpContext, Task>> answers = new();
    private readonly ConcurrentQueue<ModelRequest> requests = new();

    private ModelDouble()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapGet("/v1/models", () => Results.Json(new { data = new[] { new { id = Model } } }));
        server.MapPost("/v1/chat/completions", AnswerAsync);
    }

    public string Endpoint => $"{server.Urls.Single()}/v1";

    /// <summary>What the bot asked, in order.</summary>
    public IReadOnlyList<ModelRequest> Requests => [.. requests];

    /// <summary>How many requests the bot gave up before they were answered.</summary>
    public int Aborted => aborted;

    private int aborted;

    /// <summary>When the last whole sentence of a draft was on its way, in timestamps of <see cref="Stopwatch"/>; by <see cref="ThenWrites(Func{ModelRequest, string}, TimeSpan)"/>.</summary>
    public ConcurrentQueue<(string Line, long At)> Written { get; } = new();

    /// <summary>For the environment of the program.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings =>
        [("LanguageModel__Endpoint", Endpoint), ("LanguageModel__Model", Model), ("LanguageModel__ApiKey", "key-of-these-tests")];

    public static async Task<ModelDouble> StartAsync()
    {
        var model = new ModelDouble();
        await model.server.StartAsync(TestContext.Current.CancellationToken);
        return model;
    }

    public ModelDouble ThenDoes(Func<ModelRequest, HttpContext, Task> answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    /// <summary>A draft that needs to know how the evidence is numbered.</summary>
    /// <param name="pause">Between words.</param>
    public ModelDouble ThenWrites(Func<ModelRequest, string> draft, TimeSpan pause = default) => ThenDoes(async (request, http) =>
    {
        await using var stream = new CompletionStream(http);
        foreach (var line in draft(request).Split('\n'))
        {
            foreach (var word in line.Split(' '))
            {
                await stream.WriteAsync(word + ' ');
                if (pause > TimeSpan.Zero)
                {
                    await Task.Delay(pause, http.RequestAborted);
                }
            }

            await stream.WriteAsync("\n");
            Written.Enqueue((line, Stopwatch.GetTimestamp()));
        }

        await stream.EndAsync();
    });

    public ModelDouble ThenWrites(string draft) => ThenWrites(_ => draft);

    public ModelDouble ThenAnswers(int status, string? retryAfter = null, string message = "no") => ThenDoes(async (_, http) =>
    {
        http.Response.StatusCode = status;
        http.Response.Headers.RetryAfter = retryAfter;
        await http.Response.WriteAsJsonAsync(new { error = new { message, type = "error" } });
    });

    /// <summary>What was to be written and was not asked for is not written any more.</summary>
    public void Forget() => answers.Clear();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body, cancellationToken: http.RequestAborted);
        var request = new ModelRequest(body, http.Request.Headers.Authorization.ToString());
        requests.Enqueue(request);
        if (!answers.TryDequeue(out var answer))
        {
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        try
        {
            await answer(request, http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            Interlocked.Increment(ref aborted);
        }
    }
}

/// <summary>What the bot asked of the model.</summary>
internal sealed partial record ModelRequest(JsonElement Body, string Authorization)
{
    public string System => ContentOf("system");

    public string User => ContentOf("user");

    /// <summary>The number under which a sentence of a story was given.</summary>
    /// <param name="part">Words of it.</param>
    public int NumberOf(string part) => FindNumberOf(part) ?? throw new InvalidOperationException($"The model was not given, or not once: {part}");

    /// <summary>The same; null where it was not given, or not once.</summary>
    public int? FindNumberOf(string part) =>
        Line().Matches(User).Where(line => line.Value.Contains(part, StringComparison.Ordinal)).ToList() is [var only] ? int.Parse(only.Groups["number"].Value, null) : null;

    private string ContentOf(string role) => string.Join(
        '\n', Body.GetProperty("messages").EnumerateArray().Where(message => message.GetProperty("role").GetString() == role).Select(Content));

    private static string? Content(JsonElement message) => message.GetProperty("content") is { ValueKind: JsonValueKind.Array } parts
        ? string.Concat(parts.EnumerateArray().Select(part => part.GetProperty("text").GetString()))
        : message.GetProperty("content").GetString();

    [GeneratedRegex(@"^\[(?<number>\d+)\].*$", RegexOptions.Multiline)]
    private static partial Regex Line();
}

/// <summary>A stream of chat completion chunks. https://platform.openai.com/docs/api-reference/chat-streaming</summary>
internal sealed class CompletionStream : IAsyncDisposable
{
    private readonly HttpContext http;

    public CompletionStream(HttpContext http)
    {
        this.http = http;
        http.Response.ContentType = "text/event-stream";
    }

    public Task WriteAsync(string text) => SendAsync(new { content = text }, finish: null);

    public Task SendAsync(object delta, string? finish) => SendAsync(JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion.chunk",
        created = 1_700_000_000,
        model = ModelDouble.Model,
        choices = new[] { new { index = 0, delta, finish_reason = finish } },
    }));

    public async Task SendAsync(string data)
    {
        await http.Response.WriteAsync($"data: {data}\n\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    /// <summary>As a service ends: the reason, the count of tokens, and the end mark.</summary>
    public async Task EndAsync(string finish = "stop")
    {
        await SendAsync(new { }, finish);
        await SendAsync(JsonSerializer.Serialize(new
        {
            id = "chatcmpl-1",
            @object = "chat.completion.chunk",
            created = 1_700_000_000,
            model = ModelDouble.Model,
            choices = Array.Empty<object>(),
            usage = new { prompt_tokens = 700, completion_tokens = 40, total_tokens = 740 },
        }));
        await SendAsync("[DONE]");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
