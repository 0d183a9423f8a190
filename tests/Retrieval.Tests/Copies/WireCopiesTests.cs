using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Chunking;
using NewsBot.Retrieval.Copies;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Tests.Embeddings;

namespace NewsBot.Retrieval.Tests.Copies;

public sealed class WireCopiesTests : IDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly SqliteArticleIndex index;
    private readonly WireCopies copies;
    private readonly ArticleIngestor ingestor;

    public WireCopiesTests(EncoderFixture fixture)
    {
        index = new SqliteArticleIndex(data.Path, SentenceEncoder.ModelId, SentenceEncoder.Dimensions, TimeProvider.System);
        copies = new WireCopies(Options.Create(new RetrievalOptions { DataFolder = data.Path }), index);
        ingestor = new ArticleIngestor(new Chunker(fixture.Pieces, 110), fixture.Encoder, index, NullLogger<ArticleIngestor>.Instance, copies);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        copies.Dispose();
        index.Dispose();
        data.Dispose();
    }

    [Fact]
    public async Task A_copy_is_noted_with_the_story_and_not_indexed_again()
    {
        var (story, copy) = ((await SamplesAsync())[0], (await SamplesAsync())[0] with { Id = new ArticleId("copy"), Source = "The Daily Harbour" });

        Assert.Equal(IngestionOutcome.Added, await ingestor.IngestAsync(story, Cancel));
        Assert.Equal(IngestionOutcome.Copy, await ingestor.IngestAsync(copy, Cancel));
        Assert.Equal(IngestionOutcome.Unchanged, await ingestor.IngestAsync(copy, Cancel));

        Assert.Equal(1, (await index.GetStatusAsync(Cancel)).Articles);
        Assert.Equal("The Daily Harbour", Assert.Single(copies.Of([story.Id])[story.Id]).Source);
    }

    [Fact]
    public async Task A_copy_takes_the_storys_place_when_that_is_removed()
    {
        var (story, copy) = ((await SamplesAsync())[0], (await SamplesAsync())[0] with { Id = new ArticleId("copy"), Source = "The Daily Harbour" });
        await ingestor.IngestAsync(story, Cancel);
        await ingestor.IngestAsync(copy, Cancel);

        Assert.True(await ingestor.RemoveAsync(story.Id, Cancel));
        Assert.False(await ingestor.RemoveAsync(story.Id, Cancel));

        Assert.Equal(IngestionOutcome.Added, await ingestor.IngestAsync(copy, Cancel));
        Assert.Empty(copies.Of([copy.Id])[copy.Id]);
    }

    [Fact]
    public async Task A_changed_story_is_no_copy_of_itself()
    {
        var story = (await SamplesAsync())[0];
        await ingestor.IngestAsync(story, Cancel);

        Assert.Equal(IngestionOutcome.Updated, await ingestor.IngestAsync(story with { Body = story.Body + "\n\nThis story has been corrected." }, Cancel));
    }

    /// <summary>Every sample story as five outlets would print it; and no two sample stories are the same.</summary>
    [Fact]
    public async Task Edited_copies_are_found_and_stories_about_the_same_are_not()
    {
        var stories = await SamplesAsync();
        foreach (var story in stories)
        {
            Assert.Equal(IngestionOutcome.Added, await ingestor.IngestAsync(story, Cancel));
        }

        var (found, right, all) = (0, 0, 0);
        foreach (var (story, number) in stories.Zip(Enumerable.Range(0, stories.Count)))
        {
            foreach (var (body, edit) in EditsOf(story.Body, new Random(number)).Zip(Enumerable.Range(0, 100)))
            {
                var copy = story with { Id = new ArticleId($"{story.Id}-{edit}"), Source = $"Outlet {edit}", Body = body };
                all++;
                if (await ingestor.IngestAsync(copy, Cancel) == IngestionOutcome.Copy)
                {
                    found++;
                    right += copies.Of([story.Id])[story.Id].Any(known => known.Id == copy.Id) ? 1 : 0;
                }
                else
                {
                    await ingestor.RemoveAsync(copy.Id, Cancel);
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{all} copies: recall {(double)right / all:0.000}, precision {(double)right / found:0.000}");
        Assert.True(right >= 0.95 * all, $"Of {all} copies {right} were found.");
        Assert.True(right >= 0.98 * found, $"Of {found} that were found, {right} are right.");
    }

    private static IEnumerable<string> EditsOf(string body, Random random)
    {
        var paragraphs = body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        yield return "LEMBA (Harbour News Agency) - " + body + "\n\nReporting by Ana Reyes; editing by Tom Berg";
        yield return string.Join("\n\n", paragraphs.Take(Math.Max(1, paragraphs.Length * 2 / 3)));
        yield return string.Join("\n\n", paragraphs.Where((_, place) => place % 4 != 2));
        yield return body.Replace('“', '"').Replace('”', '"').Replace('’', '\'').ToUpperInvariant();
        yield return string.Join(' ', body.Split(' ').Select(word => random.Next(25) == 0 ? "newly" : word));
        yield return body + "\n\n" + string.Join(' ', Enumerable.Range(0, body.Split(' ').Length / 3).Select(word => $"background{word}"));
    }

    private static async Task<List<Article>> SamplesAsync()
    {
        var readings = await ArticleReader.ReadAsync([Repository.Samples], Cancel).ToListAsync(Cancel);
        return readings.Select(reading => Assert.IsType<ParsedArticle.Accepted>(ArticleParser.Parse(Assert.IsType<ArticleReading.Story>(reading).Raw)).Article).ToList();
    }
}
