using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace NewsBot.Tests.Admin;

/// <summary>A browser's part of the admin's page: cookies, and the token against forgery.</summary>
internal sealed class AdminClient : IDisposable
{
    private readonly SocketsHttpHandler handler = new() { CookieContainer = new CookieContainer(), AllowAutoRedirect = false };

    public AdminClient(Uri address) => Http = new HttpClient(handler) { BaseAddress = address };

    public HttpClient Http { get; }

    /// <summary>What <c>GET /admin/api/session</c> told last.</summary>
    public string Token { get; private set; } = "";

    public IReadOnlyList<Cookie> Cookies => [.. handler.CookieContainer.GetCookies(new Uri(Http.BaseAddress!, "/admin")).Cast<Cookie>()];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<AdminClient> SignInAsync(Uri address, string key, string? name = null)
    {
        var client = new AdminClient(address);
        await client.RefreshAsync();
        using var response = await client.SendAsync(HttpMethod.Post, "session", new { key, name });
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        await client.RefreshAsync();
        return client;
    }

    public async Task<JsonElement> RefreshAsync()
    {
        var session = await GetAsync("session");
        Token = session.GetProperty("antiforgeryToken").GetString()!;
        return session;
    }

    public async Task<JsonElement> GetAsync(string path) => await Http.GetFromJsonAsync<JsonElement>($"/admin/api/{path}", Cancel);

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, body is null ? null : JsonContent.Create(body), headers);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"/admin/api/{path}") { Content = body };
        request.Headers.Add("X-Antiforgery-Token", Token.Length > 0 ? [Token] : []);
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Http.SendAsync(request, Cancel);
    }

    /// <summary>Starts a run and waits until it is over.</summary>
    public async Task<JsonElement> RunAsync(object request)
    {
        using var response = await SendAsync(HttpMethod.Post, "runs", request);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var id = (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetInt64();
        JsonElement run;
        do
        {
            await Task.Delay(50, Cancel);
            run = await GetAsync($"runs/{id}");
        }
        while (run.GetProperty("state").GetString() is "waiting" or "running");
        return run;
    }

    /// <summary>Checks that a request was refused with one sentence, as problem details.</summary>
    public static async Task<string> AssertRefusedAsync(HttpStatusCode status, HttpResponseMessage response)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        var detail = problem.GetProperty("detail").GetString()!;
        Assert.EndsWith(".", detail, StringComparison.Ordinal);
        return detail;
    }

    public void Dispose()
    {
        Http.Dispose();
        handler.Dispose();
    }
}
