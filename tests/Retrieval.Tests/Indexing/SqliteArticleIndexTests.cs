using System.Numerics.Tensors;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Retrieval.Tests.Indexing;

public sealed class SqliteArticleIndexTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Gives_back_an_article_as_it_was_written()
    {
        using var index = Open();
        var written = Some.Indexed("flood", "The dam held. “We were lucky,” said the mayor — 🚢.\r\nIt rained on.");
        await index.UpsertAsync(written, Cancel);

        var read = Assert.Single(await index.ReadAsync([new ArticleId("flood"), new ArticleId("unknown")], Cancel));

        Assert.Equal(written.Article, read.Article);
        Assert.Equal(written.Sentences, read.Sentences);
        Assert.Equal(written.Fingerprint, await index.FindFingerprintAsync(new ArticleId("flood"), Cancel));
        Assert.Null(await index.FindFingerprintAsync(new ArticleId("unknown"), Cancel));
    }

    [Fact]
    public async Task Finds_chunks_by_words_in_any_form()
    {
        using var index = Open();
        await index.UpsertAsync(Some.Indexed("flood", "The dams were holding. The café stayed open."), Cancel);

        Assert.True((await Bm25Of("dam", index)).ContainsKey(0));
        Assert.True((await Bm25Of("hold", index)).ContainsKey(0));
        Assert.True((await Bm25Of("cafe", index)).ContainsKey(1));
        Assert.Empty(await Bm25Of("harbour", index));
    }

    [Fact]
    public async Task Finds_the_stories_in_which_somebody_speaks_those_on_the_topic_first()
    {
        using var index = Open();
        await UpsertSpokenAsync(index, "bridge", "Mayor Ann Finch said that the bridge would fall.");
        await UpsertSpokenAsync(index, "dam", "“The dam holds,” said Mayor Ann Finch. It rained.");
        await UpsertSpokenAsync(index, "namesake", "Mr. Bob Finch said that the dam would hold.");
        await UpsertSpokenAsync(index, "about", "Mr. Peter Hill said that Finch was wrong about the dam.");

        var hits = await index.FindSpeakersAsync(new SpeakerQuery(["Ann Finch"], ["dam"], ArticleFilter.All), Cancel);
        var ofSurname = await index.FindSpeakersAsync(new SpeakerQuery(["Finch"], [], ArticleFilter.All), Cancel);

        Assert.Equal(["dam", "bridge"], hits.Select(hit => hit.ArticleId.Value));
        Assert.Equal(["bridge", "dam", "namesake"], ofSurname.Select(hit => hit.ArticleId.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Speakers_are_found_in_the_stories_that_the_filter_admits()
    {
        using var index = Open();
        await UpsertSpokenAsync(index, "dam", "“The dam holds,” said Mayor Ann Finch.");

        Assert.Single(await index.FindSpeakersAsync(new SpeakerQuery(["Finch"], ["dam"], new ArticleFilter(null, "The Daily Harbour")), Cancel));
        Assert.Empty(await index.FindSpeakersAsync(new SpeakerQuery(["Finch"], ["dam"], new ArticleFilter(null, "Northgate Times")), Cancel));
    }

    [Fact]
    public async Task Finds_stories_by_phrases()
    {
        using var index = Open();
        await index.UpsertAsync(Some.Indexed("dam", "The old dam will hold."), Cancel);
        await index.UpsertAsync(Some.Indexed("other", "Will the dam, which is old, hold?"), Cancel);

        Assert.Equal(["dam"], (await index.FindPhrasesAsync(["old dam will", "a \"mark\" OR"], 5, Cancel)).Select(id => id.Value));
    }

    [Fact]
    public async Task Gives_back_the_statements_with_who_tells_of_them()
    {
        using var index = Open();
        await UpsertSpokenAsync(index, "dam", "Mayor Ann Finch said that Mr. Bob Hill told her that the dam would hold.");

        var read = Assert.Single(await index.ReadAsync([new ArticleId("dam")], Cancel));

        Assert.Equal(["Ann Finch", "Bob Hill"], read.Statements.Select(statement => statement.Speaker));
        Assert.Equal([null, 0], read.Statements.Select(statement => statement.Within));
    }

    private static Task UpsertSpokenAsync(SqliteArticleIndex index, string id, string body)
    {
        var indexed = Some.Indexed(id, body);
        return index.UpsertAsync(indexed with { Statements = Ledger.Of(body, indexed.Sentences) }, Cancel);
    }

    [Theory]
    [InlineData("dam\" OR \"x")]
    [InlineData("dam* NEAR(x)")]
    [InlineData("title:dam")]
    [InlineData("-dam")]
    [InlineData("AND")]
    [InlineData("'; DROP TABLE articles; --")]
    public async Task Takes_words_as_words_whatever_they_look_like(string word)
    {
        using var index = Open();
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);

        await index.SearchAsync(new ChunkQuery([word], Some.Vector(Some.Direction(0)), 10, ArticleFilter.All), Cancel);

        Assert.Equal(1, (await index.GetStatusAsync(Cancel)).Articles);
    }

    [Fact]
    public async Task Finds_the_chunks_nearest_in_meaning()
    {
        using var index = Open();
        await index.UpsertAsync(Some.Indexed("flood", "The dam held. The mayor slept.", directions: [1, 2]), Cancel);

        var hits = await index.SearchAsync(Some.Query("", direction: 2), Cancel);

        Assert.Equal([1, 0], hits.Chunks.OrderByDescending(chunk => chunk.Cosine).Select(chunk => chunk.Ordinal));
        Assert.Equal(1, hits.Chunks.Max(chunk => chunk.Cosine), 1e-3);
    }

    [Fact]
    public async Task Searches_all_vectors()
    {
        using var index = Open();
        var random = new Random(7);
        var vectors = Enumerable.Range(0, 300).Select(_ => Unit(random)).ToList();
        for (var article = 0; article < vectors.Count; article++)
        {
            var indexed = Some.Indexed($"story-{article}");
            await index.UpsertAsync(indexed with { Chunks = [indexed.Chunks[0] with { Vector = vectors[article] }] }, Cancel);
        }

        var query = Unit(random);
        var hits = await index.SearchAsync(new ChunkQuery([], Some.Vector(query), 10, ArticleFilter.All), Cancel);

        var expected = vectors.Select((vector, article) => (Id: $"story-{article}", Cosine: vector.Zip(query, (a, b) => a * b).Sum()))
            .OrderByDescending(scored => scored.Cosine).Take(10).ToList();
        Assert.Equal(expected.Select(scored => scored.Id).Order(), hits.Chunks.Select(chunk => chunk.ArticleId.Value).Order());
        Assert.All(hits.Chunks, chunk => Assert.Equal(expected.Single(scored => scored.Id == chunk.ArticleId.Value).Cosine, chunk.Cosine, 5e-3));
    }

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
    public async Task Replaces_an_article_as_a_whole()
    {
        using var index = Open();
        await index.UpsertAsync(Some.Indexed("flood", "The dam held. The mayor slept.", directions: [1, 2]), Cancel);
        await index.SearchAsync(Some.Query("dam"), Cancel); // now the first version is in memory

        await index.UpsertAsync(Some.Indexed("flood", "The dam broke.", directions: [3]), Cancel);

        Assert.Empty(await Bm25Of("slept", index));
        var hits = await index.SearchAsync(Some.Query("broke", direction: 1), Cancel);
        Assert.Equal(0, Assert.Single(hits.Chunks).Cosine, 1e-3);
        Assert.Equal((1, 1, 1), await Counts(index));
    }

    [Fact]
    public async Task Removes_an_article_from_everything()
    {
        using var index = Open();
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);
        await index.UpsertAsync(Some.Indexed("fire", "The forest burned."), Cancel);
        await index.SearchAsync(Some.Query("dam"), Cancel);

        await index.RemoveAsync(new ArticleId("flood"), Cancel);
        await index.RemoveAsync(new ArticleId("never there"), Cancel);

        var hits = await index.SearchAsync(Some.Query("dam held"), Cancel);
        Assert.All(hits.Chunks, chunk => Assert.Equal("fire", chunk.ArticleId.Value));
        Assert.Equal((1, 1, 1), await Counts(index));
    }

    [Fact]
    public async Task Sees_what_another_process_writes()
    {
        using var reader = Open();
        using var writer = Open();
        Assert.Empty((await reader.SearchAsync(Some.Query("dam"), Cancel)).Chunks);

        await writer.UpsertAsync(Some.Indexed("flood"), Cancel);
        Assert.Single((await reader.SearchAsync(Some.Query("dam"), Cancel)).Chunks);

        await writer.RemoveAsync(new ArticleId("flood"), Cancel);
        Assert.Empty((await reader.SearchAsync(Some.Query("dam"), Cancel)).Chunks);
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
    public async Task Many_readers_and_writers_may_work_at_once()
    {
        using var index = Open();
        await Parallel.ForAsync(0, 60, Cancel, async (number, token) =>
        {
            await index.UpsertAsync(Some.Indexed($"story-{number % 20}", $"The dam number {number} held."), token);
            var hits = await index.SearchAsync(Some.Query("dam"), token);
            Assert.NotEmpty(hits.Chunks);
        });

        Assert.Equal((20, 20, 20), await Counts(index));
    }

    [Fact]
    public async Task Says_what_it_holds()
    {
        using var index = Open();
        Assert.Null((await index.GetStatusAsync(Cancel)).LastChange);

        await index.UpsertAsync(Some.Indexed("flood", "The dam held. The mayor slept."), Cancel);

        var status = await index.GetStatusAsync(Cancel);
        Assert.Equal((1, 2, 2), (status.Articles, status.Sentences, status.Chunks));
        Assert.Equal(time.GetUtcNow(), status.LastChange);
        Assert.Equal(new DateTimeOffset(2013, 5, 7, 0, 0, 0, TimeSpan.Zero), status.Newest);
        Assert.Contains(folder.Path, status.Store, StringComparison.Ordinal);
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

    private static async Task<Dictionary<int, double>> Bm25Of(string words, SqliteArticleIndex index) =>
        (await index.SearchAsync(Some.Query(words), Cancel)).Chunks.Where(chunk => chunk.Bm25 > 0).ToDictionary(chunk => chunk.Ordinal, chunk => chunk.Bm25);

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
