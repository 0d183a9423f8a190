using System.Buffers.Binary;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NewsBot.Retrieval.Articles;
using NewsBot.Tests.Activities;
using NewsBot.Tests.Commands;

namespace NewsBot.Tests.LanguageModel;

/// <summary>The drafts of tests/Evaluation, written by a language model into the real program and read where people read its answers.</summary>
public sealed partial class DraftsOverHttpTests(SampleIndex samples)
{
    private const int Enough = 60;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_adversarial_draft_reaches_a_reader()
    {
        var read = await ReadAsync("adversarial.jsonl");

        Assert.True(read.Count >= Enough, $"Only {read.Count} drafts were given their evidence.");
        Assert.Empty(read.Where(one => one.IsShown).Select(one => one.Draft));
    }

    [Fact]
    public async Task Faithful_drafts_reach_a_reader_with_their_sources()
    {
        var read = await ReadAsync("faithful.jsonl");

        Assert.True(read.Count >= Enough, $"Only {read.Count} drafts were given their evidence.");
        Assert.InRange(read.Count(one => one.IsShown) / (double)read.Count, 0.86, 1);
    }

    // As tests/Evaluation parts them: the others measure the rules, and nobody looks at them.
    private static bool IsDev(string id) => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id))) % 3 != 0;

    // Those that no rule stops as yet count in the evaluation; those that go on with a sentence before them are shown with a name for their pronoun.
    private static bool IsLeftOut(JsonElement draft) => draft.TryGetProperty("isOpen", out _) || draft.TryGetProperty("before", out _);

    /// <returns>The drafts whose evidence the model was given, and whether each was shown as it was written.</returns>
    private async Task<List<(string Draft, bool IsShown)>> ReadAsync(string file)
    {
        await using var model = await ModelDouble.StartAsync();
        await using var program = NewsBotProgram.Start(
            ["--data", samples.Data, "--urls", "http://127.0.0.1:0"],
            [.. model.Settings, ("LanguageModel__EvidenceTokens", "20000"), ("ASPNETCORE_ENVIRONMENT", "Development")]);
        await program.SaysAsync("The news bot is at ");
        using var http = new HttpClient { BaseAddress = new Uri(Address().Match(program.Errors).Value) };
        var stories = await StoriesAsync();
        var read = new List<(string, bool)>();
        foreach (var draft in File.ReadLines(Path.Combine(Repository.Root, "tests", "Evaluation", "drafts", file)).Select(line => JsonElement.Parse(line)))
        {
            // What only cites wrongly may be shown with the right source, in the stories' own words.
            var words = Mark().Replace(draft.GetProperty("draft").GetString()!, "").Trim();
            if (!IsDev(draft.GetProperty("id").GetString()!) || IsLeftOut(draft) || stories.Values.Any(story => Folded(story.Body).Contains(Folded(words), StringComparison.Ordinal)))
            {
                continue;
            }

            var evidence = draft.GetProperty("evidence").EnumerateArray().ToList();
            var isGiven = false;
            model.ThenWrites(request =>
            {
                var numbers = evidence.Select(place => request.FindNumberOf(place.GetProperty("sentence").GetString()!)).ToList();
                isGiven = numbers.TrueForAll(number => number is not null);
                return Mark().Replace(draft.GetProperty("draft").GetString()!, mark => NumberIn(numbers, mark));
            });
            var text = await AskAsync(http, $"What happened? {stories[evidence[0].GetProperty("articleId").GetString()!].Title}");
            if (isGiven)
            {
                read.Add((words, Folded(text).Contains(Folded(words), StringComparison.Ordinal)));
            }

            model.Forget();
        }

        return read;
    }

    // A mark that leads nowhere still has to.
    private static string NumberIn(List<int?> numbers, Match mark) =>
        int.Parse(mark.Groups["number"].Value, null) is var number && number >= 1 && number <= numbers.Count ? $"[{numbers[number - 1]}]" : "[9999]";

    private static async Task<string> AskAsync(HttpClient http, string question)
    {
        var message = Some.Activity("message", "http://127.0.0.1:1/", $"chat-{Guid.NewGuid():N}").With("text", question)
            .With("channelId", "slack").With("deliveryMode", "expectReplies");
        message["conversation"]!["isGroup"] = true;
        using var response = await http.PostAsJsonAsync("/api/messages", message, Cancel);
        response.EnsureSuccessStatusCode();
        var replies = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        return string.Join('\n', replies.GetProperty("activities").EnumerateArray().Select(activity => activity.TryGetProperty("text", out var text) ? text.GetString() : ""));
    }

    private static async Task<Dictionary<string, Article>> StoriesAsync()
    {
        var stories = new Dictionary<string, Article>(StringComparer.Ordinal);
        await foreach (var reading in ArticleReader.ReadAsync([Repository.Samples], Cancel))
        {
            if (reading is ArticleReading.Story(var raw) && ArticleParser.Parse(raw) is ParsedArticle.Accepted(var article, _))
            {
                stories[raw.FallbackId] = article;
            }
        }

        return stories;
    }

    // As it reads, whatever is escaped and however quotation marks are drawn.
    private static string Folded(string text) => Unread().Replace(text, "");

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();

    [GeneratedRegex(@"\[(?<number>\d+)\]")]
    private static partial Regex Mark();

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex Unread();
}
