using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace NewsBot.Benchmarks;

/// <summary>How soon a new story is in answers: from an admin's starting a run with a page's address to the bot's answer that cites the page.</summary>
internal static class Arrival
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Longer than Fetching:DelayPerHost, which is not what is measured.
    private static readonly TimeSpan BetweenStories = TimeSpan.FromSeconds(1.5);

    public static async Task RunAsync(string? data, int stories, TextWriter output, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("newsbot-arrival-");
        try
        {
            using var site = new NewsSite();
            using var program = await ServedProgram.StartAsync(
                data ?? folder.FullName,
                new Dictionary<string, string>(StringComparer.Ordinal) { ["Fetching__AllowedNetworks__0"] = "127.0.0.0/8", ["ASPNETCORE_ENVIRONMENT"] = "Development", ["DirectLine__MessagesPerTenSeconds"] = "1000" },
                cancellationToken);
            using var http = new HttpClient { BaseAddress = program.Address };
            var antiforgery = (await http.GetFromJsonAsync<JsonElement>("/admin/api/session", cancellationToken)).GetProperty("antiforgeryToken").GetString()!;
            var conversation = await BeginAsync(http, cancellationToken);
            var times = new List<double>();
            for (var number = 0; number <= stories; number++)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"Quillfeather{(char)('a' + (number % 26))}{(char)('a' + (number / 26))}");
                site.With($"/{name}", Page(name, number));
                var started = Stopwatch.GetTimestamp();
                await StartAsync(http, antiforgery, site.UrlOf($"/{name}"), cancellationToken);
                while (!await IsAnsweredAsync(http, conversation, $"What did {name} say about the ferry?", Title(name), cancellationToken))
                {
                    if (Stopwatch.GetElapsedTime(started) > Patience)
                    {
                        throw new InvalidOperationException($"The story at {site.UrlOf($"/{name}")} did not come into answers.");
                    }
                }

                // The first finds a program that has not done any of it yet.
                if (number > 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }

                await Task.Delay(BetweenStories, cancellationToken);
            }

            var measured = Measured.Of(times);
            await output.WriteLineAsync($"{stories} pages, one at a time: from the start of the run to an answer that cites the page");
            await output.WriteLineAsync($"arrival                median {measured.Median:0} ms, 95th percentile {measured.P95:0} ms, longest {measured.Sorted[^1]:0} ms");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task StartAsync(HttpClient http, string antiforgery, string url, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/api/runs") { Content = JsonContent.Create(new { kind = "index", sources = new[] { url } }) };
        request.Headers.Add("X-Antiforgery-Token", antiforgery);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    private static async Task<(string Id, string Token)> BeginAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Post, "/webchat/token") { Headers = { { "X-Web-Chat", "1" } } };
        using var given = await http.SendAsync(asked, cancellationToken);
        given.EnsureSuccessStatusCode();
        var token = await given.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        var conversation = (token.GetProperty("conversationId").GetString()!, token.GetProperty("token").GetString()!);
        await SendAsync(http, conversation.Item2, HttpMethod.Post, "/v3/directline/conversations", body: null, cancellationToken);
        return conversation;
    }

    /// <summary>Asks, and waits for the answer to just this.</summary>
    private static async Task<bool> IsAnsweredAsync(HttpClient http, (string Id, string Token) conversation, string question, string title, CancellationToken cancellationToken)
    {
        var path = $"/v3/directline/conversations/{conversation.Id}/activities";
        var asked = (await SendAsync(http, conversation.Token, HttpMethod.Post, path, new { type = "message", text = question }, cancellationToken)).GetProperty("id").GetString()!;
        var watermark = asked[(asked.LastIndexOf('|') + 1)..];
        while (true)
        {
            var heard = await SendAsync(http, conversation.Token, HttpMethod.Get, $"{path}?watermark={watermark}", body: null, cancellationToken);
            var answer = heard.GetProperty("activities").EnumerateArray()
                .FirstOrDefault(activity => activity.GetProperty("type").GetString() == "message" && activity.TryGetProperty("replyToId", out var to) && to.GetString() == asked);
            if (answer.ValueKind == JsonValueKind.Object)
            {
                return answer.GetRawText().Contains(title, StringComparison.Ordinal);
            }

            await Task.Delay(10, cancellationToken);
        }
    }

    private static async Task<JsonElement> SendAsync(HttpClient http, string token, HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
    }

    private static string Title(string name) => $"{name} speaks";

    private static string Page(string name, int seed) =>
        $"<html><head><title>{Title(name)}</title></head><body><article>"
        + string.Concat(MadeUpNews.Sentences(20, words: 22, seed).Chunk(4).Select(paragraph => $"<p>{string.Join(' ', paragraph)}</p>"))
        + $"<p>\"The ferry to Oldmouth will sail again on Monday,\" {name} said. The harbour master agreed with her.</p></article></body></html>";
}
