using System.Globalization;
using Microsoft.Data.Sqlite;

namespace NewsBot.Tests.Commands;

/// <summary>Whenever indexing ends, the index holds whole stories only, and the next run goes on from there.</summary>
public sealed class StoppingTests : IDisposable
{
    private const int Count = 150;

    private readonly TempFolder folder = new();

    private string Data => folder.Combine("data");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Ctrl_c_stops_with_a_sentence_and_what_is_done_is_safe()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that one program may send to another.");
        const int Many = 2_000; // it is not done with them before it is interrupted
        await using var program = StartIndexing(Many);
        await StoriesAreStoredAsync(program, 5);
        await program.InterruptAsync();
        var stopped = await program.EndAsync();

        var sentence = stopped.RefusedWith(1);
        Assert.Matches(@"^Stopped\. \d+ stories are done and safe; run the same command again to go on\.$", sentence);
        var done = long.Parse(sentence.Split(' ')[1], CultureInfo.InvariantCulture);
        Assert.InRange(await WholeStoriesAsync(), done, Many - 1);
    }

    [Fact]
    public async Task A_kill_at_any_moment_leaves_whole_stories_and_the_next_run_completes_them()
    {
        // The first moments are around the making of the file, where a program is least often killed and most easily hurt.
        foreach (var delay in (int[])[250, 350, 450, 600])
        {
            await using var program = StartIndexing();
            await Task.Delay(delay, TestContext.Current.CancellationToken);
            program.Kill();
            await program.EndAsync();
            Assert.InRange(await WholeStoriesAsync(), 0, Count);
        }

        foreach (var stored in (int[])[1, 17, 40])
        {
            await using var program = StartIndexing();
            await StoriesAreStoredAsync(program, stored);
            program.Kill();
            await program.EndAsync();
            Assert.InRange(await WholeStoriesAsync(), stored, Count);
        }

        var before = await WholeStoriesAsync();
        await using var last = StartIndexing(options: "--json");
        var indexed = (await last.EndAsync()).Json;
        Assert.Equal((before, Count - before), (indexed.GetProperty("unchanged").GetInt64(), indexed.GetProperty("added").GetInt64()));
        Assert.Equal(Count, await WholeStoriesAsync());
    }

    private NewsBotProgram StartIndexing(int count = Count, params string[] options) =>
        NewsBotProgram.Start(["index", folder.Write("stories.jsonl", Stories.Many(count)), "--data", Data, .. options]);

    /// <summary>Waits until others than the program that indexes see this many stories in the index.</summary>
    private Task StoriesAreStoredAsync(NewsBotProgram program, int count) => program.BringsAboutAsync(
        $"{count} stored stories",
        () => Ask("SELECT count(*) FROM sqlite_schema WHERE name = 'articles'") > 0 && Ask("SELECT count(*) FROM articles") >= count);

    /// <summary>Opens the index with the program, checks that no story is half stored, and counts them.</summary>
    private async Task<long> WholeStoriesAsync()
    {
        var status = (await NewsBotProgram.RunAsync("status", "--data", Data, "--json")).Json;
        var stories = status.GetProperty("articles").GetInt64();

        Assert.Equal(stories * Stories.SentencesEach, status.GetProperty("sentences").GetInt64());
        Assert.Equal(0, Ask("SELECT count(*) FROM articles WHERE key NOT IN (SELECT article FROM chunks)"));
        Assert.Equal(status.GetProperty("chunks").GetInt64(), Ask("SELECT count(*) FROM chunk_words"));
        Assert.Equal(
            status.GetProperty("sentences").GetInt64(),
            Ask("""
                SELECT count(*) FROM sentences WHERE EXISTS (
                    SELECT * FROM chunks WHERE chunks.article = sentences.article
                        AND sentences.ordinal BETWEEN first_sentence AND first_sentence + sentence_count - 1)
                """));
        Assert.Equal(0, Ask("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"));
        return stories;
    }

    private long Ask(string sql)
    {
        if (!File.Exists(Path.Combine(Data, "news.db")))
        {
            return 0;
        }

        using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "news.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
