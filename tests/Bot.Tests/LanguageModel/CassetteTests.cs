using System.Text.Json;
using NewsBot.Tests.Commands;

namespace NewsBot.Tests.LanguageModel;

/// <summary>Answers of a real model, recorded once by whoever has one and replayed by everybody.</summary>
public sealed class CassetteTests(SampleIndex samples)
{
    private const string Denied = "Lavrov denied that Russia was trying to keep Assad in power.";
    private const string AskedAt = "2026-11-20T12:00:00Z"; // the prompt holds the day

    private static readonly string Recordings = Path.Combine(Repository.Root, "tests", "Bot.Tests", "LanguageModel", "cassettes");

    [Fact]
    public async Task What_was_recorded_is_answered_without_the_service()
    {
        using var folder = new TempFolder();
        JsonElement recorded;
        await using (var model = await ModelDouble.StartAsync())
        {
            model.ThenWrites(request => $"{Denied} [{request.NumberOf(Denied)}]");
            await using var recording = await Cassette.StartAsync(folder.Combine("cassettes"), new Uri(model.Endpoint), "key-of-these-tests");
            recorded = (await AskAsync(recording, "What did Lavrov say about Assad?")).Single();
        }

        await using var replaying = await Cassette.StartAsync(folder.Combine("cassettes"), real: null);
        var replayed = (await AskAsync(replaying, "What did Lavrov say about Assad?")).Single();

        Assert.Equal(1, replaying.Replayed);
        Assert.Equal("model", replayed.GetProperty("mode").GetString());
        Assert.Equal(recorded.GetProperty("answer").GetString(), replayed.GetProperty("answer").GetString());
        Assert.DoesNotContain("key-of-these-tests", await File.ReadAllTextAsync(Directory.GetFiles(folder.Combine("cassettes")).Single(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_real_model_answers_with_sentences_that_pass()
    {
        var real = Environment.GetEnvironmentVariable("LLM_TEST_ENDPOINT") is { Length: > 0 } address ? new Uri(address) : null;
        Assert.SkipUnless(
            real is not null || Directory.Exists(Recordings),
            "No real model was ever recorded: set LLM_TEST_ENDPOINT, LLM_TEST_MODEL and, if it wants one, LLM_TEST_KEY, and the recordings go to tests/Bot.Tests/LanguageModel/cassettes.");

        await using var cassette = await Cassette.StartAsync(Recordings, real, Environment.GetEnvironmentVariable("LLM_TEST_KEY"));
        var answers = await AskAsync(
            cassette, "What did Lavrov say about Assad?", "When did Philae land?", "Why did Sarris resign?", "How large is the loan for Cyprus?", "Did aliens land in Paris?");

        Assert.All(answers.SkipLast(1), answer => Assert.Equal("answered", answer.GetProperty("outcome").GetString()));
        Assert.Contains(answers, answer => answer.GetProperty("mode").GetString() == "model");
        Assert.Equal("notCovered", answers[^1].GetProperty("outcome").GetString());
    }

    private async Task<IReadOnlyList<JsonElement>> AskAsync(Cassette cassette, params string[] questions)
    {
        using var folder = new TempFolder();
        var file = folder.Write("questions.jsonl", string.Join('\n', questions.Select(question => JsonSerializer.Serialize(new { question, askedAt = AskedAt }))));
        await using var program = NewsBotProgram.Start(
            ["ask", "--questions", file, "--json", "--data", samples.Data],
            [("LanguageModel__Endpoint", cassette.Endpoint), ("LanguageModel__Model", Environment.GetEnvironmentVariable("LLM_TEST_MODEL") ?? ModelDouble.Model)]);
        return [.. (await program.EndAsync()).OutputLines.Select(line => JsonElement.Parse(line))];
    }
}
