using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Tests.Indexing;

public sealed class ArticleFilterTests : IDisposable
{
    private static readonly TimeSpan Nicosia = TimeSpan.FromHours(2);
    private static readonly TimeSpan NewYork = TimeSpan.FromHours(-5);

    private readonly TemporaryFolder folder = new();
    private readonly SqliteArticleIndex index;

    public ArticleFilterTests() => index = new SqliteArticleIndex(folder.Path, "test", Some.Dimensions, TimeProvider.System);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        index.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Finds_only_what_was_published_in_the_window()
    {
        await IndexAsync("before", new DateTimeOffset(2013, 5, 6, 23, 59, 0, Nicosia));
        await IndexAsync("first", new DateTimeOffset(2013, 5, 7, 0, 0, 0, Nicosia));
        await IndexAsync("last", new DateTimeOffset(2013, 5, 8, 23, 59, 59, Nicosia));
        await IndexAsync("after", new DateTimeOffset(2013, 5, 9, 0, 0, 0, Nicosia));
        await IndexAsync("undated", null);

        Assert.Equal(["first", "last"], await FindAsync(new ArticleFilter(Window(7, 9, Nicosia), null)));
    }

    [Fact]
    public async Task A_date_without_a_time_of_day_is_that_day_wherever_the_asker_is()
    {
        await IndexAsync("sixth", new DateTimeOffset(2013, 5, 6, 0, 0, 0, TimeSpan.Zero));
        await IndexAsync("seventh", new DateTimeOffset(2013, 5, 7, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(["seventh"], await FindAsync(new ArticleFilter(Window(7, 8, NewYork), null)));
        Assert.Equal(["seventh"], await FindAsync(new ArticleFilter(Window(7, 8, Nicosia), null)));
    }

    [Fact]
    public async Task A_window_may_be_open_at_either_end()
    {
        await IndexAsync("old", new DateTimeOffset(2012, 1, 1, 12, 0, 0, TimeSpan.Zero));
        await IndexAsync("new", new DateTimeOffset(2014, 1, 1, 12, 0, 0, TimeSpan.Zero));
        var middle = new DateTimeOffset(2013, 1, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(["new"], await FindAsync(new ArticleFilter(new TimeWindow(middle, null, ""), null)));
        Assert.Equal(["old"], await FindAsync(new ArticleFilter(new TimeWindow(null, middle, ""), null)));
    }

    [Fact]
    public async Task Finds_only_the_outlets_stories()
    {
        await IndexAsync("harbour", null);
        await IndexAsync("press", null, source: "Meridian Press");

        Assert.Equal(["press"], await FindAsync(new ArticleFilter(null, "Meridian Press")));
        Assert.Equal(["Meridian Press", "The Daily Harbour"], await index.GetOutletsAsync(Cancel));
    }

    [Fact]
    public async Task Counts_what_it_admits()
    {
        await IndexAsync("first", new DateTimeOffset(2013, 5, 7, 12, 0, 0, Nicosia));
        await IndexAsync("last", new DateTimeOffset(2013, 5, 8, 12, 0, 0, Nicosia));
        await IndexAsync("after", new DateTimeOffset(2013, 5, 9, 12, 0, 0, Nicosia));

        var counts = await index.CountAsync(new ArticleFilter(Window(7, 9, Nicosia), null), Cancel);

        Assert.Equal(new ArticleCounts(2, new DateTimeOffset(2013, 5, 7, 12, 0, 0, Nicosia), new DateTimeOffset(2013, 5, 8, 12, 0, 0, Nicosia)), counts);
        Assert.Equal(new ArticleCounts(0, null, null), await index.CountAsync(new ArticleFilter(null, "Nobody"), Cancel));
    }

    [Fact]
    public async Task Counts_the_articles_that_name_somebody()
    {
        await index.UpsertAsync(Some.Indexed("one", "Ban Ki-moon spoke. Ban Ki-moon left."), Cancel);
        await index.UpsertAsync(Some.Indexed("two", "A ban was imposed on the moon."), Cancel);

        Assert.Equal(1, await index.CountMentionsAsync(["ban", "ki", "moon"], Cancel));
        Assert.Equal(2, await index.CountMentionsAsync(["ban"], Cancel));
        Assert.Equal(0, await index.CountMentionsAsync(["kerry"], Cancel));
        Assert.Equal(0, await index.CountMentionsAsync([], Cancel));
    }

    private static TimeWindow Window(int fromDay, int untilDay, TimeSpan offset) =>
        new(new DateTimeOffset(2013, 5, fromDay, 0, 0, 0, offset), new DateTimeOffset(2013, 5, untilDay, 0, 0, 0, offset), "");

    private Task IndexAsync(string id, DateTimeOffset? published, string source = "The Daily Harbour")
    {
        var indexed = Some.Indexed(id);
        return index.UpsertAsync(indexed with { Article = indexed.Article with { Published = published, Source = source } }, Cancel);
    }

    private async Task<IEnumerable<string>> FindAsync(ArticleFilter filter)
    {
        var byWords = await index.SearchAsync(Some.Query("dam") with { Filter = filter }, Cancel);
        var byMeaning = await index.SearchAsync(Some.Query("") with { Filter = filter }, Cancel);
        Assert.Equal(Ids(byMeaning), Ids(byWords));
        return Ids(byWords);
    }

    private static IEnumerable<string> Ids(ChunkHits hits) => hits.Chunks.Select(chunk => chunk.ArticleId.Value).Order(StringComparer.Ordinal);
}
