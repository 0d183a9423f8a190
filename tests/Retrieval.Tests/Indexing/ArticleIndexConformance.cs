using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Retrieval.Tests.Indexing;

/// <summary>What every store has to do, written once: each store's tests derive from it.</summary>
public abstract class ArticleIndexConformance : IAsyncLifetime
{
    private static readonly TimeSpan Nicosia = TimeSpan.FromHours(2);
    private static readonly TimeSpan NewYork = TimeSpan.FromHours(-5);

    private IArticleIndex index = null!;

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero));

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Where the store is, as its status has to name it.</summary>
    protected abstract string Place { get; }

    /// <summary>Opens the one index of this test, as one more process.</summary>
    protected abstract ValueTask<IArticleIndex> OpenAsync();

    public virtual async ValueTask InitializeAsync() => index = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask CloseAsync();

    [Fact]
    public async Task Gives_back_an_article_as_it_was_written()
    {
        var written = Some.Indexed("flood", "The dam held. “We were lucky,” said the mayor — 🚢.\r\nIt rained on.");
        written = written with { Article = written.Article with { Language = "de" } };
        await index.UpsertAsync(written, Cancel);

        var read = Assert.Single(await index.ReadAsync([new ArticleId("flood"), new ArticleId("unknown")], Cancel));

        Assert.Equal(written.Article, read.Article);
        Assert.Equal(written.Sentences, read.Sentences);
        Assert.Equal(written.SentenceVectors.Bytes, read.SentenceVectors.Bytes);
        Assert.Equal(written.Fingerprint, await index.FindFingerprintAsync(new ArticleId("flood"), Cancel));
        Assert.Null(await index.FindFingerprintAsync(new ArticleId("unknown"), Cancel));
    }

    [Fact]
    public async Task An_article_without_embeddings_is_kept_without()
    {
        await index.UpsertAsync(Some.Indexed("flut") with { SentenceVectors = SentenceVectors.None }, Cancel);

        Assert.True(Assert.Single(await index.ReadAsync([new ArticleId("flut")], Cancel)).SentenceVectors.Bytes.IsEmpty);
    }

    [Fact]
    public async Task Finds_chunks_by_words_in_any_form()
    {
        await index.UpsertAsync(Some.Indexed("flood", "The dams were holding. The café stayed open."), Cancel);

        Assert.True((await Bm25OfAsync("dam")).ContainsKey(0));
        Assert.True((await Bm25OfAsync("hold")).ContainsKey(0));
        Assert.True((await Bm25OfAsync("cafe")).ContainsKey(1));
        Assert.Empty(await Bm25OfAsync("harbour"));
    }

    [Fact]
    public async Task Finds_the_stories_in_which_somebody_speaks_those_on_the_topic_first()
    {
        await UpsertSpokenAsync("bridge", "Mayor Ann Finch said that the bridge would fall.");
        await UpsertSpokenAsync("dam", "“The dam holds,” said Mayor Ann Finch. It rained.");
        await UpsertSpokenAsync("namesake", "Mr. Bob Finch said that the dam would hold.");
        await UpsertSpokenAsync("about", "Mr. Peter Hill said that Finch was wrong about the dam.");

        var hits = await index.FindSpeakersAsync(new SpeakerQuery(["Ann Finch"], ["dam"], ArticleFilter.All), Cancel);
        var ofSurname = await index.FindSpeakersAsync(new SpeakerQuery(["Finch"], [], ArticleFilter.All), Cancel);

        Assert.Equal(["dam", "bridge"], hits.Select(hit => hit.ArticleId.Value));
        Assert.Equal(["bridge", "dam", "namesake"], ofSurname.Select(hit => hit.ArticleId.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Speakers_are_found_in_the_stories_that_the_filter_admits()
    {
        await UpsertSpokenAsync("dam", "“The dam holds,” said Mayor Ann Finch.");

        Assert.Single(await index.FindSpeakersAsync(new SpeakerQuery(["Finch"], ["dam"], new ArticleFilter(null, "The Daily Harbour")), Cancel));
        Assert.Empty(await index.FindSpeakersAsync(new SpeakerQuery(["Finch"], ["dam"], new ArticleFilter(null, "Northgate Times")), Cancel));
    }

    [Fact]
    public async Task Finds_stories_by_phrases()
    {
        await index.UpsertAsync(Some.Indexed("dam", "The old dam will hold."), Cancel);
        await index.UpsertAsync(Some.Indexed("other", "Will the dam, which is old, hold?"), Cancel);

        Assert.Equal(["dam"], (await index.FindPhrasesAsync(["old dam will", "a \"mark\" OR"], 5, Cancel)).Select(id => id.Value));
    }

    [Fact]
    public async Task Gives_back_the_statements_with_who_tells_of_them()
    {
        await UpsertSpokenAsync("dam", "Mayor Ann Finch said that Mr. Bob Hill told her that the dam would hold.");

        var read = Assert.Single(await index.ReadAsync([new ArticleId("dam")], Cancel));

        Assert.Equal(["Ann Finch", "Bob Hill"], read.Statements.Select(statement => statement.Speaker));
        Assert.Equal([null, 0], read.Statements.Select(statement => statement.Within));
    }

    /// <summary>The figures are what FTS5's own <c>bm25()</c> gives for these rows, with the title's words weighed twice.</summary>
    [Theory]
    [InlineData("dam hold", "flood 0 1.680284191829e-6, flood 1 0.775472266722, vote 0 1.071347678369e-6", "flood 0.568310941777, vote 1.195652173913e-6")]
    [InlineData("usa forest", "fire 0 1.020268229353, fire 1 2.365969888970, flood 1 0.775471105986", "fire 2.313885689368, flood 0.568309540504")]
    public async Task Weighs_words_by_how_rare_they_are_and_by_the_length_of_the_text(string words, string chunks, string articles)
    {
        await index.UpsertAsync(Some.Indexed("flood", "The dam held. The dams of the U.S. were holding for a long, long day and the whole night."), Cancel);
        await index.UpsertAsync(Some.Indexed("fire", "The forests burned. The US sent help.", "Forest"), Cancel);
        await index.UpsertAsync(Some.Indexed("vote", "The dam was voted on.", "Vote"), Cancel);
        await index.UpsertAsync(Some.Indexed("ferry", "No ferry left.", "Ferry"), Cancel);

        var found = (await index.SearchAsync(Some.Query(words), Cancel)).Chunks;

        AssertFigures(chunks, found.Where(chunk => chunk.Bm25 > 0).ToDictionary(chunk => $"{chunk.ArticleId} {chunk.Ordinal}", chunk => chunk.Bm25));
        AssertFigures(articles, found.Where(chunk => chunk.ArticleBm25 > 0).DistinctBy(chunk => chunk.ArticleId).ToDictionary(chunk => chunk.ArticleId.Value, chunk => chunk.ArticleBm25));

        static void AssertFigures(string expected, Dictionary<string, double> figures)
        {
            var wanted = expected.Split(", ").Select(figure => (Of: figure[..figure.LastIndexOf(' ')], Value: double.Parse(figure[(figure.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture))).ToList();
            Assert.Equal(wanted.Select(figure => figure.Of), figures.Keys.Order(StringComparer.Ordinal));
            Assert.All(wanted, figure => Assert.Equal(figure.Value, figures[figure.Of], figure.Value * 1e-9));
        }
    }

    [Fact]
    public async Task Weighs_words_anew_when_stories_come()
    {
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);
        var among = (await Bm25OfAsync("dam"))[0];

        foreach (var id in new[] { "fire", "vote", "ferry" })
        {
            await index.UpsertAsync(Some.Indexed(id, "Nobody slept through the long night.", "Night"), Cancel);
        }

        Assert.True((await Bm25OfAsync("dam"))[0] > 1000 * among);
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
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);

        await index.SearchAsync(new ChunkQuery([word], Some.Vector(Some.Direction(0)), 10, ArticleFilter.All), Cancel);

        Assert.Equal(1, (await index.GetStatusAsync(Cancel)).Articles);
    }

    [Fact]
    public async Task Finds_the_chunks_nearest_in_meaning()
    {
        await index.UpsertAsync(Some.Indexed("flood", "The dam held. The mayor slept.", directions: [1, 2]), Cancel);

        var hits = await index.SearchAsync(Some.Query("", direction: 2), Cancel);

        Assert.Equal([1, 0], hits.Chunks.OrderByDescending(chunk => chunk.Cosine).Select(chunk => chunk.Ordinal));
        Assert.Equal(1, hits.Chunks.Max(chunk => chunk.Cosine), 1e-3);
    }

    [Fact]
    public async Task Searches_all_vectors()
    {
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
    public async Task Replaces_an_article_as_a_whole()
    {
        await index.UpsertAsync(Some.Indexed("flood", "The dam held. The mayor slept.", directions: [1, 2]), Cancel);
        await index.SearchAsync(Some.Query("dam"), Cancel); // now the first version is in memory

        await index.UpsertAsync(Some.Indexed("flood", "The dam broke.", directions: [3]), Cancel);

        Assert.Empty(await Bm25OfAsync("slept"));
        var hits = await index.SearchAsync(Some.Query("broke", direction: 1), Cancel);
        Assert.Equal(0, Assert.Single(hits.Chunks).Cosine, 1e-3);
        Assert.Equal((1, 1, 1), await CountsAsync());
    }

    [Fact]
    public async Task Removes_an_article_from_everything()
    {
        await index.UpsertAsync(Some.Indexed("flood"), Cancel);
        await index.UpsertAsync(Some.Indexed("fire", "The forest burned."), Cancel);
        await index.SearchAsync(Some.Query("dam"), Cancel);

        await index.RemoveAsync(new ArticleId("flood"), Cancel);
        await index.RemoveAsync(new ArticleId("never there"), Cancel);

        var hits = await index.SearchAsync(Some.Query("dam held"), Cancel);
        Assert.All(hits.Chunks, chunk => Assert.Equal("fire", chunk.ArticleId.Value));
        Assert.Equal((1, 1, 1), await CountsAsync());
    }

    [Fact]
    public async Task Sees_what_another_process_writes()
    {
        var (reader, writer) = (index, await OpenAsync());
        Assert.Empty((await reader.SearchAsync(Some.Query("dam"), Cancel)).Chunks);

        await writer.UpsertAsync(Some.Indexed("flood"), Cancel);
        Assert.Single((await reader.SearchAsync(Some.Query("dam"), Cancel)).Chunks);

        await writer.RemoveAsync(new ArticleId("flood"), Cancel);
        Assert.Empty((await reader.SearchAsync(Some.Query("dam"), Cancel)).Chunks);
    }

    [Fact]
    public async Task Many_readers_and_writers_may_work_at_once()
    {
        await Parallel.ForAsync(0, 60, Cancel, async (number, token) =>
        {
            await index.UpsertAsync(Some.Indexed($"story-{number % 20}", $"The dam number {number} held."), token);
            var hits = await index.SearchAsync(Some.Query("dam"), token);
            Assert.NotEmpty(hits.Chunks);
        });

        Assert.Equal((20, 20, 20), await CountsAsync());
    }

    [Fact]
    public async Task Says_what_it_holds()
    {
        Assert.Null((await index.GetStatusAsync(Cancel)).LastChange);

        await index.UpsertAsync(Some.Indexed("flood", "The dam held. The mayor slept."), Cancel);

        var status = await index.GetStatusAsync(Cancel);
        Assert.Equal((1, 2, 2), (status.Articles, status.Sentences, status.Chunks));
        Assert.Equal(Time.GetUtcNow(), status.LastChange);
        Assert.Equal(new DateTimeOffset(2013, 5, 7, 0, 0, 0, TimeSpan.Zero), status.Newest);
        Assert.Contains(Place, status.Store, StringComparison.Ordinal);
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
    public async Task Tells_how_the_stories_spread_over_days_and_outlets()
    {
        await IndexAsync("day", new DateTimeOffset(2013, 5, 7, 0, 0, 0, TimeSpan.Zero));
        await IndexAsync("night", new DateTimeOffset(2013, 5, 8, 1, 0, 0, Nicosia)); // still the seventh by UTC
        await IndexAsync("last", new DateTimeOffset(2013, 5, 9, 23, 59, 59, TimeSpan.Zero), source: "Meridian Press");
        await IndexAsync("outside", new DateTimeOffset(2013, 5, 10, 0, 0, 0, TimeSpan.Zero));
        await IndexAsync("undated", null);

        var spread = await index.GetDistributionAsync(new DateOnly(2013, 5, 7), new DateOnly(2013, 5, 9), Cancel);

        Assert.Equal([new DayCount(new DateOnly(2013, 5, 7), 2), new DayCount(new DateOnly(2013, 5, 9), 1)], spread.Days);
        Assert.Equal([new OutletCount("The Daily Harbour", 4), new OutletCount("Meridian Press", 1)], spread.Outlets);
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

    [Fact]
    public async Task Tells_in_how_many_chunks_words_occur_whatever_the_filter()
    {
        await index.UpsertAsync(Some.Indexed("flood", "The dams were holding. The U.N. sent 100,000 euros. It rained."), Cancel);

        var hits = await index.SearchAsync(Some.Query("dam u.n. 100000 harbour") with { Filter = new ArticleFilter(null, "Nobody") }, Cancel);

        Assert.Empty(hits.Chunks);
        Assert.Equal(3, hits.ChunkCount);
        Assert.Equal([("dam", 3), ("u.n.", 1), ("100000", 1), ("harbour", 0)], hits.Frequencies.Select(word => (word.Key, (int)word.Value)));
    }

    [Fact]
    public async Task Names_the_newest_first_and_those_without_a_date_last()
    {
        await IndexAsync("undated", null);
        await IndexAsync("old", new DateTimeOffset(2012, 1, 1, 12, 0, 0, TimeSpan.Zero));
        await IndexAsync("new", new DateTimeOffset(2014, 1, 1, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal(["new", "old", "undated"], (await index.GetNewestAsync(5, Cancel)).Select(id => id.Value));
        Assert.Equal(["new"], (await index.GetNewestAsync(1, Cancel)).Select(id => id.Value));
    }

    [Fact]
    public async Task An_index_without_stories_answers_everything_with_nothing()
    {
        Assert.Empty(await index.ReadAsync([new ArticleId("flood")], Cancel));
        Assert.Empty((await index.SearchAsync(Some.Query("dam"), Cancel)).Chunks);
        Assert.Equal(0, (await index.SearchAsync(Some.Query("dam"), Cancel)).Frequencies["dam"]);
        Assert.Equal(new ArticleCounts(0, null, null), await index.CountAsync(ArticleFilter.All, Cancel));
        Assert.Empty(await index.FindSpeakersAsync(new SpeakerQuery(["Finch"], ["dam"], ArticleFilter.All), Cancel));
        Assert.Empty(await index.FindPhrasesAsync(["the dam held"], 5, Cancel));
        Assert.Empty(await index.GetNewestAsync(5, Cancel));
        Assert.Empty(await index.GetOutletsAsync(Cancel));
        Assert.Empty((await index.GetDistributionAsync(new DateOnly(2013, 5, 7), new DateOnly(2013, 5, 9), Cancel)).Days);
        Assert.Equal(0, (await index.GetStatusAsync(Cancel)).Articles);
        await index.RemoveAsync(new ArticleId("flood"), Cancel);
    }

    private static TimeWindow Window(int fromDay, int untilDay, TimeSpan offset) =>
        new(new DateTimeOffset(2013, 5, fromDay, 0, 0, 0, offset), new DateTimeOffset(2013, 5, untilDay, 0, 0, 0, offset), "");

    private Task IndexAsync(string id, DateTimeOffset? published, string source = "The Daily Harbour")
    {
        var indexed = Some.Indexed(id);
        return index.UpsertAsync(indexed with { Article = indexed.Article with { Published = published, Source = source } }, Cancel);
    }

    private Task UpsertSpokenAsync(string id, string body)
    {
        var indexed = Some.Indexed(id, body);
        return index.UpsertAsync(indexed with { Statements = Ledger.Of(body, indexed.Sentences) }, Cancel);
    }

    private async Task<IEnumerable<string>> FindAsync(ArticleFilter filter)
    {
        var byWords = await index.SearchAsync(Some.Query("dam") with { Filter = filter }, Cancel);
        var byMeaning = await index.SearchAsync(Some.Query("") with { Filter = filter }, Cancel);
        Assert.Equal(Ids(byMeaning), Ids(byWords));
        return Ids(byWords);
    }

    private async Task<(long Articles, long Sentences, long Chunks)> CountsAsync()
    {
        var status = await index.GetStatusAsync(Cancel);
        return (status.Articles, status.Sentences, status.Chunks);
    }

    private async Task<Dictionary<int, double>> Bm25OfAsync(string words) =>
        (await index.SearchAsync(Some.Query(words), Cancel)).Chunks.Where(chunk => chunk.Bm25 > 0).ToDictionary(chunk => chunk.Ordinal, chunk => chunk.Bm25);

    private static IEnumerable<string> Ids(ChunkHits hits) => hits.Chunks.Select(chunk => chunk.ArticleId.Value).Order(StringComparer.Ordinal);

    private static float[] Unit(Random random)
    {
        var vector = Enumerable.Range(0, Some.Dimensions).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
        var norm = MathF.Sqrt(vector.Sum(value => value * value));
        return vector.Select(value => value / norm).ToArray();
    }
}
