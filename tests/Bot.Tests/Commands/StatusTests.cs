namespace NewsBot.Tests.Commands;

public sealed class StatusTests(SampleIndex samples)
{
    [Fact]
    public async Task Tells_what_the_index_holds()
    {
        var status = await NewsBotProgram.RunAsync("status", "--data", samples.Data);

        Assert.Equal(0, status.ExitCode);
        Assert.Empty(status.Errors);
        Assert.Equal(
            ["articles", "sentences", "statements", "chunks", "published", "embedder", "store", "data", "last change"],
            status.OutputLines.Select(line => line[..12].TrimEnd()));
        Assert.Contains($"articles     {SampleCount}", status.OutputLines);
        Assert.Contains("published    2012-06-30 to 2014-11-15", status.OutputLines);
        Assert.Contains($"data         {samples.Data}", status.OutputLines);
    }

    [Fact]
    public async Task Tells_it_as_json_for_other_programs()
    {
        var status = (await NewsBotProgram.RunAsync("status", "--data", samples.Data, "--json")).Json;

        Assert.Equal(
            ["articles", "sentences", "statements", "chunks", "embedder", "store", "data", "oldest", "newest", "lastChange"],
            status.EnumerateObject().Select(field => field.Name));
        Assert.Equal(SampleCount, status.GetProperty("articles").GetInt32());
        Assert.InRange(status.GetProperty("sentences").GetInt32(), status.GetProperty("chunks").GetInt32(), 10_000);
        Assert.Equal("all-MiniLM-L6-v2", status.GetProperty("embedder").GetString());
        Assert.Equal(samples.Data, status.GetProperty("data").GetString());
        Assert.Equal("2012-06-30", status.GetProperty("oldest").GetString());
    }

    [Fact]
    public async Task Tells_that_an_index_holds_nothing_yet()
    {
        using var folder = new TempFolder();
        var status = await NewsBotProgram.RunAsync("status", "--data", folder.Combine("data"));

        Assert.Equal(0, status.ExitCode);
        Assert.Contains("articles     0", status.OutputLines);
        Assert.Contains("published    –", status.OutputLines);
        Assert.Contains("last change  never", status.OutputLines);
    }

    private static int SampleCount => Directory.GetFiles(Repository.Samples, "*.md").Length;
}
