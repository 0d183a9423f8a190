using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;

namespace NewsBot.Benchmarks;

/// <summary>One reader of many: opens a conversation, hears it over a WebSocket, and asks one question after the other.</summary>
internal sealed class LoadedConversation(HttpClient http, Uri server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, TaskCompletionSource> awaited = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> answersTo = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private long watermark;

    /// <summary>Milliseconds from the question to the bot's message about it.</summary>
    public List<double> Times { get; } = [];

    /// <summary>Questions that got no answer.</summary>
    public int Lost { get; private set; }

    /// <summary>Answers that came again.</summary>
    public int Duplicated => answersTo.Values.Sum(count => count - 1);

    /// <summary>Activities that did not follow the one before them, by their watermarks.</summary>
    public int OutOfOrder { get; private set; }

    private string Token { get; set; } = "";

    private string Id { get; set; } = "";

    public async Task RunAsync(IEnumerable<string> questions, Func<TimeSpan> pause, CancellationToken cancellationToken)
    {
        using var socket = await OpenAsync(cancellationToken);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var hearing = HearAsync(socket, over.Token);
        foreach (var question in questions)
        {
            await Task.Delay(pause(), cancellationToken);
            await AskAsync(question, cancellationToken);
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, cancellationToken);
        await hearing.WaitAsync(Patience, cancellationToken);
    }

    /// <summary>Whether the server has forgotten it.</summary>
    public async Task<bool> IsForgottenAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, $"/v3/directline/conversations/{Id}", body: null, cancellationToken);
        return response.StatusCode == System.Net.HttpStatusCode.NotFound;
    }

    private async Task<ClientWebSocket> OpenAsync(CancellationToken cancellationToken)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Post, new Uri(server, "/webchat/token")) { Headers = { { "X-Web-Chat", "1" } } };
        using var given = await http.SendAsync(asked, cancellationToken);
        given.EnsureSuccessStatusCode();
        var token = await given.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        (Id, Token) = (token.GetProperty("conversationId").GetString()!, token.GetProperty("token").GetString()!);

        using var started = await SendAsync(HttpMethod.Post, "/v3/directline/conversations", body: null, cancellationToken);
        started.EnsureSuccessStatusCode();
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri((await started.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("streamUrl").GetString()!), cancellationToken);
        return socket;
    }

    private async Task AskAsync(string question, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        using var posted = await SendAsync(HttpMethod.Post, $"/v3/directline/conversations/{Id}/activities", new { type = "message", text = question }, cancellationToken);
        if (!posted.IsSuccessStatusCode)
        {
            Lost++;
            return;
        }

        try
        {
            await AnswerTo((await posted.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("id").GetString()!).Task.WaitAsync(Patience, cancellationToken);
            Times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }
        catch (TimeoutException)
        {
            Lost++;
        }
    }

    private async Task HearAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            message.Write(buffer, 0, received.Count);
            if (received.EndOfMessage && message.Length > 0)
            {
                Hear(JsonElement.Parse(message.GetBuffer().AsSpan(0, (int)message.Length)));
                message.SetLength(0);
            }
        }
    }

    private void Hear(JsonElement set)
    {
        var activities = set.GetProperty("activities").EnumerateArray().ToList();
        if (set.TryGetProperty("watermark", out var place) && place.GetString() is { } text)
        {
            var last = long.Parse(text, CultureInfo.InvariantCulture);
            OutOfOrder += last == watermark + activities.Count ? 0 : 1;
            watermark = last;
        }

        foreach (var activity in activities.Where(activity =>
            activity.GetProperty("type").GetString() == "message" && activity.GetProperty("from").GetProperty("role").GetString() == "bot"))
        {
            if (activity.TryGetProperty("replyToId", out var question) && question.GetString() is { } id)
            {
                answersTo[id] = answersTo.GetValueOrDefault(id) + 1;
                AnswerTo(id).TrySetResult();
            }
        }
    }

    private TaskCompletionSource AnswerTo(string id)
    {
        lock (gate)
        {
            return awaited.TryGetValue(id, out var answer) ? answer : awaited[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(server, path)) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return await http.SendAsync(request, cancellationToken);
    }
}
