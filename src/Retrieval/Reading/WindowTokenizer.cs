using Microsoft.ML.Tokenizers;

namespace NewsBot.Retrieval.Reading;

/// <summary>Lays a question and a window of a story out as the reader takes them, in the WordPiece tokens of its vocabulary.</summary>
/// <remarks>
/// <c>[CLS] question [SEP] header [SEP] sentence [SEP] sentence [SEP] …</c>: the layout of BERT's pairs (Devlin et al., 2019), with a
/// separator after each sentence, so that the reader sees where one ends. Safe for concurrent use.
/// </remarks>
public sealed class WindowTokenizer
{
    /// <summary>The most tokens of a question; what comes after is not read.</summary>
    public const int MaxQuestionTokens = 48;

    /// <summary>The most tokens of a header.</summary>
    public const int MaxHeaderTokens = 32;

    /// <summary>The most tokens of a sentence.</summary>
    public const int MaxSentenceTokens = 160;

    /// <summary>The most tokens of a layout: as many as the network has positions for.</summary>
    public const int MaxTokens = 512;

    private const int WordsKept = 50_000;

    private readonly BertTokenizer tokenizer;
    private readonly Dictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> words =
        new Dictionary<string, int[]>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly Lock wordsLock = new();

    private WindowTokenizer(BertTokenizer tokenizer) => this.tokenizer = tokenizer;

    /// <param name="vocabulary">The vocabulary, a WordPiece a line.</param>
    public static WindowTokenizer Create(Stream vocabulary) =>
        new(BertTokenizer.Create(vocabulary, new BertOptions { RemoveNonSpacingMarks = true }));

    /// <summary>How many tokens a sentence takes, its separator included.</summary>
    public int Length(string sentence) => Math.Min(Tokens(sentence).Count, MaxSentenceTokens) + 1;

    /// <exception cref="ArgumentException">The sentences have more tokens than fit.</exception>
    public TokenizedWindow Tokenize(ReadingWindow window)
    {
        var tokens = new List<WordPiece>(256) { Special(tokenizer.ClassificationTokenId) };
        tokens.AddRange(Tokens(window.Question).Take(MaxQuestionTokens));
        tokens.Add(Special(tokenizer.SeparatorTokenId));
        var questionLength = tokens.Count;
        if (window.Header.Length > 0)
        {
            tokens.AddRange(Tokens(window.Header).Take(MaxHeaderTokens));
            tokens.Add(Special(tokenizer.SeparatorTokenId));
        }

        var sentences = new List<Range>(window.Sentences.Count);
        foreach (var sentence in window.Sentences)
        {
            var start = tokens.Count;
            tokens.AddRange(Tokens(sentence).Take(MaxSentenceTokens));
            tokens.Add(Special(tokenizer.SeparatorTokenId));
            sentences.Add(start..tokens.Count);
        }

        return tokens.Count <= MaxTokens
            ? new TokenizedWindow(tokens, questionLength, sentences)
            : throw new ArgumentException($"A window of {tokens.Count} tokens: {MaxTokens} fit.", nameof(window));
    }

    private static WordPiece Special(int id) => new(id, 0, 0);

    /// <summary>WordPiece never crosses what is not a letter or digit, so words are cut there and looked up one by one: that keeps their places.</summary>
    private List<WordPiece> Tokens(string text)
    {
        var tokens = new List<WordPiece>(text.Length / 4);
        for (var start = 0; start < text.Length;)
        {
            var end = start + 1;
            if (IsOfWord(text[start]))
            {
                while (end < text.Length && IsOfWord(text[end]))
                {
                    end++;
                }
            }

            if (!char.IsWhiteSpace(text[start]))
            {
                foreach (var id in Ids(text.AsSpan(start..end)))
                {
                    tokens.Add(new WordPiece(id, start, end));
                }
            }

            start = end;
        }

        return tokens;
    }

    private int[] Ids(ReadOnlySpan<char> word)
    {
        lock (wordsLock)
        {
            if (words.TryGetValue(word, out var known))
            {
                return known;
            }
        }

        int[] ids = [.. tokenizer.EncodeToIds(word, addSpecialTokens: false)];
        lock (wordsLock)
        {
            if (words.Dictionary.Count >= WordsKept)
            {
                words.Dictionary.Clear();
            }

            words[word] = ids;
        }

        return ids;
    }

    // Marks and the halves of surrogate pairs belong to the letter before them.
    private static bool IsOfWord(char character) =>
        char.IsLetterOrDigit(character) || char.IsSurrogate(character) || char.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.NonSpacingMark;
}
