using Microsoft.Extensions.Logging.Abstractions;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Chunking;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Tests.Embeddings;

namespace NewsBot.Retrieval.Tests;

public sealed class ArticleIngestorTests : IDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly TemporaryFolder stories = new();
    private readonly SqliteArticleIndex index;
    private readonly ArticleIngestor ingestor;

    public ArticleIngestorTests(EncoderFixture fixture)
    {
        index = new SqliteArticleIndex(data.Path, SentenceEncoder.ModelId, SentenceEncoder.Dimensions, TimeProvider.System);
        ingestor = new ArticleIngestor(
            new Chunker(fixture.Pieces, 110), fixture.Encoder, index, NullLogger<ArticleIngestor>.Instance);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        index.Dispose();
        data.Dispose();
        stories.Dispose();
    }

    [Fact]
    public async Task Indexing_twice_changes_nothing()
    {
        Write("a.txt", "The dam held through the night, the mayor said.");
        Write("b.jsonl", """{"title":"Fire","text":"The forest burned.","url":"https://example.org/fire"}""");

        Assert.Equal([IngestionOutcome.Added, IngestionOutcome.Added], await OutcomesAsync());
        var before = await index.GetStatusAsync(Cancel);
        Assert.Equal([IngestionOutcome.Unchanged, IngestionOutcome.Unchanged], await OutcomesAsync());
        Assert.Equal(before, await index.GetStatusAsync(Cancel));
    }

    [Fact]
    public async Task A_changed_story_takes_the_place_of_the_old_one()
    {
        Write("a.txt", "The dam held through the night, the mayor said.");
        await OutcomesAsync();
        Write("a.txt", "The dam broke in the morning, the mayor said.");

        Assert.Equal([IngestionOutcome.Updated], await OutcomesAsync());

        var read = Assert.Single(await index.ReadAsync([new ArticleId("a")], Cancel));
        Assert.Equal("The dam broke in the morning, the mayor said.", Assert.Single(read.Sentences).Text);
    }

    [Fact]
    public async Task Every_sentence_is_kept_with_what_it_means_even_one_too_long_for_a_chunk()
    {
        var overlong = string.Join(' ', Enumerable.Repeat("The water rose and the wind blew and", 40)) + " the dam held.";
        Write("a.txt", $"{string.Join(' ', Enumerable.Repeat("The dam held through the night, the mayor said.", 30))} {overlong} The Pope resigned in Rome.");
        await OutcomesAsync();

        var read = Assert.Single(await index.ReadAsync([new ArticleId("a")], Cancel));

        var bytes = read.SentenceVectors.Bytes.ToArray().Chunk(SentenceEncoder.Dimensions).ToList();
        Assert.Equal(read.Sentences.Count, bytes.Count);
        Assert.All(bytes, vector => Assert.Contains(vector, component => component is 127 or 129));
    }

    [Fact]
    public async Task Of_two_stories_with_one_id_the_first_is_kept_and_the_second_is_named()
    {
        Write("a.jsonl", "{\"id\":\"1\",\"text\":\"The dam held.\"}\n{\"id\":\"1\",\"text\":\"The dam broke.\"}");

        var results = await IngestAsync();

        var failed = Assert.Single(results, result => result.Outcome == IngestionOutcome.Failed);
        Assert.EndsWith("a.jsonl:2", failed.Location, StringComparison.Ordinal);
        Assert.Contains("a.jsonl:1", Assert.Single(failed.Problems), StringComparison.Ordinal);
        Assert.Equal("The dam held.", Assert.Single(await index.ReadAsync([new ArticleId("1")], Cancel)).Article.Body);
    }

    [Fact]
    public async Task What_cannot_be_read_does_not_stop_the_rest()
    {
        Write("a.txt", "");
        Write("b.jsonl", "{\"text\":\"The dam held.\"}\nnot json\n{\"text\":\"The dam broke.\"}");

        var results = await IngestAsync();

        Assert.Equal(2, results.Count(result => result.Outcome == IngestionOutcome.Added));
        Assert.Equal(2, results.Count(result => result is { Outcome: IngestionOutcome.Failed, Problems.Count: 1 }));
    }

    [Fact]
    public async Task The_index_holds_whole_articles_when_it_is_cancelled()
    {
        for (var number = 0; number < 200; number++)
        {
            Write($"{number:000}.txt", string.Concat(Enumerable.Repeat($"The dam number {number} held through the night. ", 30)));
        }

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var done = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in ingestor.IngestAllAsync(ArticleReader.ReadAsync([stories.Path], stopping.Token), stopping.Token))
            {
                if (++done == 5)
                {
                    await stopping.CancelAsync();
                }
            }
        });

        var status = await index.GetStatusAsync(Cancel);
        Assert.InRange(status.Articles, 5, 199);
        Assert.Equal(30 * status.Articles, status.Sentences);
    }

    [Fact]
    public async Task The_seed_article_has_its_outlet_its_url_and_26_sentences()
    {
        var seed = Repository.Shared("articles/naharnet-82277.txt");
        Assert.SkipWhen(seed is null, "The seed article is not beside this clone.");
        File.Copy(seed, stories.File("naharnet-82277.txt"));

        var result = Assert.Single(await IngestAsync());

        var read = Assert.Single(await index.ReadAsync([result.Id!.Value], Cancel));
        Assert.Equal(("Naharnet", "https://mobile.naharnet.com/stories/en/82277"), (read.Article.Source, read.Article.Url?.AbsoluteUri));
        Assert.Equal(26, read.Sentences.Count);
        Assert.DoesNotContain(read.Sentences, sentence => sentence.Text.Contains("Copyright", StringComparison.Ordinal));
    }

    private void Write(string name, string content) => File.WriteAllText(stories.File(name), content);

    private async Task<List<IngestionResult>> IngestAsync() =>
        await ingestor.IngestAllAsync(ArticleReader.ReadAsync([stories.Path], Cancel), Cancel).ToListAsync(Cancel);

    private async Task<IEnumerable<IngestionOutcome>> OutcomesAsync() => (await IngestAsync()).Select(result => result.Outcome);
}
