using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NewsBot.Tests.LanguageModel;

/// <summary>
/// A service on loopback that records what a real one answers, and answers the same to the same request when there is no real one. A recording is a
/// file that holds the request and the stream as it came; never the key.
/// </summary>
internal sealed class Cassette : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly string folder;
    private readonly Uri? real;
    private readonly string? key;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(2) };

    private Cassette(string folder, Uri? real, string? key)
    {
        (this.folder, this.real, this.key) = (folder, real, key);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapPost("/v1/chat/completions", AnswerAsync);
    }

    public string Endpoint => $"{server.Urls.Single()}/v1";

    /// <summary>How many requests were answered by a recording.</summary>
    public int Replayed { get; private set; }

    /// <param name="folder">Of the recordings.</param>
    /// <param name="real">The real service, such as <c>http://localhost:11434/v1</c>; null: only what is recorded is answered.</param>
    public static async Task<Cassette> StartAsync(string folder, Uri? real, string? key = null)
    {
        var cassette = new Cassette(folder, real, key);
        await cassette.server.StartAsync(TestContext.Current.CancellationToken);
        return cassette;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = await reader.ReadToEndAsync(context.RequestAborted);
        var file = Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)))[..16]}.json");
        var recording = real is not null ? await RecordAsync(request, file, context.RequestAborted)
            : File.Exists(file) ? JsonSerializer.Deserialize<Recording>(await File.ReadAllTextAsync(file, context.RequestAborted))
            : null;
        if (recording is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        Replayed += real is null ? 1 : 0;
        context.Response.StatusCode = recording.Status;
        context.Response.ContentType = recording.ContentType;
        await context.Response.WriteAsync(recording.Body, context.RequestAborted);
    }

    private async Task<Recording> RecordAsync(string request, string file, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"{real!.AbsoluteUri.TrimEnd('/')}/chat/completions") { Content = new StringContent(request, Encoding.UTF8, "application/json") };
        message.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var response = await http.SendAsync(message, cancellationToken);
        var recording = new Recording(JsonElement.Parse(request), (int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsStringAsync(cancellationToken));
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(recording), cancellationToken);
        return recording;
    }

    private sealed record Recording(JsonElement Request, int Status, string? ContentType, string Body);
}
