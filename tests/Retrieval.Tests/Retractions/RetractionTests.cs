using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Chunking;
using NewsBot.Retrieval.Copies;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Retractions;
using NewsBot.Retrieval.Tests.Embeddings;

namespace NewsBot.Retrieval.Tests.Retractions;

public sealed class RetractionTests : IDisposable
{
    private const string Reason = "The quotation was made up.";

    // Long enough for a copy of it to be known.
    private const string Body = "The dam of Oldmouth held through the night, the mayor said on Tuesday, although the river had risen by two metres within a few hours. "
        + "Ten families left their houses in boats and spent the night in the school, where neighbours had brought blankets and soup.";

    private readonly TemporaryFolder data = new();
    private readonly SqliteArticleIndex index;
    private readonly WireCopies copies;
    private readonly RetractionRegister register;
    private readonly ArticleIngestor ingestor;

    public RetractionTests(EncoderFixture fixture)
    {
        var options = Options.Create(new RetrievalOptions { DataFolder = data.Path });
        index = new SqliteArticleIndex(data.Path, SentenceEncoder.ModelId, SentenceEncoder.Dimensions, TimeProvider.System);
        copies = new WireCopies(options, index);
        register = new RetractionRegister(options, TimeProvider.System);
        ingestor = new ArticleIngestor(
            new Chunker(fixture.Pieces, 110), fixture.Encoder, index, NullLogger<ArticleIngestor>.Instance, copies, history: null, register);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Article Story => Some.Article("dam", Body);

    public void Dispose()
    {
        copies.Dispose();
        index.Dispose();
        data.Dispose();
    }

    [Fact]
    public async Task A_retracted_story_is_out_of_the_index_and_does_not_come_back_until_that_is_lifted()
    {
        await ingestor.IngestAsync(Story, Cancel);
        Assert.True(await ingestor.RetractAsync(Story.Id, Reason, Cancel));
        Assert.Empty(await index.ReadAsync([Story.Id], Cancel));

        Assert.Equal(IngestionOutcome.Retracted, await ingestor.IngestAsync(Story, Cancel));
        Assert.Equal(IngestionOutcome.Retracted, await ingestor.IngestAsync(Story with { Body = Body + " It rained on." }, Cancel));
        Assert.Empty(await index.ReadAsync([Story.Id], Cancel));

        Assert.True(await ingestor.LiftAsync(Story.Id, Cancel));
        Assert.Equal(Story, Assert.Single(await index.ReadAsync([Story.Id], Cancel)).Article);
        Assert.Empty(register.All());
    }

    [Fact]
    public async Task A_run_says_why_the_story_is_left_out()
    {
        await ingestor.IngestAsync(Story, Cancel);
        await ingestor.RetractAsync(Story.Id, Reason, Cancel);
        var raw = new RawArticle("dam.txt", ArticleFormat.Json, $$"""{"id":"dam","title":"A dam","text":"{{Body}}"}""", "dam");

        var result = Assert.Single(await ingestor.IngestAllAsync(new ArticleReading[] { new ArticleReading.Story(raw) }.ToAsyncEnumerable(), Cancel).ToListAsync(Cancel));

        Assert.Equal(IngestionOutcome.Retracted, result.Outcome);
        Assert.Equal($"It was retracted ({Reason}), so it is left out until that is lifted.", Assert.Single(result.Problems));
    }

    [Fact]
    public async Task What_other_outlets_printed_of_it_stays_out_as_well()
    {
        var copy = Story with { Id = new ArticleId("copy"), Source = "Meridian Press" };
        await ingestor.IngestAsync(Story, Cancel);
        Assert.Equal(IngestionOutcome.Copy, await ingestor.IngestAsync(copy, Cancel));
        await ingestor.RetractAsync(Story.Id, Reason, Cancel);

        Assert.Equal(IngestionOutcome.Retracted, await ingestor.IngestAsync(copy, Cancel));
        Assert.Equal(Story.Id, register.Find(copy.Id)!.CopyOf);
        Assert.False(await ingestor.LiftAsync(copy.Id, Cancel)); // it goes with the story
        await ingestor.LiftAsync(Story.Id, Cancel);
        Assert.Equal(IngestionOutcome.Copy, await ingestor.IngestAsync(copy, Cancel));
    }

    [Fact]
    public async Task What_an_older_index_brings_back_is_taken_out_again()
    {
        await ingestor.IngestAsync(Story, Cancel);
        await ingestor.RetractAsync(Story.Id, Reason, Cancel);
        await index.UpsertAsync(Some.Indexed("dam", directions: []) with { Chunks = [] }, Cancel);

        await ingestor.RemoveRetractedAsync(Cancel);

        Assert.Empty(await index.ReadAsync([Story.Id], Cancel));
    }

    [Fact]
    public async Task Only_a_story_that_is_there_can_be_retracted_and_only_a_retracted_one_lifted()
    {
        Assert.False(await ingestor.RetractAsync(new ArticleId("unknown"), Reason, Cancel));
        Assert.False(await ingestor.LiftAsync(new ArticleId("unknown"), Cancel));
        Assert.Empty(register.All());
    }
}
