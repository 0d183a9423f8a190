namespace NewsBot.Tests.Commands;

public sealed class StatementsTests
{
    private const string Story = "Mayor Ada Finch spoke on Monday.\n\n“The dam will hold,” she said.\n";

    [Fact]
    public async Task Shows_who_says_what_in_a_story()
    {
        using var folder = new TempFolder();
        var shown = await NewsBotProgram.RunAsync("statements", folder.Write("dam.txt", Story));

        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("  Ada Finch · say · direct · “The dam will hold,”", shown.OutputLines);
    }

    [Fact]
    public async Task Tells_it_as_json_with_offsets_in_the_body()
    {
        using var folder = new TempFolder();
        var shown = (await NewsBotProgram.RunAsync("statements", folder.Write("dam.txt", Story), "--json")).Json;

        var statement = Assert.Single(shown.GetProperty("statements").EnumerateArray());
        Assert.Equal("Ada Finch", statement.GetProperty("speakerName").GetString());
        Assert.Equal("direct", statement.GetProperty("type").GetString());
        Assert.Equal("“The dam will hold,”".Length, statement.GetProperty("content")[0].GetProperty("end").GetInt32() - statement.GetProperty("content")[0].GetProperty("start").GetInt32());
    }

    [Fact]
    public async Task Says_what_is_wrong_with_a_path_that_is_not_there() =>
        Assert.NotEmpty((await NewsBotProgram.RunAsync("statements", "no-such-story.md")).RefusedWith(1));
}
