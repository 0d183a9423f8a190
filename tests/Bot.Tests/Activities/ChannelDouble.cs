using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace NewsBot.Tests.Activities;

/// <summary>A real server on loopback that stands for the channel: keeps what it is sent, answers 201 with an id unless told otherwise.</summary>
internal sealed class ChannelDouble : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly Channel<Delivery> deliveries = Channel.CreateUnbounded<Delivery>();
    private readonly Queue<Func<HttpContext, Task>> answers = new();
    private Func<Delivery, (HttpStatusCode Status, string Id)> usual = _ => (HttpStatusCode.Created, "reply-1");

    private ChannelDouble()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.Run(ReceiveAsync);
    }

    public Uri Address => new(server.Urls.Single());

    /// <summary>With a path of its own, as the Playground's has.</summary>
    public Uri ServiceUrl => new(Address, "_connector/");

    public static async Task<ChannelDouble> StartAsync()
    {
        var channel = new ChannelDouble();
        await channel.server.StartAsync(TestContext.Current.CancellationToken);
        return channel;
    }

    public ChannelDouble ThenAnswers(HttpStatusCode status, string body = "", string? retryAfter = null, string? location = null) =>
        ThenDoes(async http =>
        {
            http.Response.StatusCode = (int)status;
            http.Response.Headers.RetryAfter = retryAfter;
            http.Response.Headers.Location = location;
            await http.Response.WriteAsync(body);
        });

    public ChannelDouble ThenDoes(Func<HttpContext, Task> answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    /// <summary>From now on answers so what it is not told to answer otherwise; with the sentence of Teams' Stop where that is forbidden.</summary>
    public void Answers(Func<Delivery, (HttpStatusCode Status, string Id)> answer) => usual = answer;

    public ValueTask<Delivery> NextAsync() => deliveries.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>What has been delivered by now and was not asked for.</summary>
    public IReadOnlyList<Delivery> Rest()
    {
        var rest = new List<Delivery>();
        while (deliveries.Reader.TryRead(out var delivery))
        {
            rest.Add(delivery);
        }

        return rest;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task ReceiveAsync(HttpContext http)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body, cancellationToken: http.RequestAborted);
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var delivery = new Delivery(http.Request.Method, target, http.Request.Headers.ToDictionary(), body);
        deliveries.Writer.TryWrite(delivery);
        if (answers.TryDequeue(out var answer))
        {
            await answer(http);
            return;
        }

        var (status, id) = usual(delivery);
        http.Response.StatusCode = (int)status;
        await http.Response.WriteAsJsonAsync<object>(
            status == HttpStatusCode.Forbidden ? new { code = "ContentStreamNotAllowed", message = "Content stream was canceled by user." } : new { id }, http.RequestAborted);
    }
}

internal sealed record Delivery(
    string Method, string Target, IReadOnlyDictionary<string, Microsoft.Extensions.Primitives.StringValues> Headers, JsonElement Body)
{
    public string? Type => Body.GetProperty("type").GetString();

    public string? Text => Body.TryGetProperty("text", out var text) ? text.GetString() : null;
}
