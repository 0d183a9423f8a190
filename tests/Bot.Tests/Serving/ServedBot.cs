using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using NewsBot.Tests.Commands;

[assembly: AssemblyFixture(typeof(NewsBot.Tests.Serving.ServedBot))]

namespace NewsBot.Tests.Serving;

/// <summary>The real program, serving the sample stories for all tests that only talk with it.</summary>
public sealed class ServedBot : IAsyncLifetime
{
    public const string Secret = "the secret of these tests";

    private readonly TempFolder folder = new();
    private readonly string data;
    private readonly IReadOnlyList<(string Name, string Value)> settings;
    private NewsBotProgram? program;

    public ServedBot()
        : this(data: null)
    {
    }

    /// <param name="data">Folder of an index; null: a new one with the sample stories.</param>
    /// <param name="settings">Besides the usual ones of these tests.</param>
    internal ServedBot(string? data, params IReadOnlyList<(string Name, string Value)> settings)
    {
        (this.data, this.settings) = (data ?? folder.Combine("data"), settings);
        Http.BaseAddress = Address;
    }

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}/");

    /// <summary>What it has logged since it was started last.</summary>
    public string Log => program?.Errors ?? "";

    /// <summary>Keeps no cookies: each request may be another browser's.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseCookies = false });

    public async ValueTask InitializeAsync() => await StartAsync();

    /// <summary>Starts the program anew, over what it had written.</summary>
    public async Task StartAsync()
    {
        if (program is not null)
        {
            await program.DisposeAsync();
        }

        program = NewsBotProgram.Start(
            ["--data", data, "--urls", Address.AbsoluteUri],
            [("ASPNETCORE_ENVIRONMENT", "Development"), ("DirectLine__Secret", Secret), ("DirectLine__ConversationsPerMinute", "10000"), ("DirectLine__AllowedOrigins__0", "https://news.example"), .. settings]);
        await program.SaysAsync("Answers are ");
    }

    /// <summary>What was kept of readers' judgements: whether they are good, on what, what they wrote, and what had been asked.</summary>
    public IReadOnlyList<(bool IsGood, string Answer, string? Text, string? Question)> Feedback()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "conversations.db")};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT is_good, answer, text, question FROM feedback";
        using var reader = command.ExecuteReader();
        var feedback = new List<(bool, string, string?, string?)>();
        while (reader.Read())
        {
            feedback.Add((reader.GetBoolean(0), reader.GetString(1), Text(2), Text(3)));

            string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
        }

        return feedback;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (program is not null)
        {
            await program.DisposeAsync();
        }

        folder.Dispose();
    }

    /// <summary>A token for a new conversation, as the page gets one.</summary>
    public async Task<DirectLineToken> TokenAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webchat/token") { Headers = { { "X-Web-Chat", "1" } } };
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return new DirectLineToken(body.GetProperty("conversationId").GetString()!, body.GetProperty("token").GetString()!);
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? bearer, object? body = null) =>
        SendAsync(method, path, bearer, body is null ? null : JsonContent.Create(body));

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? bearer, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}

public sealed record DirectLineToken(string ConversationId, string Token);
