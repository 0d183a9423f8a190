using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace NewsBot.Tests.Commands;

/// <summary>An index that the program must not or cannot use is refused with a sentence, and is afterwards what it was.</summary>
public sealed class UnusableIndexTests(SampleIndex samples) : IDisposable
{
    private readonly TempFolder folder = new();

    private string Index => folder.Combine("news.db");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("status")]
    [InlineData("ask", "Who resigned?")]
    [InlineData("index", "samples")]
    [InlineData("--urls", "http://127.0.0.1:0")]
    public async Task Refuses_a_data_folder_that_cannot_be_made(params string[] arguments)
    {
        var file = folder.Write("file", "not a folder");
        var refused = await NewsBotProgram.RunAsync([.. arguments, "--data", Path.Combine(file, "data")]);

        Assert.Contains("cannot be created", refused.RefusedWith(1), StringComparison.Ordinal);
        Assert.Contains("--data", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_data_folder_that_nobody_may_write_to()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a /proc, where even root may not make a folder.");
        var refused = await NewsBotProgram.RunAsync("status", "--data", "/proc/newsbot");

        Assert.Contains("/proc/newsbot cannot be created", refused.RefusedWith(1), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("ask", "Who resigned?")]
    [InlineData("index", "samples")]
    [InlineData("--urls", "http://127.0.0.1:0")]
    public async Task Leaves_the_index_of_a_newer_version_untouched(params string[] arguments)
    {
        Copy();
        Execute("PRAGMA user_version = 99");
        await AssertUntouchedAsync("made by a newer version", arguments);
    }

    [Fact]
    public async Task Leaves_another_programs_database_untouched()
    {
        Execute("CREATE TABLE songs (title TEXT)");
        await AssertUntouchedAsync("is not an index of the news bot", "index", Repository.Samples);
    }

    [Fact]
    public async Task Leaves_a_file_that_is_no_database_untouched()
    {
        folder.Write("news.db", RandomNumberGenerator.GetBytes(5000));
        await AssertUntouchedAsync("is damaged or not an index", "index", Repository.Samples);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("index", "samples")]
    public async Task Leaves_an_index_that_was_cut_off_untouched(params string[] arguments)
    {
        Copy();
        var bytes = await File.ReadAllBytesAsync(Index, TestContext.Current.CancellationToken);
        folder.Write("news.db", bytes[..(bytes.Length / 2)]);
        await AssertUntouchedAsync("is damaged", arguments);
    }

    [Fact]
    public async Task Leaves_an_index_with_damaged_pages_untouched()
    {
        Copy();
        var bytes = await File.ReadAllBytesAsync(Index, TestContext.Current.CancellationToken);
        RandomNumberGenerator.Fill(bytes.AsSpan(4096));
        folder.Write("news.db", bytes);
        await AssertUntouchedAsync("is damaged", "index", Repository.Samples);
    }

    private async Task AssertUntouchedAsync(string reason, params string[] arguments)
    {
        var before = Fingerprints();
        var refused = (await NewsBotProgram.RunAsync([.. arguments, "--data", folder.Path])).RefusedWith(1);

        Assert.Contains(reason, refused, StringComparison.Ordinal);
        Assert.StartsWith(Index, refused, StringComparison.Ordinal);
        Assert.Equal(before, Fingerprints());
    }

    private List<string> Fingerprints() => Directory.EnumerateFiles(folder.Path)
        .Order(StringComparer.Ordinal)
        .Select(file => $"{Path.GetFileName(file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}")
        .ToList();

    private void Copy() => File.Copy(Path.Combine(samples.Data, "news.db"), Index);

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Index};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
