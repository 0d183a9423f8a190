using NewsBot.Retrieval.Embeddings;

namespace NewsBot.Retrieval.Search;

/// <summary>
/// How common words are in English, by the encoder's own unigram language model: a small collection of stories says too little about that.
/// </summary>
public sealed class WordRarity(UniversalSentenceEncoderTokenizer tokenizer)
{
    // No word of interest is rarer than one in this many, whatever the model says of its pieces.
    private const double Floor = 1e-9;

    /// <summary>The probability that a word of running text is this one, in either case.</summary>
    public double Probability(string word) =>
        word.Length == 0 ? Floor : Math.Max(Floor, LowerCase(word) + TitleCase(word));

    /// <summary>Whether a word that begins a sentence is capitalised only for that: it is common in lower case.</summary>
    public bool IsOrdinary(string word) => LowerCase(word) > 3e-7;

    private double LowerCase(string word) => Math.Exp(tokenizer.LogProbability(word.ToLowerInvariant()));

    private double TitleCase(string word) => Math.Exp(tokenizer.LogProbability(char.ToUpperInvariant(word[0]) + word[1..]));
}
