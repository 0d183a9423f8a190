using NewsBot.Retrieval.Embeddings;

namespace NewsBot.Retrieval.Search;

/// <summary>
/// How common words are in English: a small collection of stories says too little about that, while the encoder's vocabulary is in the order of
/// how often its pieces occur.
/// </summary>
public sealed class WordRarity(WordPieces pieces)
{
    // Zipf's law: the nth word makes up a tenth of the text divided by n. Where the vocabulary's words begin, "the" is first.
    private const double First = 0.1;
    private const int Before = 1995;

    // No word of interest is rarer than one in this many, whatever its pieces say.
    private const double Floor = 1e-9;

    /// <summary>Whether it is so usual that it is a piece of its own: a word or a name, and no slip of the hand.</summary>
    public bool IsWord(string word) => pieces.In(word).Count == 1;

    /// <summary>The probability that a word of running text is this one, in either case.</summary>
    public double Probability(string word)
    {
        var probability = 1.0;
        foreach (var piece in pieces.In(word))
        {
            probability *= First / Math.Max(1, piece.Id - Before);
        }

        return Math.Max(Floor, word.Length == 0 ? 0 : probability);
    }
}
