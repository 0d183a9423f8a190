using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Core;
using NewsBot.Doubles;
using NewsBot.Tests.Commands;

namespace NewsBot.Tests.Serving;

/// <summary>The real program with its stories on a Qdrant server.</summary>
public sealed class QdrantStoreTests(SampleIndex samples) : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private QdrantServer server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => server = await QdrantServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Gives_the_same_answers_as_the_embedded_store(int quarter)
    {
        var all = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "tests", "Evaluation", "questions", "samples.jsonl"), Cancel);
        var questions = folder.Write("questions.jsonl", string.Join('\n', all.Where((_, place) => place % 4 == quarter)));
        Assert.Equal(0, (await RunAsync("index", Repository.Samples)).ExitCode);

        var asked = await RunAsync("ask", "--questions", questions, "--json");
        var expected = await NewsBotProgram.RunAsync("ask", "--questions", questions, "--json", "--data", samples.Data);

        var (theirs, ours) = (Answers(asked), Answers(expected));
        Assert.True(ours.Count > 100);
        Assert.Equal(ours.Count, theirs.Count);
        Assert.All(ours.Zip(theirs), pair => Assert.Equal(pair.First, pair.Second));

        static List<string> Answers(ProgramResult result) => result.OutputLines.Select(line => Whole(JsonElement.Parse(line))).ToList();
        static string Whole(JsonElement answer) => $"{answer.GetProperty("id")} {answer.GetProperty("outcome")} {string.Join(' ', Cited(answer))} {answer.GetProperty("answer")}";
        static IEnumerable<string> Cited(JsonElement answer) =>
            answer.GetProperty("citations").EnumerateArray().Select(citation => $"{citation.GetProperty("articleId")}#{citation.GetProperty("ordinal")}");
    }

    [Fact]
    public async Task Rebuilds_goes_back_and_tells_where_the_stories_are()
    {
        Assert.Equal(0, (await RunAsync("index", folder.Write("dam.txt", "The dam held through the night."))).ExitCode);

        var rebuilt = await RunAsync("index", "--rebuild", folder.Write("ferry.txt", "No ferry left Oldmouth on Monday."), folder.Write("fire.txt", "The forest burned all day."));
        Assert.StartsWith("Added 2, ", Assert.Single(rebuilt.OutputLines), StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("status", "--json")).Json.GetProperty("articles").GetInt32());

        var back = await RunAsync("index", "--rollback", "--json");
        Assert.Equal(1, back.Json.GetProperty("articles").GetInt32());
        Assert.StartsWith($"Qdrant, {server.Url.GetLeftPart(UriPartial.Authority)}, collection news-", back.Json.GetProperty("store").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_be_used_is_told_of_in_one_sentence()
    {
        server.ApiKey = "the key";

        Assert.Contains("Retrieval:Qdrant:ApiKey", (await RunAsync("status")).RefusedWith(1), StringComparison.Ordinal);
        await server.DisposeAsync();
        Assert.Contains("check that it runs", (await RunAsync("ask", "Did the dam hold?")).RefusedWith(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_REST_port_is_refused_with_the_port_to_set()
    {
        await using var program = NewsBotProgram.Start(["status", "--data", folder.Combine("data")], [("Retrieval__Store", "Qdrant"), ("Retrieval__Qdrant__Url", "http://localhost:6333")]);

        Assert.Contains("so set it to port 6334", (await program.EndAsync()).RefusedWith(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_not_ready_while_the_server_is_not_and_says_so_in_words()
    {
        await using var bot = new ServedBot(folder.Combine("data"), Settings);
        await bot.InitializeAsync();
        Assert.Equal(HttpStatusCode.OK, (await HealthAsync(bot)).StatusCode);
        Assert.Contains("12 November 2014", await AskAsync(bot, "When did Philae land?"), StringComparison.Ordinal);

        server.Fail(new Fault { Status = StatusCode.Internal });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await HealthAsync(bot)).StatusCode);
        Assert.Contains("I cannot get at the stories at the moment", await AskAsync(bot, "When did Philae land?"), StringComparison.Ordinal);

        server.Heal();
        Assert.Equal(HttpStatusCode.OK, (await HealthAsync(bot)).StatusCode);
        Assert.Contains("12 November 2014", await AskAsync(bot, "When did Philae land?"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starts_before_the_server_and_answers_when_that_has_come()
    {
        await RunAsync("index", folder.Write("dam.txt", "The dam of Oldmouth broke on Monday. Nobody was hurt."));
        server.Fail(new Fault { Status = StatusCode.Internal });
        await using var bot = new ServedBot(folder.Combine("data"), Settings);
        await bot.InitializeAsync();

        Assert.Contains("The stories cannot be got at, so the bot is not ready until they can", bot.Log, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await HealthAsync(bot)).StatusCode);
        Assert.Contains("I cannot get at the stories at the moment", await AskAsync(bot, "What happened to the dam of Oldmouth?"), StringComparison.Ordinal);

        server.Heal();
        Assert.Equal(HttpStatusCode.OK, (await HealthAsync(bot)).StatusCode);
        Assert.Contains("broke on Monday", await AskAsync(bot, "What happened to the dam of Oldmouth?"), StringComparison.Ordinal);
    }

    private (string, string)[] Settings =>
        [("Retrieval__Store", "Qdrant"), ("Retrieval__Qdrant__Url", server.Url.AbsoluteUri), ("Retrieval__Qdrant__Retries", "1")];

    private async Task<ProgramResult> RunAsync(params string[] arguments)
    {
        await using var program = NewsBotProgram.Start([.. arguments, "--data", folder.Combine("data")], [.. Settings, ("Samples", "")]);
        return await program.EndAsync();
    }

    private static async Task<HttpResponseMessage> HealthAsync(ServedBot bot) => await bot.Http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel);

    private static async Task<string> AskAsync(ServedBot bot, string question)
    {
        var token = await bot.TokenAsync();
        var path = $"/v3/directline/conversations/{token.ConversationId}/activities";
        using var posted = await bot.SendAsync(HttpMethod.Post, path, token.Token, new { type = "message", from = new { id = "reader" }, text = question });
        posted.EnsureSuccessStatusCode();
        for (var tries = 0; tries < 600; tries++)
        {
            using var response = await bot.SendAsync(HttpMethod.Get, path, token.Token);
            var activities = (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("activities").EnumerateArray()
                .Where(activity => activity.GetProperty("type").GetString() == "message").Select(activity => activity.GetProperty("text").GetString()!).ToList();
            if (activities.IndexOf(question) is >= 0 and var asked && asked + 1 < activities.Count)
            {
                return activities[^1];
            }

            await Task.Delay(50, Cancel);
        }

        throw new TimeoutException("The bot did not answer.");
    }
}
