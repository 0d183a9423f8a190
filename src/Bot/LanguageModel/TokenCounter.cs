using System.Collections.Concurrent;
using Microsoft.ML.Tokenizers;

namespace NewsBot.LanguageModel;

/// <summary>
/// Counts tokens as OpenAI's models of these years do (o200k_base). Other models count in another way, but not by so much that a budget would
/// have to know.
/// </summary>
/// <remarks>Safe for many threads at once.</remarks>
internal sealed class TokenCounter
{
    // Some 5 MB. News stories repeat their words: nearly every one has been counted before.
    private const int MostKnown = 50_000;
    private const int LongestKnown = 24;

    // Its table of 200,000 entries takes a moment to read.
    private readonly Lazy<TiktokenTokenizer> tokenizer = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));
    private readonly ConcurrentDictionary<string, int> known = new(StringComparer.Ordinal);

    /// <remarks>Word by word, each with the blank before it: no token goes on after a word's end.</remarks>
    public int Count(string text)
    {
        var (count, start) = (0, 0);
        for (var end = 1; end <= text.Length; end++)
        {
            if (end == text.Length || (text[end] == ' ' && !char.IsWhiteSpace(text[end - 1])))
            {
                count += CountOf(text.AsSpan(start..end));
                start = end;
            }
        }

        return count;
    }

    private int CountOf(ReadOnlySpan<char> word)
    {
        var remembered = known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!remembered.TryGetValue(word, out var count))
        {
            count = tokenizer.Value.CountTokens(word);
            if (known.Count >= MostKnown)
            {
                known.Clear();
            }

            if (word.Length <= LongestKnown)
            {
                remembered.TryAdd(word, count);
            }
        }

        return count;
    }
}
