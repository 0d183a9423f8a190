using NewsBot.Doubles;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Chunking;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Indexing.Qdrant;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Tests.Indexing.Qdrant;

/// <summary>That words come to the same figures on Qdrant as in the embedded index, for the words of real stories.</summary>
public sealed class QdrantFiguresTests : IAsyncLifetime
{
    private const int SentencesPerChunk = 4;

    // Fewer than the chunks that have a common word, so that the best of them have to be chosen.
    private const int Limit = 10;

    // Every so many words; all of them would take a minute.
    private const int Step = 4;

    private readonly TemporaryFolder folder = new();
    private QdrantServer server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => server = await QdrantServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Words_weigh_the_same_as_in_the_embedded_index()
    {
        using var sqlite = new SqliteArticleIndex(folder.Path, "test-encoder", Some.Dimensions, TimeProvider.System);
        var options = new QdrantOptions { Url = server.Url };
        using var connection = new QdrantConnection(options, TimeProvider.System);
        using var qdrant = new QdrantArticleIndex(connection, "news", "test-encoder", Some.Dimensions, TimeProvider.System);
        var stories = await StoriesAsync();
        foreach (var story in stories)
        {
            await sqlite.UpsertAsync(story, Cancel);
            await qdrant.UpsertAsync(story, Cancel);
        }

        var all = stories.SelectMany(story => Term.AllIn($"{story.Article.Title} {story.Article.Body}")).Select(term => term.Word).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(all.Count > 1_000);
        foreach (var pair in all.Zip(all.Skip(1), (first, second) => $"{first} {second}").Where((_, number) => number % Step == 0))
        {
            await AssertSameAsync(pair, Limit);
        }

        // Words of several spellings, all of whose chunks are found.
        await AssertSameAsync("usa un", 1_000);

        async Task AssertSameAsync(string words, int limit)
        {
            var expected = await sqlite.SearchAsync(Some.Query(words, limit: limit), Cancel);
            var actual = await qdrant.SearchAsync(Some.Query(words, limit: limit), Cancel);

            Assert.Equal(expected.ChunkCount, actual.ChunkCount);
            Assert.Equal(Frequencies(expected), Frequencies(actual));
            AssertSame(words, OfChunks(expected), OfChunks(actual));
            AssertSame(words, OfArticles(expected), OfArticles(actual));
        }

        static IEnumerable<string> Frequencies(ChunkHits hits) => hits.Frequencies.Select(word => $"{word.Key} {word.Value}").Order(StringComparer.Ordinal);
        static List<double> OfChunks(ChunkHits hits) => hits.Chunks.Select(chunk => chunk.Bm25).Where(figure => figure > 0).OrderDescending().ToList();
        static List<double> OfArticles(ChunkHits hits) => hits.Chunks.DistinctBy(chunk => chunk.ArticleId).Select(chunk => chunk.ArticleBm25).OrderDescending().Where(figure => figure > 0).ToList();
    }

    private static void AssertSame(string words, List<double> expected, List<double> actual)
    {
        Assert.True(expected.Count == actual.Count, $"{words}: {expected.Count} and {actual.Count}");
        Assert.All(expected.Zip(actual), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= pair.First * 1e-9, $"{words}: {pair.First} and {pair.Second}"));
    }

    private static async Task<List<IndexedArticle>> StoriesAsync()
    {
        var stories = new List<IndexedArticle>();
        await foreach (var reading in ArticleReader.ReadAsync([Repository.Samples], Cancel))
        {
            if (reading is ArticleReading.Story(var raw) && ArticleParser.Parse(raw) is ParsedArticle.Accepted(var article, _))
            {
                var sentences = SentenceSplitter.Split(article.Body);
                var chunks = sentences.Chunk(SentencesPerChunk).Select((part, ordinal) =>
                    new EmbeddedChunk(new Chunk(ordinal, part[0].Ordinal, part.Length, string.Join(' ', part.Select(sentence => sentence.Text))), Some.Direction(0))).ToList();
                stories.Add(new IndexedArticle(article, "fingerprint", sentences, chunks));
            }
        }

        return stories;
    }
}
