using System.Numerics.Tensors;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Retrieval.Tests.Indexing;

public sealed class SqliteArticleIndexTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Names_the_same_nearest_chunks_as_a_search_of_the_exact_vectors()
    {
        using var index = new SqliteArticleIndex(folder.Path, "test-encoder", 512, time);
        var random = new Random(7);
        var middle = Unit(random, 512);
        var vectors = Enumerable.Range(0, 40).Select(_ => Enumerable.Range(0, 50).Select(_ => Near(middle, random)).ToList()).ToList();
        for (var article = 0; article < vectors.Count; article++)
        {
            var indexed = Some.Indexed($"{article}", string.Concat(Enumerable.Repeat("The dam held. ", 50)));
            await index.UpsertAsync(
                indexed with { Chunks = indexed.Chunks.Zip(vectors[article], (chunk, vector) => chunk with { Vector = vector }).ToList() }, Cancel);
        }

        var found = 0;
        for (var search = 0; search < 20; search++)
        {
            var query = Near(middle, random);
            var hits = await index.SearchAsync(new ChunkQuery([], Some.Vector(query), 50, ArticleFilter.All), Cancel);
            found += hits.Chunks.Select(chunk => (chunk.ArticleId.Value, chunk.Ordinal))
                .Intersect(vectors.Index().SelectMany(article => article.Item.Index().Select(chunk => (Id: $"{article.Index}", chunk.Index, chunk.Item)))
                    .OrderByDescending(chunk => TensorPrimitives.Dot(chunk.Item, query)).Take(50).Select(chunk => (chunk.Id, chunk.Index)))
                .Count();
            Assert.Equal(50, hits.Chunks.Count);
        }

        // Stored vectors, too, are rounded.
        Assert.InRange(found, 0.99 * 20 * 50, 20 * 50);
    }

    [Fact]
    public async Task Counts_anew_when_another_process_has_written()
    {
        using var reader = Open();
        using var writer = Open();
        await writer.UpsertAsync(Some.Indexed("flood"), Cancel);
        Assert.Equal((1, 1), await Counted("dam", reader));

        await writer.UpsertAsync(Some.Indexed("storm"), Cancel);
        Assert.Equal((2, 2), await Counted("dam", reader));

        await writer.RemoveAsync(new ArticleId("flood"), Cancel);
        Assert.Equal((1, 1), await Counted("dam", reader));
    }

    [Fact]
    public async Task Readers_go_on_while_a_writer_writes()
    {
        using var index = Open();
        await index.UpsertAsync(Some.Indexed("first"), Cancel);
        using var writer = Connect();
        using var writing = writer.BeginTransaction();
        Execute(writer, "UPDATE articles SET title = 'half written'");

        var read = await index.ReadAsync([new ArticleId("first")], Cancel);

        Assert.Equal("A dam", Assert.Single(read).Article.Title);
        Assert.NotEmpty((await index.SearchAsync(Some.Query("dam"), Cancel)).Chunks);
    }

    [Fact]
    public void Refuses_a_file_that_is_not_an_index_and_leaves_it_as_it_is()
    {
        AssertRefused([.. "This is a shopping list, and a long one."u8], "damaged or not an index");

        using (var other = Connect())
        {
            Execute(other, "CREATE TABLE recipes (name TEXT)");
        }

        SqliteConnection.ClearAllPools();
        AssertRefused(File.ReadAllBytes(DatabasePath), "is not an index of the news bot");
    }

    [Fact]
    public async Task Refuses_an_index_of_a_newer_version_and_leaves_it_as_it_is()
    {
        await FillAsync();
        using (var connection = Connect())
        {
            Execute(connection, "PRAGMA user_version = 999; PRAGMA wal_checkpoint(TRUNCATE)");
        }

        SqliteConnection.ClearAllPools();
        AssertRefused(File.ReadAllBytes(DatabasePath), "newer version");
    }

    [Fact]
    public async Task Refuses_a_file_that_was_cut_off_and_leaves_it_as_it_is()
    {
        await FillAsync();
        AssertRefused(File.ReadAllBytes(DatabasePath)[..20_000], "damaged");
    }

    [Fact]
    public async Task Refuses_vectors_of_another_embedder()
    {
        await FillAsync();

        var failure = Assert.Throws<IndexUnusableException>(() => new SqliteArticleIndex(folder.Path, "another-encoder", Some.Dimensions, time));

        Assert.Contains("test-encoder", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_so_when_the_folder_cannot_be_made()
    {
        File.WriteAllText(folder.File("file"), "");

        var failure = Assert.Throws<IndexUnusableException>(() => new SqliteArticleIndex(folder.File("file/below"), "test-encoder", Some.Dimensions, time));

        Assert.Contains("--data", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_stops_the_writer_and_loses_nothing()
    {
        using var disk = SmallDisk.TryMount(folder.File("disk"), megabytes: 2);
        Assert.SkipWhen(disk is null, "Mounting a small file system takes Linux and root.");
        using var index = new SqliteArticleIndex(disk.Path, "test-encoder", Some.Dimensions, time);
        await index.UpsertAsync(Some.Indexed("first"), Cancel);

        var huge = Some.Indexed("huge", string.Concat(Enumerable.Repeat("The dam held. ", 100_000)));
        var failure = await Assert.ThrowsAsync<IndexUnusableException>(() => index.UpsertAsync(huge, Cancel));

        Assert.Contains("full", failure.Message, StringComparison.Ordinal);
        Assert.Equal((1, 1, 1), await Counts(index));
    }

    private string DatabasePath => folder.File(SqliteArticleIndex.FileName);

    private SqliteArticleIndex Open() => new(folder.Path, "test-encoder", Some.Dimensions, time);

    private SqliteConnection Connect(string options = "Pooling=False")
    {
        var connection = new SqliteConnection($"Data Source={DatabasePath};{options}");
        connection.Open();
        return connection;
    }

    private async Task FillAsync()
    {
        using var index = Open();
        for (var number = 0; number < 50; number++)
        {
            await index.UpsertAsync(Some.Indexed($"story-{number}", string.Concat(Enumerable.Repeat("The dam held. ", 20))), Cancel);
        }
    }

    private void AssertRefused(byte[] content, string reason)
    {
        File.Delete(DatabasePath + "-wal");
        File.Delete(DatabasePath + "-shm");
        File.WriteAllBytes(DatabasePath, content);

        var failure = Assert.Throws<IndexUnusableException>(Open);

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        SqliteConnection.ClearAllPools();
        Assert.Equal(content, File.ReadAllBytes(DatabasePath));
        File.Delete(DatabasePath);
    }

    private static async Task<(long Articles, long Sentences, long Chunks)> Counts(SqliteArticleIndex index)
    {
        var status = await index.GetStatusAsync(Cancel);
        return (status.Articles, status.Sentences, status.Chunks);
    }

    private static async Task<(long Articles, long Chunks)> Counted(string word, SqliteArticleIndex index) => (
        (await index.CountAsync(ArticleFilter.All, Cancel)).Articles,
        (await index.SearchAsync(Some.Query(word), Cancel)).Frequencies[word]);

    // Texts of one subject point in much the same direction.
    private static float[] Near(float[] middle, Random random) =>
        ToUnit(middle.Zip(Unit(random, middle.Length), (common, own) => common + own).ToArray());

    private static float[] Unit(Random random, int dimensions = Some.Dimensions) =>
        ToUnit(Enumerable.Range(0, dimensions).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray());

    private static float[] ToUnit(float[] vector)
    {
        var norm = MathF.Sqrt(vector.Sum(value => value * value));
        return vector.Select(value => value / norm).ToArray();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
