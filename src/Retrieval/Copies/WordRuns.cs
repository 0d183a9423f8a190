using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Copies;

/// <summary>
/// A text as the set of its runs of three words, which tells a copy from a story about the same: two writers share words, but hardly ever runs.
/// Marks, capitals and white space make no difference.
/// </summary>
internal sealed partial class WordRuns
{
    /// <summary>How many numbers a signature has.</summary>
    public const int SignatureLength = 96;

    private const int RunLength = 3;
    private const int LongestWord = 64;

    // A copy has been cut and edited: most of the shorter text is in the longer one, and the two are not of very different length.
    private const double LeastOfBoth = 0.5;
    private const double LeastOfShorter = 0.8;
    private const double LeastLength = 0.35;

    private readonly HashSet<ulong> runs = [];

    private WordRuns(string text)
    {
        var words = new List<ulong>();
        Span<char> lower = stackalloc char[LongestWord];
        foreach (var word in Word().EnumerateMatches(text))
        {
            var letters = text.AsSpan(word.Index, word.Length);
            var length = Math.Min(letters.Length, LongestWord);
            letters[..length].ToLowerInvariant(lower);
            words.Add(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(lower[..length])));
        }

        Span<ulong> run = stackalloc ulong[RunLength];
        for (var start = 0; start + RunLength <= words.Count; start++)
        {
            CollectionsMarshal.AsSpan(words).Slice(start, RunLength).CopyTo(run);
            runs.Add(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(run)));
        }
    }

    /// <summary>How many different runs there are.</summary>
    public int Count => runs.Count;

    public static WordRuns Of(string text) => new(text);

    /// <summary>Whether one of the two texts was made from the other.</summary>
    public bool IsCopyOf(WordRuns other)
    {
        var (shorter, longer) = runs.Count <= other.runs.Count ? (runs, other.runs) : (other.runs, runs);
        if (shorter.Count == 0 || shorter.Count < LeastLength * longer.Count)
        {
            return false;
        }

        var common = shorter.Count(longer.Contains);
        return common >= LeastOfShorter * shorter.Count || common >= LeastOfBoth * (shorter.Count + longer.Count - common);
    }

    /// <summary>
    /// MinHash (Broder 1997): of each of many orders of all possible runs, the first run that is here. Two texts agree in as large a share of the
    /// numbers as they share of their runs.
    /// </summary>
    public uint[] Signature()
    {
        var signature = new uint[SignatureLength];
        Array.Fill(signature, uint.MaxValue);
        foreach (var run in runs)
        {
            for (var index = 0; index < SignatureLength; index++)
            {
                // Multiply-shift hashing; the multipliers are odd.
                var multiplier = (0x9E3779B97F4A7C15UL * (ulong)(index + 1)) | 1;
                var hash = (uint)(((run ^ (run >> 29)) * multiplier) >> 32);
                signature[index] = Math.Min(signature[index], hash);
            }
        }

        return signature;
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
