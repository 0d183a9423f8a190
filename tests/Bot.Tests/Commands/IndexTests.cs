using System.Text;

namespace NewsBot.Tests.Commands;

public sealed class IndexTests : IDisposable
{
    private const string Text = "The dam held through the night. Engineers in Oldmouth watched it until the morning.";

    private readonly TempFolder folder = new();

    private string Data => folder.Combine("data");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Counts_what_it_adds_and_leaves_alone_what_has_not_changed()
    {
        folder.Write("stories/dam.txt", Text);
        folder.Write("stories/deep/notes.jsonl", Stories.Line("a", Text) + "\n" + Stories.Line("b", Text));
        var single = folder.Write("single.md", "# Ferries stop\n\nNo ferry left Oldmouth on Monday.");

        var first = await IndexAsync(folder.Combine("stories"), single);
        var second = await IndexAsync(folder.Combine("stories"), single);
        folder.Write("stories/dam.txt", Text + " It rained again.");
        var third = await IndexAsync(folder.Combine("stories"), single);

        Assert.Equal((0, 0, 0), (first.ExitCode, second.ExitCode, third.ExitCode));
        Assert.StartsWith("Added 4, updated 0, unchanged 0, failed 0 in ", Assert.Single(first.OutputLines), StringComparison.Ordinal);
        Assert.StartsWith("Added 0, updated 0, unchanged 4, failed 0 in ", Assert.Single(second.OutputLines), StringComparison.Ordinal);
        Assert.StartsWith("Added 0, updated 1, unchanged 3, failed 0 in ", Assert.Single(third.OutputLines), StringComparison.Ordinal);
        Assert.Empty(first.ErrorLines);
    }

    [Fact]
    public async Task A_rebuilt_index_holds_the_named_stories_alone_and_can_be_taken_back()
    {
        await IndexAsync(folder.Write("dam.txt", Text));

        var rebuilt = await IndexAsync("--rebuild", folder.Write("ferry.txt", "No ferry left Oldmouth on Monday."), folder.Write("fire.txt", "The forest burned all day."));
        Assert.StartsWith("Added 2, updated 0, unchanged 0, failed 0 in ", Assert.Single(rebuilt.OutputLines), StringComparison.Ordinal);
        Assert.Equal(2, await ArticlesAsync());

        Assert.Contains(": 1 stories", Assert.Single((await IndexAsync("--rollback")).OutputLines), StringComparison.Ordinal);
        Assert.Equal(1, await ArticlesAsync());
        Assert.Equal(2, (await IndexAsync("--rollback", "--json")).Json.GetProperty("articles").GetInt32());

        async Task<int> ArticlesAsync() => (await NewsBotProgram.RunAsync("status", "--data", Data, "--json")).Json.GetProperty("articles").GetInt32();
    }

    [Fact]
    public async Task A_rebuild_keeps_a_story_whose_original_only_the_old_index_has()
    {
        const string report = "Ferry workers in Oldmouth ended their strike on Monday after the harbour board promised new contracts, longer breaks and a doctor on every ship that leaves before dawn, the union said in the evening.";
        var (first, second) = (folder.Write("first.txt", report), folder.Write("second.txt", report));
        await IndexAsync(first);

        var rebuilt = await IndexAsync("--rebuild", second, "--json");

        Assert.Equal(0, rebuilt.ExitCode);
        Assert.Equal(1, rebuilt.Json.GetProperty("added").GetInt32());
    }

    [Fact]
    public async Task A_rebuild_fetches_pages_also_that_have_not_changed_as_the_new_index_has_none_of_them()
    {
        using var site = new NewsSite();
        site.With("/dam", context =>
        {
            context.Response.AddHeader("ETag", "\"1\"");
            if (context.Request.Headers["If-None-Match"] == "\"1\"")
            {
                context.Response.StatusCode = 304;
                return;
            }

            context.Response.ContentType = "text/html";
            context.Response.OutputStream.Write(Encoding.UTF8.GetBytes($"<html><head><title>Dam</title></head><body><article><p>{Text} {Text}</p></article></body></html>"));
        });

        var (first, again, rebuilt) = (await FetchAsync(), await FetchAsync(), await FetchAsync("--rebuild"));

        Assert.Equal((1, 1, 1), (first.GetProperty("added").GetInt32(), again.GetProperty("unchanged").GetInt32(), rebuilt.GetProperty("added").GetInt32()));

        async Task<System.Text.Json.JsonElement> FetchAsync(params string[] options)
        {
            await using var program = NewsBotProgram.Start(
                ["index", .. options, site.UrlOf("/dam"), "--json", "--data", Data], [("Fetching__AllowedNetworks__0", "127.0.0.0/8"), ("Fetching__DelayPerHost", "00:00:00")]);
            return (await program.EndAsync()).Json;
        }
    }

    [Fact]
    public async Task A_rebuild_that_finds_far_fewer_stories_is_refused_unless_it_is_meant()
    {
        await IndexAsync(folder.Write("many.jsonl", string.Join('\n', Stories.Line("a", Text), Stories.Line("b", Text), Stories.Line("c", Text))));
        var one = folder.Write("one.txt", "No ferry left Oldmouth on Monday.");

        var refused = (await IndexAsync("--rebuild", one)).RefusedWith(1);
        Assert.Contains("It holds 1 story, and the index that serves 3", refused, StringComparison.Ordinal);
        Assert.Contains("--fewer", refused, StringComparison.Ordinal);

        Assert.StartsWith("Added 1, ", Assert.Single((await IndexAsync("--rebuild", one, "--fewer")).OutputLines), StringComparison.Ordinal);
        Assert.Contains("--fewer goes with --rebuild", (await IndexAsync(one, "--fewer")).RefusedWith(2), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rebuild_that_comes_to_nothing_leaves_the_old_index()
    {
        await IndexAsync(folder.Write("dam.txt", Text));

        var rebuilt = await IndexAsync("--rebuild", folder.Write("empty.txt", ""));

        Assert.Equal(1, rebuilt.ExitCode);
        Assert.Contains("the old one goes on serving", rebuilt.Errors, StringComparison.Ordinal);
        Assert.Equal(1, (await NewsBotProgram.RunAsync("status", "--data", Data, "--json")).Json.GetProperty("articles").GetInt32());
        Assert.Contains("no earlier index", (await IndexAsync("--rollback")).RefusedWith(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wants_stories_unless_it_goes_back()
    {
        Assert.Contains("argument missing", (await IndexAsync()).RefusedWith(2), StringComparison.Ordinal);
        Assert.Contains("argument missing", (await IndexAsync("--rebuild")).RefusedWith(2), StringComparison.Ordinal);
        Assert.Contains("stands alone", (await IndexAsync("--rollback", folder.Write("dam.txt", Text))).RefusedWith(2), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prints_exactly_one_line_of_json_when_asked_to()
    {
        var indexed = await IndexAsync(folder.Write("dam.txt", Text), "--json");

        Assert.Equal(["added", "updated", "unchanged", "failed", "copies", "removed", "seconds"], indexed.Json.EnumerateObject().Select(field => field.Name));
        Assert.Equal(1, indexed.Json.GetProperty("added").GetInt32());
    }

    [Fact]
    public async Task Removes_stories_by_id_and_prunes_those_whose_files_are_gone()
    {
        var stories = folder.Combine("stories");
        var dam = folder.Write("stories/dam.txt", Text);
        folder.Write("stories/ferry.txt", "No ferry left Oldmouth on Monday, the harbour master said.");
        folder.Write("stories/notes.jsonl", Stories.Line("a", "It rained in the hills all day long.") + "\n" + Stories.Line("b", "The road to the coast is closed again."));
        await IndexAsync(stories);

        var removed = await IndexAsync("--remove", "ferry");
        File.Delete(dam);
        folder.Write("stories/notes.jsonl", Stories.Line("b", "The road to the coast is closed again."));
        File.Delete(folder.Combine("stories/ferry.txt"));
        var pruned = await IndexAsync(stories, "--prune");
        var missing = await IndexAsync("--remove", "dam");

        Assert.Equal((0, 0, 1), (removed.ExitCode, pruned.ExitCode, missing.ExitCode));
        Assert.Contains("removed 1 ", Assert.Single(removed.OutputLines), StringComparison.Ordinal);
        Assert.StartsWith("Added 0, updated 0, unchanged 1, failed 0, removed 2 ", Assert.Single(pruned.OutputLines), StringComparison.Ordinal);
        Assert.Contains("No story has this id or address", Assert.Single(missing.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_a_report_of_several_outlets_once_and_names_them_all()
    {
        const string Report = "The port of Oldmouth was closed on Monday after a crane fell into the basin, the harbour master said. No ship has left it since then, and divers are to look at the wreck on Tuesday, weather permitting. The first ferry may leave on Wednesday at the earliest, she added.";
        folder.Write("a.md", $"---\ntitle: Crane falls\nsource: Meridian Press\n---\n{Report}");
        folder.Write("b.md", $"---\ntitle: Port closed\nsource: The Daily Harbour\n---\n{Report} Nobody was hurt.");

        await IndexAsync(folder.Combine("a.md"));
        var copied = await IndexAsync(folder.Combine("b.md"));
        var asked = await NewsBotProgram.RunAsync("ask", "Why was the port of Oldmouth closed?", "--data", Data);

        Assert.Contains("copies of other stories 1", Assert.Single(copied.OutputLines), StringComparison.Ordinal);
        Assert.Contains("also in: The Daily Harbour", string.Join('\n', asked.OutputLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_of_each_bad_story_what_is_wrong_and_indexes_the_rest()
    {
        var good = folder.Write("good.txt", Text);
        var missing = folder.Combine("missing.txt");
        var empty = folder.Write("empty.txt", "");
        var binary = folder.Write("binary.txt", [0x7F, 0x45, 0x4C, 0x46, 0, 0, 1, 2, 3, 0, 0, 0]);
        var picture = folder.Write("picture.png", [0x89, 0x50, 0x4E, 0x47]);
        var latin = folder.Write("latin.txt", Encoding.Latin1.GetBytes("Le café ferme à minuit. Personne ne sait pourquoi."));
        var lines = folder.Write(
            "lines.jsonl", string.Join('\n', Stories.Line("one", Text), "{\"title\": \"Broken\"", Stories.Line("three", Text)));
        var huge = folder.Write("huge.txt", Encoding.ASCII.GetBytes(new string('a', 21 * 1024 * 1024)));
        var twins = folder.Write(
            "twins.jsonl", Stories.Line("twin", Text) + "\n" + Stories.Line("twin", "Another text entirely. It is not the same."));

        var indexed = await IndexAsync(missing, empty, binary, picture, latin, lines, huge, twins, good, "--json");

        Assert.Equal(1, indexed.ExitCode);
        Assert.Equal(4, indexed.Json.GetProperty("added").GetInt32());
        Assert.Equal(8, indexed.Json.GetProperty("failed").GetInt32());
        Assert.Equal(8, indexed.ErrorLines.Count);
        AssertTold(indexed, missing, "There is no file");
        AssertTold(indexed, empty, "empty");
        AssertTold(indexed, binary, "binary");
        AssertTold(indexed, picture, "This kind of file");
        AssertTold(indexed, latin, "UTF-8");
        AssertTold(indexed, $"{lines}:2", "not valid JSON");
        AssertTold(indexed, huge, "21.0 MB");
        AssertTold(indexed, $"{twins}:2", $"same id (twin) as {twins}:1");
    }

    [Fact]
    public async Task Keeps_a_story_whose_date_is_not_understood_and_says_so()
    {
        var file = folder.Write("dated.jsonl", Stories.Line("dated", Text, date: "the day before yesterday"));
        var indexed = await IndexAsync(file);

        Assert.Equal(0, indexed.ExitCode);
        Assert.StartsWith("Added 1", indexed.Output, StringComparison.Ordinal);
        AssertTold(indexed, $"{file}:1", "“the day before yesterday” was left out");
    }

    [Fact]
    public async Task Says_that_a_folder_holds_no_stories()
    {
        var nothing = Directory.CreateDirectory(folder.Combine("nothing")).FullName;
        var indexed = await IndexAsync(nothing);

        Assert.Equal(1, indexed.ExitCode);
        AssertTold(indexed, nothing, "holds no stories");
    }

    [Fact]
    public async Task Does_not_let_a_story_steer_the_terminal()
    {
        var file = folder.Write("evil.jsonl", Stories.Line(
            "evil",
            "The harbour \u001b[2J\u001b]0;owned\u0007 master Quillfeather sank \u202eeht\u202c ferry on Monday.",
            date: "\u001b[31mnever\u202e"));
        var indexed = await IndexAsync(file);
        var asked = await NewsBotProgram.RunAsync("ask", "Who is Quillfeather?", "--data", Data);
        var line = await NewsBotProgram.RunAsync("ask", "Who is Quillfeather?", "--data", Data, "--json");

        Assert.Equal((0, 0), (indexed.ExitCode, asked.ExitCode));
        Assert.Contains("Quillfeather", asked.Output, StringComparison.Ordinal);
        Assert.All([indexed.Output, indexed.Errors, asked.Output, asked.Errors], shown => Assert.DoesNotContain(shown, IsSteering));
        Assert.DoesNotContain(line.Output.TrimEnd('\n'), char.IsControl);
        Assert.Contains("\u001b[2J", line.Json.GetProperty("citations")[0].GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    private static bool IsSteering(char character) => character is '\u202e' or '\u202c' || (char.IsControl(character) && character != '\n');

    private static void AssertTold(ProgramResult result, string location, string reason) =>
        Assert.Single(result.ErrorLines, line => line.StartsWith($"{location}: ", StringComparison.Ordinal)
            && line.Contains(reason, StringComparison.OrdinalIgnoreCase)
            && (line.EndsWith('.') || line.EndsWith(".”", StringComparison.Ordinal)));

    private Task<ProgramResult> IndexAsync(params string[] arguments) => NewsBotProgram.RunAsync(["index", "--data", Data, .. arguments]);
}
