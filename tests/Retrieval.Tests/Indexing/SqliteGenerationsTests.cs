using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Retrieval.Tests.Indexing;

public sealed class SqliteGenerationsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_new_index_takes_the_place_of_the_old_one_under_its_readers()
    {
        using var serving = Open();
        await serving.UpsertAsync(Some.Indexed("old"), Cancel);
        Assert.Equal(["old"], await FoundAsync(serving));

        using var next = await Generations.BeginAsync(Cancel);
        await next.Index.UpsertAsync(Some.Indexed("new"), Cancel);
        Assert.Equal(["old"], await FoundAsync(serving));

        await Generations.PublishAsync(next, Cancel);
        Assert.Equal(["new"], await FoundAsync(serving));
        using var another = Open();
        Assert.Equal(["new"], await FoundAsync(another));
    }

    [Fact]
    public async Task Goes_back_to_the_index_before_and_forth_again()
    {
        using var serving = Open();
        await serving.UpsertAsync(Some.Indexed("old"), Cancel);
        Assert.False(await Generations.RollBackAsync(Cancel));
        await RebuildAsync("new");

        Assert.True(await Generations.RollBackAsync(Cancel));
        Assert.Equal(["old"], await FoundAsync(serving));
        Assert.True(await Generations.RollBackAsync(Cancel));
        Assert.Equal(["new"], await FoundAsync(serving));
    }

    [Fact]
    public async Task Keeps_the_index_before_a_rebuild_and_deletes_those_before_it()
    {
        using var serving = Open();
        await serving.UpsertAsync(Some.Indexed("first"), Cancel);
        await RebuildAsync("second");
        Assert.Equal(2, Files.Count);
        await RebuildAsync("third");

        Assert.Equal(["third"], await FoundAsync(serving));
        Assert.Equal(2, Files.Count);
        Assert.DoesNotContain(SqliteArticleIndex.FileName, Files);
    }

    [Fact]
    public async Task An_index_that_was_begun_is_gone_on_with_but_not_one_that_serves_or_did()
    {
        using var serving = Open();
        await serving.UpsertAsync(Some.Indexed("old"), Cancel);
        string name;
        using (var begun = await Generations.BeginAsync(Cancel))
        {
            name = begun.Name;
            await begun.Index.UpsertAsync(Some.Indexed("new"), Cancel);
        }

        using var resumed = await Generations.ResumeAsync(name, Cancel);
        Assert.NotNull(await resumed!.Index.FindFingerprintAsync(new ArticleId("new"), Cancel));
        await Generations.PublishAsync(resumed, Cancel);

        Assert.Null(await Generations.ResumeAsync(name, Cancel));
        await RebuildAsync("newer");
        Assert.Null(await Generations.ResumeAsync(name, Cancel));
        Assert.Null(await Generations.ResumeAsync("news-20000101-1.db", Cancel));
    }

    [Fact]
    public async Task A_new_index_that_is_discarded_leaves_nothing()
    {
        using var serving = Open();
        await serving.UpsertAsync(Some.Indexed("old"), Cancel);
        using var next = await Generations.BeginAsync(Cancel);
        await next.Index.UpsertAsync(Some.Indexed("new"), Cancel);

        await Generations.DiscardAsync(next, Cancel);

        Assert.Equal([SqliteArticleIndex.FileName], Files);
        Assert.Equal(["old"], await FoundAsync(serving));
    }

    [Fact]
    public async Task Readers_go_on_while_indexes_are_exchanged()
    {
        using var serving = Open();
        await serving.UpsertAsync(Some.Indexed("old"), Cancel);
        await RebuildAsync("new");
        using var over = new CancellationTokenSource();
        var reading = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                Assert.Single(await FoundAsync(serving));
            }
        }, Cancel)).ToList();

        for (var exchanges = 0; exchanges < 30; exchanges++)
        {
            await Generations.RollBackAsync(Cancel);
            await Task.Delay(5, Cancel);
        }

        await over.CancelAsync();
        await Task.WhenAll(reading);
    }

    private SqliteGenerations Generations => new(folder.Path, "test-encoder", Some.Dimensions, TimeProvider.System);

    private ServingSqliteIndex Open() => new(folder.Path, "test-encoder", Some.Dimensions, TimeProvider.System);

    private List<string> Files => Directory.EnumerateFiles(folder.Path, "*.db").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList();

    private async Task RebuildAsync(string id)
    {
        using var next = await Generations.BeginAsync(Cancel);
        await next.Index.UpsertAsync(Some.Indexed(id), Cancel);
        await Generations.PublishAsync(next, Cancel);
    }

    private static async Task<IEnumerable<string>> FoundAsync(IArticleIndex index) =>
        (await index.SearchAsync(Some.Query("dam"), Cancel)).Chunks.Select(chunk => chunk.ArticleId.Value);
}
