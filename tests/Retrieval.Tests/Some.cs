using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Chunking;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Tests;

/// <summary>Values that a test does not care about, beside the one that it does.</summary>
internal static class Some
{
    /// <summary>A Monday morning in Nicosia, with no outlets.</summary>
    public static AskingContext Asking { get; } = new(new DateTimeOffset(2014, 12, 1, 9, 0, 0, TimeSpan.FromHours(2)), []);

    public const int Dimensions = 8;

    /// <summary>Those of the encoder.</summary>
    public static Article Article(string id, string body = "The dam held.", string title = "A dam") =>
        new(new ArticleId(id), title, "The Daily Harbour", null, new DateTimeOffset(2013, 5, 7, 0, 0, 0, TimeSpan.Zero), new Uri($"https://example.org/{id}"), body);

    /// <summary>An article of one chunk per sentence; the chunks' vectors point into the directions given.</summary>
    public static IndexedArticle Indexed(string id, string body = "The dam held.", string title = "A dam", params int[] directions)
    {
        var sentences = SentenceSplitter.Split(body);
        var chunks = sentences.Select((sentence, index) => new EmbeddedChunk(
            new Chunk(index, index, 1, sentence.Text), Direction(index < directions.Length ? directions[index] : 0)));
        return new IndexedArticle(Article(id, body, title), $"fingerprint of {body}", sentences, chunks.ToList())
        {
            SentenceVectors = SentenceVectors.From(sentences.Select((_, index) => (ReadOnlyMemory<float>)Direction(index % Dimensions)).ToList()),
        };
    }

    public static float[] Direction(int axis)
    {
        var vector = new float[Dimensions];
        vector[axis] = 1;
        return vector;
    }

    /// <summary>An embedding that is there already.</summary>
    public static Task<ReadOnlyMemory<float>> Vector(float[] values) => Task.FromResult<ReadOnlyMemory<float>>(values);

    public static ChunkQuery Query(string words, int direction = 0, int limit = 10) =>
        new(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), Vector(Direction(direction)), limit, ArticleFilter.All);
}
