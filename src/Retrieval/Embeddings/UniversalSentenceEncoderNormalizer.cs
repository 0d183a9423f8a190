using System.Buffers;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace NewsBot.Retrieval.Embeddings;

/// <summary>
/// Text as the vocabulary spells it: Unicode NFKC, one <c>▁</c> before everything, and <c>▁</c> for each space; other white space
/// stays. Empty text stays empty. A lone surrogate, which NFKC knows nothing of, becomes U+FFFD, which no piece contains.
/// </summary>
public sealed class UniversalSentenceEncoderNormalizer : Normalizer
{
    /// <summary>Stands for a space inside pieces (U+2581).</summary>
    public const char WordSeparator = '▁';

    public override string Normalize(string original)
    {
        ArgumentNullException.ThrowIfNull(original);
        return Normalize(original.AsSpan());
    }

    public override string Normalize(ReadOnlySpan<char> original)
    {
        var rented = Rent(original, out var length);
        var normalized = new string(rented, 0, length);
        ArrayPool<char>.Shared.Return(rented);
        return normalized;
    }

    /// <summary>The normalised text in a pooled array that the caller returns, without making a string of it.</summary>
    internal static char[] Rent(ReadOnlySpan<char> original, out int length)
    {
        if (original.IsEmpty)
        {
            length = 0;
            return ArrayPool<char>.Shared.Rent(1);
        }

        // ASCII is its own NFKC, and most sentences are ASCII.
        return Ascii.IsValid(original) ? Separate(original, out length) : RentNfkc(original, out length);
    }

    private static char[] RentNfkc(ReadOnlySpan<char> original, out int length)
    {
        var repaired = HasLoneSurrogate(original) ? Repair(original) : original;
        if (repaired.IsNormalized(NormalizationForm.FormKC))
        {
            return Separate(repaired, out length);
        }

        var buffer = ArrayPool<char>.Shared.Rent(repaired.GetNormalizedLength(NormalizationForm.FormKC));
        repaired.TryNormalize(buffer, out var written, NormalizationForm.FormKC);
        var separated = Separate(buffer.AsSpan(0, written), out length);
        ArrayPool<char>.Shared.Return(buffer);
        return separated;
    }

    private static char[] Separate(ReadOnlySpan<char> text, out int length)
    {
        length = text.Length + 1;
        var separated = ArrayPool<char>.Shared.Rent(length);
        separated[0] = WordSeparator;
        text.Replace(separated.AsSpan(1), ' ', WordSeparator);
        return separated;
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at)
        {
            if (Rune.DecodeFromUtf16(text[at..], out _, out var consumed) != OperationStatus.Done)
            {
                return true;
            }

            text = text[(at + consumed)..];
        }

        return false;
    }

    private static string Repair(ReadOnlySpan<char> text)
    {
        var repaired = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // which gives U+FFFD for a lone surrogate
        {
            repaired.Append(rune);
        }

        return repaired.ToString();
    }
}
