using System.Text;
using NewsBot.Retrieval.Articles;

namespace NewsBot.Retrieval.Tests.Articles;

public sealed class ArticleReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("stories-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Reads_a_folder_and_what_is_below_it_in_ordinal_order()
    {
        Write("b.txt", "B.");
        Write("a/z.md", "Z.");
        Write("a/deep/y.jsonl", "{}\n");
        Write("B.TXT", "Capital.");

        Assert.Equal(["B.TXT", "a/deep/y.jsonl:1", "a/z.md", "b.txt"], await LocationsAsync(folder));
    }

    [Fact]
    public async Task Passes_over_hidden_files_other_kinds_of_files_and_a_readme_without_front_matter()
    {
        Write("a.txt", "A.");
        Write(".hidden.txt", "Hidden.");
        Write(".git/b.txt", "Hidden.");
        Write("photo.jpg", "JPG");
        Write("README.md", "# These are stories");
        Write("sub/readme.md", "---\ntitle: A story\n---\nAfter all.");

        Assert.Equal(["a.txt", "sub/readme.md"], await LocationsAsync(folder));
        Assert.Equal(["README.md"], await LocationsAsync(PathOf("README.md")));
    }

    [Fact]
    public async Task Reads_a_file_once_that_is_named_twice()
    {
        Write("a.txt", "A.");

        Assert.Equal(["a.txt"], await LocationsAsync(PathOf("a.txt"), folder, PathOf("./a.txt")));
    }

    [Fact]
    public async Task A_link_back_to_a_folder_above_does_not_hang_it()
    {
        Write("a.txt", "A.");
        Directory.CreateSymbolicLink(PathOf("loop"), folder);
        File.CreateSymbolicLink(PathOf("nowhere.txt"), PathOf("missing.txt"));

        var readings = await ReadAsync(folder);

        Assert.Equal(2, readings.Count);
        Assert.Contains("no file", ReasonOf(readings[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_each_line_of_a_jsonl_file_as_a_story_with_its_number()
    {
        Write("news.jsonl", "\uFEFF{\"text\": \"One\"}\r\n\n  \n{\"text\": \"Two\"}");

        var stories = (await ReadAsync(PathOf("news.jsonl"))).Cast<ArticleReading.Story>().Select(story => story.Raw).ToList();

        Assert.Equal(["{\"text\": \"One\"}\r", "{\"text\": \"Two\"}"], stories.Select(raw => raw.Content), StringComparer.Ordinal);
        Assert.Equal(["news-1", "news-4"], stories.Select(raw => raw.FallbackId), StringComparer.Ordinal);
        Assert.Equal(PathOf("news.jsonl") + ":4", stories[1].Location);
    }

    [Fact]
    public async Task A_line_that_is_not_utf8_or_too_long_does_not_stop_the_lines_after_it()
    {
        using (var file = File.Create(PathOf("news.jsonl")))
        {
            file.Write("{\"text\": \"Caf"u8);
            file.Write([0xE9]);
            file.Write("\"}\n"u8);
            var blanks = Enumerable.Repeat((byte)' ', 1024 * 1024).ToArray();
            for (var megabyte = 0; megabyte < 21; megabyte++)
            {
                file.Write(blanks);
            }

            file.Write("\n{\"text\": \"Three\"}\n"u8);
        }

        var readings = await ReadAsync(PathOf("news.jsonl"));

        Assert.Equal(3, readings.Count);
        Assert.Contains("UTF-8 at its byte 14", ReasonOf(readings[0]), StringComparison.Ordinal);
        Assert.Contains("21.0 MB", ReasonOf(readings[1]), StringComparison.Ordinal);
        Assert.Equal("{\"text\": \"Three\"}", Assert.IsType<ArticleReading.Story>(readings[2]).Raw.Content);
    }

    [Theory]
    [InlineData("a.txt", new byte[] { }, "empty")]
    [InlineData("a.jsonl", new byte[] { 0x0A, 0x20, 0x0A }, "empty")]
    [InlineData("a.txt", new byte[] { 0x41, 0x00, 0x42 }, "binary")]
    [InlineData("a.jsonl", new byte[] { 0x89, 0x50, 0x00, 0x0A, 0x1A, 0x0A }, "binary")]
    [InlineData("a.md", new byte[] { 0x01, 0x02, 0x03, 0x41 }, "binary")]
    [InlineData("a.txt", new byte[] { 0x41, 0x0A, 0x42, 0xE9, 0x43 }, "not valid UTF-8 at its byte 4 (line 2)")]
    [InlineData("a.txt", new byte[] { 0xFF, 0xFE, 0x00, 0xDC }, "UTF-16")]
    [InlineData("a.docx", new byte[] { 0x41 }, "kind of file")]
    public async Task A_file_that_holds_no_story_is_named_with_the_reason(string name, byte[] bytes, string reason)
    {
        await File.WriteAllBytesAsync(PathOf(name), bytes, Cancel);

        Assert.Contains(reason, ReasonOf(Assert.Single(await ReadAsync(PathOf(name)))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_with_its_size_and_not_read()
    {
        using (var file = File.Create(PathOf("huge.txt")))
        {
            file.SetLength(50L * 1024 * 1024);
        }

        var reason = ReasonOf(Assert.Single(await ReadAsync(PathOf("huge.txt"))));

        Assert.Contains("50.0 MB", reason, StringComparison.Ordinal);
        Assert.Contains("20 MB", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.txt")]
    [InlineData("missing")]
    [InlineData("missing/a.txt")]
    public async Task A_path_that_leads_nowhere_is_named_with_the_reason(string name) =>
        Assert.Contains("check the path", ReasonOf(Assert.Single(await ReadAsync(PathOf(name)))), StringComparison.Ordinal);

    [Fact]
    public async Task A_folder_without_stories_is_named_with_the_reason()
    {
        Write("photo.jpg", "JPG");

        Assert.Contains("no stories", ReasonOf(Assert.Single(await ReadAsync(folder))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_utf16_that_a_byte_order_mark_announces()
    {
        await File.WriteAllTextAsync(PathOf("a.txt"), "Café.", Encoding.Unicode, Cancel);
        await File.WriteAllTextAsync(PathOf("b.jsonl"), "{\"text\": \"Café\"}\n{}\n", Encoding.BigEndianUnicode, Cancel);

        var contents = (await ReadAsync(folder)).Cast<ArticleReading.Story>().Select(story => story.Raw.Content);

        Assert.Equal(["Café.", "{\"text\": \"Café\"}", "{}"], contents, StringComparer.Ordinal);
    }

    private string PathOf(string name) => Path.Combine(folder, name);

    private void Write(string name, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), content);
    }

    private static async Task<List<ArticleReading>> ReadAsync(params string[] paths) =>
        await ArticleReader.ReadAsync(paths, Cancel).ToListAsync(Cancel);

    private async Task<string[]> LocationsAsync(params string[] paths) =>
        [.. (await ReadAsync(paths)).Select(reading => Path.GetRelativePath(folder, Assert.IsType<ArticleReading.Story>(reading).Raw.Location))];

    private static string ReasonOf(ArticleReading reading) => Assert.IsType<ArticleReading.Unreadable>(reading).Reason;
}
