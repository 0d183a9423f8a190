using NewsBot.Retrieval.Search;
using Qdrant.Client.Grpc;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>
/// What the server finds texts by: their tokens (<see cref="FullText"/>), and stems that are the same however a word is spelled, where those are others. So it
/// finds whatever the embedded index would, and “U.S.” without looking for every “s”.
/// </summary>
internal static class StemmedText
{
    private const string Model = "qdrant/bm25";

    // A story has some 420 words and a chunk 75, and with them their titles again. The server ranks by these, and only roughly: see Bm25.
    private const double ArticleLength = 430;
    private const double ChunkLength = 85;

    public static string Of(params IReadOnlyList<string> texts)
    {
        var tokens = texts.SelectMany(text => FullText.PhraseOf(text).Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        return string.Join(' ', tokens.Concat(texts.SelectMany(Token.AllIn).Select(token => token.Stem).Except(tokens, StringComparer.Ordinal)));
    }

    /// <param name="words">See <see cref="Term.Word"/>.</param>
    public static string OfWords(IEnumerable<string> words) => string.Join(
        ' ', words.SelectMany(word => FullText.SpellingsOf(word).Where(phrase => !phrase.Contains(' ', StringComparison.Ordinal)).Append(Term.Of(word, out _).Stem)).Distinct(StringComparer.Ordinal));

    /// <summary>For the server to make a sparse vector of.</summary>
    public static Document ForChunks(string stems) => Bm25(stems, ChunkLength);

    /// <summary>For the server to make a sparse vector of.</summary>
    public static Document ForArticles(string stems) => Bm25(stems, ArticleLength);

    private static Document Bm25(string stems, double averageLength) => new()
    {
        Text = stems,
        Model = Model,
        Options =
        {
            ["avg_len"] = averageLength,
            ["tokenizer"] = "whitespace",
            ["stemmer"] = new Dictionary<string, Value>(StringComparer.Ordinal) { ["type"] = "none" },
            ["stopwords"] = new Dictionary<string, Value>(StringComparer.Ordinal) { ["custom"] = Array.Empty<Value>() },
        },
    };
}
