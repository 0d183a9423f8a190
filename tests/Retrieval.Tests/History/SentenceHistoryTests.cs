using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Chunking;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.History;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Tests.Embeddings;

namespace NewsBot.Retrieval.Tests.History;

public sealed class SentenceHistoryTests : IDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly SqliteArticleIndex index;
    private readonly SentenceHistory history;
    private readonly ArticleIngestor ingestor;

    public SentenceHistoryTests(EncoderFixture fixture)
    {
        index = new SqliteArticleIndex(data.Path, SentenceEncoder.ModelId, SentenceEncoder.Dimensions, TimeProvider.System);
        history = new SentenceHistory(Options.Create(new RetrievalOptions { DataFolder = data.Path }), new FakeTimeProvider());
        ingestor = new ArticleIngestor(new Chunker(fixture.Pieces, 110), fixture.Encoder, index, NullLogger<ArticleIngestor>.Instance, copies: null, history);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        index.Dispose();
        data.Dispose();
    }

    [Fact]
    public async Task What_a_story_said_before_is_kept_beside_what_it_says_now()
    {
        await ingestor.IngestAsync(Some.Article("dam", "The dam held. Ten people were hurt. It rained. The mayor slept."), Cancel);
        await ingestor.IngestAsync(Some.Article("dam", "The dam held. Two people were hurt. It rained. This story has been corrected."), Cancel);
        await ingestor.IngestAsync(Some.Article("dam", "The dam held. Two people were hurt. It rained."), Cancel);

        Assert.Equal(
            [("Ten people were hurt.", "Two people were hurt."), ("The mayor slept.", "This story has been corrected."), ("This story has been corrected.", null)],
            history.Of(new ArticleId("dam")).Select(change => (change.Before, change.After)));
    }

    [Fact]
    public async Task A_removed_story_leaves_nothing_behind()
    {
        await ingestor.IngestAsync(Some.Article("dam", "The dam held."), Cancel);
        await ingestor.IngestAsync(Some.Article("dam", "The dam broke."), Cancel);
        await ingestor.RemoveAsync(new ArticleId("dam"), Cancel);

        Assert.Empty(history.Of(new ArticleId("dam")));
    }

    [Theory]
    [InlineData("The dam held.\n\nThis story has been corrected to show that two people were hurt.", true)]
    [InlineData("The dam held.\n\nCorrection: An earlier version gave the wrong number.", true)]
    [InlineData("The dam held. An earlier version of this article misspelled the mayor's name.", true)]
    [InlineData("The minister said the mistake has been corrected. House prices saw a correction.", false)]
    public void A_story_that_says_so_is_marked_corrected(string body, bool isCorrected) => Assert.Equal(isCorrected, Some.Article("dam", body).IsCorrected);
}
