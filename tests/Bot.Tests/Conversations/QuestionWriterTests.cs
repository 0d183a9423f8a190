using NewsBot.Tests.Commands;
using NewsBot.Tests.LanguageModel;

namespace NewsBot.Tests.Conversations;

/// <summary>Questions that may or may not go on with the one before, in the real program with a language model.</summary>
public sealed class QuestionWriterTests(SampleIndex samples)
{
    private const string Unsure = """{"question": "How large is the levy?", "history": ["What did Sarris say about the bailout?"]}""";
    private const string Meant = "How large is the levy of the bailout?";

    [Fact]
    public async Task Where_rules_are_not_sure_the_model_reads_the_question()
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenWrites(Meant).ThenWrites("NOT COVERED");

        Assert.Equal(Meant, await StandaloneAsync(model, Unsure));
        Assert.Contains("What did Sarris say about the bailout?", model.Requests[0].User, StringComparison.Ordinal);
        Assert.Contains("How large is the levy?", model.Requests[0].User, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("How large is the levy that Merkel wanted?")]
    [InlineData("How large is the levy?\nIt is large.")]
    [InlineData("")]
    public async Task A_reading_that_says_more_than_was_asked_is_not_used(string written)
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenWrites(written);

        Assert.DoesNotContain("Merkel", await StandaloneAsync(model, Unsure), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_fails_leaves_it_to_the_rules()
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenAnswers(401);

        Assert.Contains("levy", await StandaloneAsync(model, Unsure), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_rules_are_sure_the_model_is_not_asked_what_is_meant()
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenWrites("NOT COVERED");

        Assert.Equal(
            "What did Kerry say about Assad?", await StandaloneAsync(model, """{"question": "And Kerry?", "history": ["What did Lavrov say about Assad?"]}"""));
        Assert.Contains("=== STORIES ===", Assert.Single(model.Requests).User, StringComparison.Ordinal);
    }

    private async Task<string> StandaloneAsync(ModelDouble model, string line)
    {
        using var folder = new TempFolder();
        await using var program = NewsBotProgram.Start(
            ["ask", "--questions", folder.Write("questions.jsonl", line), "--json", "--data", samples.Data], model.Settings);
        return (await program.EndAsync()).Json.GetProperty("standalone").GetString()!;
    }
}
