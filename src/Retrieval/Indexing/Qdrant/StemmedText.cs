using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>
/// Texts as their stems with one space between them. The server is left only to weigh and to match them: so a word and a question's are the same
/// here exactly when they are the same to the ranking of sentences, however they are spelled.
/// </summary>
internal static class StemmedText
{
    private const string Model = "qdrant/bm25";

    // A story has some 420 words and a chunk 75, and with them their titles again.
    private const double ArticleLength = 430;
    private const double ChunkLength = 85;

    public static string Of(params IEnumerable<string> texts) => string.Join(' ', texts.SelectMany(Token.AllIn).Select(token => token.Stem));

    /// <param name="words">See <see cref="Term.Word"/>.</param>
    public static string OfWords(IEnumerable<string> words) => string.Join(' ', words.Select(StemOf));

    /// <param name="word">See <see cref="Term.Word"/>.</param>
    public static string StemOf(string word) => Term.Of(word, out _).Stem;

    /// <summary>For the server to make a sparse vector of.</summary>
    public static Document ForChunks(string stems) => new(stems, Model, Options(ChunkLength));

    /// <summary>For the server to make a sparse vector of.</summary>
    public static Document ForArticles(string stems) => new(stems, Model, Options(ArticleLength));

    private static Bm25Options Options(double length) => new(length, "whitespace", new DisabledStemmer(), new StopWords([]));
}
