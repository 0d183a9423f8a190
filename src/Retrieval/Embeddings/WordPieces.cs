using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace NewsBot.Retrieval.Embeddings;

/// <summary>Cuts texts into the networks' tokens, and remembers which word each is of. Safe for concurrent use.</summary>
public sealed class WordPieces
{
    /// <summary>How many there are in the vocabulary.</summary>
    public const int Count = 30_522;

    private const int WordsKept = 50_000;

    private readonly Dictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> words =
        new Dictionary<string, int[]>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly Lock wordsLock = new();

    private readonly BertTokenizer tokenizer;

    private WordPieces(BertTokenizer tokenizer) => this.tokenizer = tokenizer;

    public WordPiece Start => new(tokenizer.ClassificationTokenId, 0, 0);

    public WordPiece Separator => new(tokenizer.SeparatorTokenId, 0, 0);

    /// <exception cref="InvalidDataException">The file is missing or damaged; the message names it and says what to do.</exception>
    public static WordPieces Load(string folder) => ModelFiles.Load(Path.Combine(folder, ModelFiles.Vocabulary), path =>
    {
        using var vocabulary = File.OpenRead(path);
        return File.ReadLines(path).Count() == Count
            ? new WordPieces(BertTokenizer.Create(vocabulary, new BertOptions { RemoveNonSpacingMarks = true }))
            : throw new InvalidDataException("The vocabulary has not as many lines as it should.");
    });

    /// <summary>The tokens of a text, without marks around it.</summary>
    /// <remarks>WordPiece never crosses what is not a letter or digit, so words are cut there and looked up one by one: that keeps their places.</remarks>
    public IReadOnlyList<WordPiece> In(string text)
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

        // Half a surrogate pair is no character, and cannot be normalised.
        int[] ids = IsWellFormed(word) ? [.. tokenizer.EncodeToIds(word, addSpecialTokens: false)] : [tokenizer.UnknownTokenId];
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

    private static bool IsWellFormed(ReadOnlySpan<char> word)
    {
        foreach (var rune in word.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar && !word.Contains('\uFFFD'))
            {
                return false;
            }
        }

        return true;
    }

    // Marks and the halves of surrogate pairs belong to the letter before them.
    private static bool IsOfWord(char character) =>
        char.IsLetterOrDigit(character) || char.IsSurrogate(character) || char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark;
}

/// <summary>A token: its number in the vocabulary, and the word of the text that it is of, in UTF-16 units, end exclusive; a mark has 0 and 0.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WordPiece(int Id, int Start, int End);
