namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>
/// How well rows match phrases, by the figures of the embedded index, to which the ranking of sentences was fitted. The server's own differ: they add 1 within
/// the logarithm, which counts among few stories, and take an average length that is told when a row is written.
/// </summary>
/// <remarks>The formula, and what it leaves open: https://sqlite.org/fts5.html#the_bm25_function</remarks>
/// <param name="rows">How many there are, whether they match or not.</param>
/// <param name="averageLength">Of a row, in tokens.</param>
/// <param name="phrases">With the number of rows in which each stands.</param>
internal sealed class Bm25(long rows, double averageLength, IReadOnlyList<(string Phrase, long Rows)> phrases)
{
    /// <summary>A word in the headline says more than one in the text.</summary>
    public const double TitleWeight = 2;

    private const double K1 = 1.2;
    private const double B = 0.75;

    // Of a phrase that stands in half of the rows, or in more.
    private const double LeastWeight = 1e-6;

    private readonly List<(string[] Tokens, double Weight)> weighed = phrases.Select(phrase => (phrase.Phrase.Split(' '), Weight(rows, phrase.Rows))).ToList();

    public long Rows => rows;

    /// <summary>Higher is better; 0 when no phrase stands in the row.</summary>
    /// <param name="row">See <see cref="FullText.Of"/>.</param>
    /// <param name="titleWeight">For how many times in the text one in the title counts.</param>
    public double Of(string row, double titleWeight)
    {
        var (title, text) = FullText.Read(row);
        var length = K1 * (1 - B + (B * (title.Length + text.Length) / averageLength));
        return weighed.Sum(phrase =>
        {
            var frequency = (titleWeight * Occurrences(phrase.Tokens, title)) + Occurrences(phrase.Tokens, text);
            return phrase.Weight * frequency * (K1 + 1) / (frequency + length);
        });
    }

    /// <summary>In how many rows one of the phrases stands.</summary>
    public long FrequencyOf(string phrase) => phrases.First(counted => counted.Phrase == phrase).Rows;

    private static double Weight(long rows, long having) => Math.Max(LeastWeight, Math.Log((rows - having + 0.5) / (having + 0.5)));

    private static int Occurrences(string[] phrase, string[] tokens)
    {
        var count = 0;
        for (var start = 0; start <= tokens.Length - phrase.Length; start++)
        {
            if (tokens.AsSpan(start, phrase.Length).SequenceEqual(phrase))
            {
                count++;
            }
        }

        return count;
    }
}
