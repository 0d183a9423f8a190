namespace NewsBot.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("frobnicate")]
    [InlineData("--nope")]
    [InlineData("status", "--nope")]
    [InlineData("status", "surplus")]
    [InlineData("status", "--Retrieval:RankedChunks=3")]
    [InlineData("index")]
    [InlineData("index", "--nope")]
    [InlineData("ask")]
    [InlineData("ask", "--nope")]
    [InlineData("ask", "--nope", "Who resigned?")]
    [InlineData("ask", "Who", "resigned?")]
    [InlineData("ask", "Who resigned?", "--questions", "questions.jsonl")]
    [InlineData("ask", "Who resigned?", "--data")]
    [InlineData("status", "--data", "--json")]
    public async Task Refuses_bad_usage_with_one_sentence(params string[] arguments)
    {
        var refused = await NewsBotProgram.RunAsync(arguments);

        Assert.EndsWith(". See --help.", refused.RefusedWith(2), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_option_that_is_mistyped() =>
        Assert.Equal(
            "“--jsno” is not a verb or an option. See --help.",
            (await NewsBotProgram.RunAsync("ask", "--jsno", "Who resigned?")).RefusedWith(2));

    [Fact]
    public async Task Tells_of_all_verbs_and_options_when_asked()
    {
        var help = await NewsBotProgram.RunAsync("--help");

        Assert.Equal(0, help.ExitCode);
        Assert.All(["index", "ask", "status", "--data", "--json", "--urls"], word => Assert.Contains(word, help.Output, StringComparison.Ordinal));
    }
}
