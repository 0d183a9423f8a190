using NewsBot.Retrieval.Embeddings;

namespace NewsBot.Retrieval.Reading;

/// <summary>Lays a question and a window of a story out as the reader takes them.</summary>
/// <remarks>
/// <c>[CLS] question [SEP] header [SEP] sentence [SEP] sentence [SEP] …</c>: the layout of BERT's pairs (Devlin et al., 2019), with a
/// separator after each sentence, so that the reader sees where one ends. Safe for concurrent use.
/// </remarks>
public sealed class WindowTokenizer(WordPieces pieces)
{
    /// <summary>The most tokens of a question; what comes after is not read.</summary>
    public const int MaxQuestionTokens = 48;

    /// <summary>The most tokens of a header.</summary>
    public const int MaxHeaderTokens = 32;

    /// <summary>The most tokens of a sentence.</summary>
    public const int MaxSentenceTokens = 160;

    /// <summary>The most tokens of a layout: as many as the network has positions for.</summary>
    public const int MaxTokens = 512;

    /// <summary>How many tokens a sentence takes, its separator included.</summary>
    public int Length(string sentence) => Math.Min(pieces.In(sentence).Count, MaxSentenceTokens) + 1;

    /// <exception cref="ArgumentException">The sentences have more tokens than fit.</exception>
    public TokenizedWindow Tokenize(ReadingWindow window)
    {
        var tokens = new List<WordPiece>(256) { pieces.Start };
        tokens.AddRange(pieces.In(window.Question).Take(MaxQuestionTokens));
        tokens.Add(pieces.Separator);
        var questionLength = tokens.Count;
        if (window.Header.Length > 0)
        {
            tokens.AddRange(pieces.In(window.Header).Take(MaxHeaderTokens));
            tokens.Add(pieces.Separator);
        }

        var sentences = new List<Range>(window.Sentences.Count);
        foreach (var sentence in window.Sentences)
        {
            var start = tokens.Count;
            tokens.AddRange(pieces.In(sentence).Take(MaxSentenceTokens));
            tokens.Add(pieces.Separator);
            sentences.Add(start..tokens.Count);
        }

        return tokens.Count <= MaxTokens
            ? new TokenizedWindow(tokens, questionLength, sentences)
            : throw new ArgumentException($"A window of {tokens.Count} tokens: {MaxTokens} fit.", nameof(window));
    }
}
