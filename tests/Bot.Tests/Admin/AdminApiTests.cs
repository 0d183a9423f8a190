using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Microsoft.OpenApi;
using NewsBot.Admin;
using NewsBot.Tests.Commands;

namespace NewsBot.Tests.Admin;

/// <summary>What <c>/admin/api</c> of the real program does for an admin.</summary>
public sealed class AdminApiTests(AdministeredBot administered) : IAsyncLifetime
{
    private AdminClient admin = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => admin = await administered.SignInAsync();

    public ValueTask DisposeAsync()
    {
        admin.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Its_OpenAPI_document_is_valid_and_names_every_operation()
    {
        var text = await admin.Http.GetStringAsync("/admin/api/openapi.json", Cancel);
        var (document, diagnostic) = OpenApiDocument.Parse(text, "json");

        Assert.Empty(diagnostic!.Errors);
        Assert.Empty(diagnostic.Warnings);
        Assert.Superset(
            new HashSet<string>(["/admin/api/session", "/admin/api/uploads", "/admin/api/runs", "/admin/api/runs/events", "/admin/api/runs/{id}/cancel", "/admin/api/rollback", "/admin/api/stories/retract", "/admin/api/audit"]),
            document!.Paths.Keys.ToHashSet());
        Assert.All(document.Paths.SelectMany(path => path.Value.Operations!.Values), operation => Assert.False(string.IsNullOrEmpty(operation.Summary)));
        Assert.DoesNotContain(document.Paths.Keys, path => !path.StartsWith("/admin/api", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_sent_is_indexed_kept_for_rebuilds_and_told_of_in_the_log()
    {
        var uploaded = await UploadAsync("../../etc/The dam\u0000 of <Oldmouth>.md", "---\ntitle: The dam of Oldmouth\nid: sent-dam\n---\nThe dam of Oldmouth held through the night.\n");
        Assert.Equal("The dam_ of _Oldmouth_.md", uploaded.GetProperty("name").GetString());
        Assert.Equal(Path.Combine(administered.Data, "uploads", "The dam_ of _Oldmouth_.md"), uploaded.GetProperty("source").GetString());

        var run = await admin.RunAsync(new { kind = "index", sources = new[] { uploaded.GetProperty("source").GetString() } });
        Assert.Equal(("done", 1), (run.GetProperty("state").GetString(), run.GetProperty("counts").GetProperty("added").GetInt32()));
        Assert.StartsWith("Ann (admin key, ", run.GetProperty("startedBy").GetString(), StringComparison.Ordinal);
        Assert.Equal("The dam of Oldmouth held through the night.", (await admin.GetAsync("story?id=sent-dam")).GetProperty("sentences")[0].GetString());
        var log = (await admin.GetAsync("audit")).EnumerateArray().Select(entry => (entry.GetProperty("what").GetString(), entry.GetProperty("target").GetString())).ToList();
        Assert.Contains(("upload", "The dam_ of _Oldmouth_.md"), log);
        Assert.Contains(("index", $"run {run.GetProperty("id").GetInt64()}"), log);
    }

    [Fact]
    public async Task Another_file_of_the_same_name_is_only_replaced_if_that_is_wanted()
    {
        await UploadAsync("twice.txt", "The first.");
        Assert.False((await UploadAsync("twice.txt", "The first.")).GetProperty("isReplaced").GetBoolean());

        using var refused = await SendAsync("uploads?name=twice.txt", "The second."u8.ToArray());
        Assert.StartsWith("Another file with the name twice.txt was sent before", await AdminClient.AssertRefusedAsync(HttpStatusCode.Conflict, refused), StringComparison.Ordinal);
        Assert.Equal("The first.", await File.ReadAllTextAsync(Path.Combine(administered.Data, "uploads", "twice.txt"), Cancel));
        using var replaced = await SendAsync("uploads?name=twice.txt&replace=true", "The second."u8.ToArray());
        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        Assert.Equal("The second.", await File.ReadAllTextAsync(Path.Combine(administered.Data, "uploads", "twice.txt"), Cancel));
    }

    [Fact]
    public async Task A_file_that_is_too_large_or_no_story_is_refused_and_leaves_nothing_behind()
    {
        using var large = await SendAsync("uploads?name=large.txt", new byte[100_001]);
        Assert.StartsWith("large.txt has more than 100,000 bytes", await AdminClient.AssertRefusedAsync(HttpStatusCode.RequestEntityTooLarge, large), StringComparison.Ordinal);
        using var program = await SendAsync("uploads?name=run.exe", [1]);
        Assert.StartsWith("No stories are read from this kind of file", await AdminClient.AssertRefusedAsync(HttpStatusCode.BadRequest, program), StringComparison.Ordinal);
        using var nameless = await SendAsync("uploads", [1]);
        Assert.Equal("That request was not understood.", await AdminClient.AssertRefusedAsync(HttpStatusCode.BadRequest, nameless));

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(administered.Data, "uploads"), ".*"));
        Assert.False(File.Exists(Path.Combine(administered.Data, "uploads", "large.txt")));
    }

    [Theory]
    [InlineData("..", null)]
    [InlineData("../story.md/", null)]
    [InlineData("a/b\\c.md", "c.md")]
    [InlineData("CON.txt", "_CON.txt")]
    [InlineData(".hidden.html", "hidden.html")]
    [InlineData(".md", "story.md")]
    [InlineData("ü–日本 (1).PDF", "ü_日本 (1).pdf")]
    public void A_name_is_made_safe(string name, string? expected) => Assert.Equal(expected, Uploads.SafeName(name));

    [Fact]
    public async Task No_way_leads_out_of_the_configured_folders()
    {
        using var elsewhere = new TempFolder();
        var secret = elsewhere.Write("secret.txt", "A secret that nobody may read.");
        administered.Write("inside/story.txt", "The dam held.");
        Directory.CreateSymbolicLink(Path.Combine(administered.Root, "way-out"), elsewhere.Path);
        File.CreateSymbolicLink(Path.Combine(administered.Root, "link.txt"), secret);
        Directory.CreateDirectory(Path.Combine(administered.Root, "linked"));
        File.CreateSymbolicLink(Path.Combine(administered.Root, "linked", "deep.txt"), secret);

        string[] outside =
        [
            secret, elsewhere.Path, "/etc/passwd", "/", "secret.txt", "~", administered.Data, administered.Root + "-else",
            Path.Combine(administered.Root, "..", "data"), Path.Combine(administered.Root, "inside", "..", "..", "data"),
            Path.Combine(administered.Root, "way-out"), Path.Combine(administered.Root, "way-out", "secret.txt"), Path.Combine(administered.Root, "link.txt"),
        ];
        foreach (var source in outside)
        {
            using var response = await admin.SendAsync(HttpMethod.Post, "runs", new { kind = "index", sources = new[] { source } });
            Assert.Contains("is not below a folder of Admin:Roots", await AdminClient.AssertRefusedAsync(HttpStatusCode.BadRequest, response), StringComparison.Ordinal);
        }

        using var folder = await admin.SendAsync(HttpMethod.Post, "runs", new { kind = "index", sources = new[] { Path.Combine(administered.Root, "linked") } });
        Assert.Contains("is a link that leads out of the folders", await AdminClient.AssertRefusedAsync(HttpStatusCode.BadRequest, folder), StringComparison.Ordinal);
        using var inside = await admin.SendAsync(HttpMethod.Post, "runs", new { kind = "index", sources = new[] { Path.Combine(administered.Root, "inside") } });
        Assert.Equal(HttpStatusCode.Created, inside.StatusCode);
        foreach (var link in new[] { "way-out", "link.txt", "linked" })
        {
            var path = Path.Combine(administered.Root, link);
            if (link == "linked")
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }
    }

    [Theory]
    [InlineData("""{"kind":"index","sources":[]}""", "sources has to name at least one file, folder or address.")]
    [InlineData("""{"kind":"index"}""", "sources has to name at least one file, folder or address.")]
    [InlineData("""{"kind":"delete","sources":["https://news.example/"]}""", "kind is index or rebuild.")]
    [InlineData("""{"kind":"rebuild","sources":["https://news.example/"],"prunes":true}""", "A new index has nothing to remove yet: leave out prunes.")]
    [InlineData("""{"kind":"index","sources":["https://user@news.example/"]}""", "https://user@news.example/ is no address that can be fetched: give one as https://news.example/rss.xml.")]
    [InlineData("""{"kind":"index","sources":["http://"]}""", "http:// is no address that can be fetched: give one as https://news.example/rss.xml.")]
    [InlineData("""{"kind":"index","sources":["a\u0000b"]}""", "A source is a full path or an address, without control characters.")]
    [InlineData("""{"kind":"index","sources":[null]}""", "sources has to name at least one file, folder or address.")]
    [InlineData("""{"kind":"index","sources":""", "That request was not understood.")]
    [InlineData("""[1]""", "That request was not understood.")]
    public async Task A_bad_request_is_told_in_one_sentence_what_is_wrong(string body, string sentence)
    {
        using var response = await admin.SendAsync(HttpMethod.Post, "runs", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(sentence, await AdminClient.AssertRefusedAsync(HttpStatusCode.BadRequest, response));
    }

    [Theory]
    [InlineData("GET", "runs/99999", HttpStatusCode.NotFound, "There is no run of this number, or it is too long ago.")]
    [InlineData("GET", "runs/99999/problems", HttpStatusCode.NotFound, "There is no run of this number, or it is too long ago.")]
    [InlineData("GET", "story?id=unknown", HttpStatusCode.NotFound, "No story has this id: look it up by its title or address.")]
    [InlineData("GET", "story", HttpStatusCode.BadRequest, "That request was not understood.")]
    [InlineData("GET", "statistics?days=0", HttpStatusCode.BadRequest, "days is a number from 1 to 366.")]
    [InlineData("GET", "statistics?days=many", HttpStatusCode.BadRequest, "That request was not understood.")]
    [InlineData("GET", "nothing", HttpStatusCode.NotFound, "There is nothing at this address.")]
    [InlineData("POST", "rollback", HttpStatusCode.Conflict, "There is no earlier index to go back to: only one that was rebuilt leaves one.")]
    public async Task What_cannot_be_done_is_told_in_one_sentence(string method, string path, HttpStatusCode status, string sentence)
    {
        using var response = await admin.SendAsync(new HttpMethod(method), path);

        Assert.Equal(sentence, await AdminClient.AssertRefusedAsync(status, response));
    }

    [Fact]
    public async Task A_run_is_watched_from_its_beginning_to_its_end_with_its_problems()
    {
        var stories = administered.Write("many.jsonl", Stories.Many(12) + "\n{\"title\":\"Nothing\"}\n");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/admin/api/runs/events");
        using var response = await admin.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        using var started = await admin.SendAsync(HttpMethod.Post, "runs", new { kind = "index", sources = new[] { stories } });
        var id = (await started.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetInt64();
        Assert.Equal($"/admin/api/runs/{id}", started.Headers.Location?.ToString());

        var seen = new List<JsonElement>();
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(Cancel)).EnumerateAsync(Cancel))
        {
            Assert.Equal("run", item.EventType);
            seen.Add(JsonElement.Parse(item.Data));
            if (seen[^1].GetProperty("id").GetInt64() == id && seen[^1].GetProperty("state").GetString() == "done")
            {
                break;
            }
        }

        var last = seen[^1];
        Assert.Equal((13, 13, 12, 1), (last.GetProperty("done").GetInt32(), last.GetProperty("total").GetInt32(), last.GetProperty("counts").GetProperty("added").GetInt32(), last.GetProperty("counts").GetProperty("failed").GetInt32()));
        var problem = Assert.Single((await admin.GetAsync($"runs/{id}/problems")).EnumerateArray());
        Assert.Equal($"{stories}:13", problem.GetProperty("location").GetString());
        Assert.NotEmpty(problem.GetProperty("text").GetString()!);
        using var over = await admin.SendAsync(HttpMethod.Post, $"runs/{id}/cancel");
        Assert.Equal("It is over already.", await AdminClient.AssertRefusedAsync(HttpStatusCode.Conflict, over));
    }

    [Theory]
    [InlineData("example.org/meridian-press/2013/05/07/lavrov-kerry-moscow-talks")]
    [InlineData("https://www.example.org/meridian-press/2013/05/07/lavrov-kerry-moscow-talks/?utm_source=x#top")]
    public async Task A_story_is_found_by_its_id_and_its_address(string text)
    {
        var found = (await admin.GetAsync($"stories?text={Uri.EscapeDataString(text)}")).GetProperty("stories");

        Assert.Equal("example.org/meridian-press/2013/05/07/lavrov-kerry-moscow-talks", found[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_story_is_found_by_words_of_its_title_and_shown_with_its_statements()
    {
        var title = (await admin.GetAsync("story?id=example.org/meridian-press/2013/05/07/lavrov-kerry-moscow-talks")).GetProperty("story").GetProperty("title").GetString()!;
        var found = (await admin.GetAsync($"stories?text={Uri.EscapeDataString(string.Join(' ', title.Split(' ').Reverse().Take(3)))}")).GetProperty("stories");
        Assert.Equal(title, found[0].GetProperty("title").GetString());

        var story = await admin.GetAsync($"story?id={found[0].GetProperty("id").GetString()}");
        Assert.Contains(story.GetProperty("statements").EnumerateArray(), statement => statement.GetProperty("speaker").GetString() == "Sergei Lavrov");
        Assert.InRange((await admin.GetAsync("stories?text=")).GetProperty("stories").GetArrayLength(), 18, 25); // the newest
    }

    [Fact]
    public async Task Questions_without_an_answer_are_listed_once_without_who_asked_them()
    {
        foreach (var question in new[] { "Who won the regatta of Oldmouth?", "who won the regatta of oldmouth" })
        {
            var token = await administered.Bot.TokenAsync();
            using var asked = await administered.Bot.SendAsync(
                HttpMethod.Post, $"/v3/directline/conversations/{token.ConversationId}/activities", token.Token, new { type = "message", text = question, from = new { id = "dl_ann", name = "Ann Finch" } });
            Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        }

        JsonElement entry = default;
        for (var patience = 0; patience < 200 && (entry.ValueKind == JsonValueKind.Undefined || entry.GetProperty("times").GetInt32() < 2); patience++)
        {
            await Task.Delay(50, Cancel);
            entry = (await admin.GetAsync("questions")).GetProperty("unanswered").EnumerateArray()
                .FirstOrDefault(question => question.GetProperty("question").GetString()!.Contains("regatta", StringComparison.Ordinal));
        }

        Assert.Equal(2, entry.GetProperty("times").GetInt32());
        Assert.DoesNotContain("Finch", (await admin.GetAsync("questions")).GetRawText(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> UploadAsync(string name, string content)
    {
        using var response = await SendAsync($"uploads?name={Uri.EscapeDataString(name)}", Encoding.UTF8.GetBytes(content));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    private Task<HttpResponseMessage> SendAsync(string path, byte[] content) =>
        admin.SendAsync(HttpMethod.Post, path, new ByteArrayContent(content) { Headers = { ContentType = new("application/octet-stream") } });
}
