using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Retrieval.Tests.Statements;

public sealed class QuotationFinderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("The old dam will hold for a hundred years")]
    [InlineData("the old dam – will hold   for a hundred years.")]
    [InlineData("The old dam will hold, for a hundred\nyears")]
    public async Task Words_are_the_same_whatever_marks_dashes_and_white_space_are_between_them(string words)
    {
        var match = await FindAsync(words, "“The old dam will hold for a hundred years,” said Mayor Ann Finch.");

        Assert.True(match!.IsExact);
        Assert.True(match.IsQuoted);
        Assert.Equal("Ann Finch", match.Statement?.Speaker);
    }

    [Fact]
    public async Task An_apostrophe_and_a_hyphen_are_the_same_however_they_are_typed() =>
        Assert.True((await FindAsync("we don't want a cease-fire now", "“We don’t want a cease‑fire now,” said Mayor Ann Finch."))!.IsExact);

    [Theory]
    [InlineData("the old dam will hold for two hundred years", "a|two")]
    [InlineData("the old dam will never hold for a hundred years", "|never")]
    [InlineData("the old dam will hold a hundred years", "for|")]
    public async Task A_changed_word_is_a_changed_quotation(string words, string change)
    {
        var match = await FindAsync(words, "“The old dam will hold for a hundred years,” said Mayor Ann Finch.");

        Assert.False(match!.IsExact);
        Assert.Equal(change, string.Join("", match.Changes.Where(word => word.Kind == WordChangeKind.Told).Select(word => word.Words))
            + "|" + string.Join("", match.Changes.Where(word => word.Kind == WordChangeKind.Asked).Select(word => word.Words)));
        Assert.Equal("Ann Finch", match.Statement?.Speaker);
    }

    [Fact]
    public async Task A_changed_figure_is_a_changed_quotation() =>
        Assert.False((await FindAsync("the repair will cost 4.3 million euros", "“The repair will cost 4.2 million euros,” said Mayor Ann Finch."))!.IsExact);

    [Fact]
    public async Task A_quotation_is_whole_although_its_speaker_is_named_in_the_middle() =>
        Assert.True((await FindAsync("The old dam will hold, but the new bridge will fall", "“The old dam will hold,” said Mayor Ann Finch, “but the new bridge will fall.”"))!.IsExact);

    [Fact]
    public async Task Words_of_the_story_itself_are_nobodys_quotation()
    {
        var match = await FindAsync("the river rose by two metres overnight", "The river rose by two metres overnight. “The dam holds,” said Mayor Ann Finch.");

        Assert.True(match!.IsExact);
        Assert.False(match.IsQuoted);
        Assert.Null(match.Statement);
    }

    [Fact]
    public async Task Quoted_words_come_before_the_same_words_of_a_story()
    {
        var match = await FindAsync("the old dam will hold", "It was asked whether the old dam will hold. “The old dam will hold,” said Mayor Ann Finch.");

        Assert.Equal("Ann Finch", match!.Statement?.Speaker);
    }

    [Theory]
    [InlineData("the moon is made of green cheese and nothing else")]
    [InlineData("the dam")]
    [InlineData("of the a")]
    [InlineData("")]
    [InlineData("“”—…")]
    [InlineData("dam\" OR \"x")]
    public async Task What_no_story_comes_near_to_is_not_found(string words) =>
        Assert.Null(await FindAsync(words, "“The old dam will hold for a hundred years,” said Mayor Ann Finch."));

    [Fact]
    public async Task The_earliest_of_several_stories_is_given_and_the_others_with_it()
    {
        const string body = "“The old dam will hold for a hundred years,” said Mayor Ann Finch.";
        using var index = Open();
        await AddAsync(index, "late", body, day: 9);
        await AddAsync(index, "early", body, day: 2);

        var match = await new QuotationFinder(index).FindAsync("The old dam will hold for a hundred years", TestContext.Current.CancellationToken);

        Assert.Equal("early", match!.Story.Article.Id.Value);
        Assert.Equal("late", Assert.Single(match.AlsoIn).Article.Id.Value);
    }

    private async Task<QuotationMatch?> FindAsync(string words, string body)
    {
        using var index = Open();
        await AddAsync(index, "story", body, day: 7);
        return await new QuotationFinder(index).FindAsync(words, TestContext.Current.CancellationToken);
    }

    private SqliteArticleIndex Open() => new(folder.Path, "some embedder", Some.Dimensions, TimeProvider.System);

    private static async Task AddAsync(SqliteArticleIndex index, string id, string body, int day)
    {
        var indexed = Some.Indexed(id, body);
        await index.UpsertAsync(
            indexed with
            {
                Article = indexed.Article with { Published = new DateTimeOffset(2013, 5, day, 0, 0, 0, TimeSpan.Zero) },
                Statements = Ledger.Of(body, indexed.Sentences),
            },
            TestContext.Current.CancellationToken);
    }
}
