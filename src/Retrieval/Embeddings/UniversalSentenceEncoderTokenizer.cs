using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace NewsBot.Retrieval.Embeddings;

/// <summary>
/// The tokenizer of the Universal Sentence Encoder Lite: a unigram language model over 8,000 pieces, cut by the Viterbi algorithm.
/// </summary>
/// <remarks>
/// The text is always normalised (see <see cref="UniversalSentenceEncoderNormalizer"/>), and offsets count UTF-16 units of the normalised
/// text. Told not to consider normalisation, it takes the text as normalised already. There is no pre-tokenization. Safe for many threads
/// at once.
/// </remarks>
public sealed class UniversalSentenceEncoderTokenizer : Tokenizer
{
    private const int StackLimit = 512;

    private readonly UnigramVocabulary vocabulary;

    private UniversalSentenceEncoderTokenizer(UnigramVocabulary vocabulary) => this.vocabulary = vocabulary;

    public override Normalizer Normalizer { get; } = new UniversalSentenceEncoderNormalizer();

    /// <summary>Reads <c>vocab.json</c> of the encoder's folder.</summary>
    /// <exception cref="InvalidDataException">The file is missing or damaged; the message names it and says what to do.</exception>
    /// <exception cref="PlatformNotSupportedException">.NET runs without ICU, so that NFKC does nothing.</exception>
    public static UniversalSentenceEncoderTokenizer Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);

        // In globalization-invariant mode Normalize returns any text but ASCII unchanged, and tokens would silently be wrong.
        return "ﬁ".Normalize(NormalizationForm.FormKC) is "fi"
            ? new(UnigramVocabulary.Load(Path.Combine(folder, EncoderFiles.Vocabulary)))
            : throw new PlatformNotSupportedException(
                "The sentence encoder needs Unicode normalisation, which .NET does not have here: "
                    + "install ICU (the package libicu) and do not set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
    }

    /// <param name="table">See <see cref="WordVectors.From"/>.</param>
    internal WordVectors WordsIn(ReadOnlySpan<byte> table, int width) => WordVectors.From(vocabulary, table, width);

    protected override EncodeResults<EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        var original = text is null ? textSpan : text;
        var normalized = settings.ConsiderNormalization ? Normalizer.Normalize(original) : original.ToString();
        var spans = ArrayPool<TokenSpan>.Shared.Rent(normalized.Length + 1);
        var cut = Cut(normalized, spans);
        var tokens = new EncodedToken[Math.Min(cut.Length, settings.MaxTokenCount)];
        for (var i = 0; i < tokens.Length; i++)
        {
            var (id, start, end) = cut[i];
            tokens[i] = new(id, normalized[start..end], start..end);
        }

        ArrayPool<TokenSpan>.Shared.Return(spans);
        return new()
        {
            Tokens = tokens,
            NormalizedText = settings.ConsiderNormalization ? normalized : null,
            CharsConsumed = tokens.Length == 0 ? 0 : tokens[^1].Offset.End.Value,
        };
    }

    protected override EncodeResults<int> EncodeToIds(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        var original = text is null ? textSpan : text;
        var normalized = settings.ConsiderNormalization ? Normalizer.Normalize(original) : original.ToString();
        var spans = ArrayPool<TokenSpan>.Shared.Rent(normalized.Length + 1);
        var cut = Cut(normalized, spans);
        cut = cut[..Math.Min(cut.Length, settings.MaxTokenCount)];
        var ids = new int[cut.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = cut[i].Id;
        }

        var consumed = cut.IsEmpty ? 0 : cut[^1].End;
        ArrayPool<TokenSpan>.Shared.Return(spans);
        return new() { Tokens = ids, NormalizedText = settings.ConsiderNormalization ? normalized : null, CharsConsumed = consumed };
    }

    // A chunker counts every sentence of every story, so counting makes no garbage.
    protected override int CountTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        var original = text is null ? textSpan : text;
        char[]? rented = null;
        var normalized = original;
        if (settings.ConsiderNormalization)
        {
            rented = UniversalSentenceEncoderNormalizer.Rent(original, out var length);
            normalized = rented.AsSpan(0, length);
        }

        var spans = ArrayPool<TokenSpan>.Shared.Rent(normalized.Length + 1);
        var count = Math.Min(Cut(normalized, spans).Length, settings.MaxTokenCount);
        ArrayPool<TokenSpan>.Shared.Return(spans);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return count;
    }

    /// <summary>The natural logarithm of a text's probability by the language model that the tokenizer cuts with.</summary>
    public double LogProbability(string text)
    {
        // A symbol that no piece covers is rarer than any piece.
        const double unknown = -14;
        return EncodeToIds(text).Sum(id => id == UnigramVocabulary.Unknown ? unknown : vocabulary.Score(id));
    }

    /// <summary>
    /// The text of the ids: <c>▁</c> as a space, save the first; U+FFFD for the unknown id; nothing for the ends of a sentence.
    /// </summary>
    public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten)
    {
        ArgumentNullException.ThrowIfNull(ids);
        (idsConsumed, charsWritten) = (0, 0);
        foreach (var id in ids)
        {
            if (id < 0 || id >= vocabulary.Count)
            {
                return OperationStatus.InvalidData;
            }

            var piece = UnigramVocabulary.IsControl(id) ? "" : vocabulary.Piece(id).AsSpan();
            if (idsConsumed == 0 && piece is [UniversalSentenceEncoderNormalizer.WordSeparator, ..])
            {
                piece = piece[1..];
            }

            if (piece.Length > destination.Length - charsWritten)
            {
                return OperationStatus.DestinationTooSmall;
            }

            piece.Replace(destination[charsWritten..], UniversalSentenceEncoderNormalizer.WordSeparator, ' ');
            charsWritten += piece.Length;
            idsConsumed++;
        }

        return OperationStatus.Done;
    }

    /// <summary>
    /// Cuts normalised text into the pieces whose log-probabilities have the greatest sum, and gives their spans at the end of
    /// <paramref name="spans"/>.
    /// </summary>
    /// <remarks>
    /// Three rules of the reference implementation are kept because the network was trained on what they give: of two equal sums the later
    /// candidate wins, a sum of exactly 0 counts as not yet set, and a place that no piece ends at starts again from 0.
    /// </remarks>
    private Span<TokenSpan> Cut(ReadOnlySpan<char> text, TokenSpan[] spans)
    {
        var places = text.Length + 1;
        var rentedSums = places > StackLimit ? ArrayPool<double>.Shared.Rent(places) : null;
        var rentedIds = places > StackLimit ? ArrayPool<int>.Shared.Rent(places) : null;
        var sums = rentedSums is null ? stackalloc double[places] : rentedSums.AsSpan(0, places);
        var lastIds = rentedIds is null ? stackalloc int[places] : rentedIds.AsSpan(0, places);
        sums.Clear();
        lastIds.Clear();

        FindBest(text, sums, lastIds);
        var found = TraceBack(text, lastIds, spans);

        if (rentedSums is not null)
        {
            ArrayPool<double>.Shared.Return(rentedSums);
            ArrayPool<int>.Shared.Return(rentedIds!);
        }

        return found;
    }

    private void FindBest(ReadOnlySpan<char> text, Span<double> sums, Span<int> lastIds)
    {
        var trie = vocabulary.Trie;
        for (var start = 0; start < text.Length;)
        {
            var before = sums[start];
            var isCovered = false;
            for (int node = PieceTrie.Root, end = start; end < text.Length && (node = trie.Step(node, text[end])) != PieceTrie.None;)
            {
                end++;
                var id = trie.IdAt(node);
                if (id == PieceTrie.None)
                {
                    continue;
                }

                Offer(before + vocabulary.Score(id), id, end, sums, lastIds);
                isCovered = true;
            }

            var symbolLength = SymbolLengthAt(text, start);
            if (!isCovered)
            {
                Offer(before, UnigramVocabulary.Unknown, start + symbolLength, sums, lastIds);
            }

            start += symbolLength;
        }
    }

    private static void Offer(double sum, int id, int end, Span<double> sums, Span<int> lastIds)
    {
        if (sums[end] == 0 || sum >= sums[end])
        {
            sums[end] = sum;
            lastIds[end] = id;
        }
    }

    private Span<TokenSpan> TraceBack(scoped ReadOnlySpan<char> text, scoped ReadOnlySpan<int> lastIds, TokenSpan[] spans)
    {
        var first = spans.Length;
        for (var end = text.Length; end > 0;)
        {
            var id = lastIds[end];
            var start = end - (id == UnigramVocabulary.Unknown ? SymbolLengthBefore(text, end) : vocabulary.Piece(id).Length);
            if (id == UnigramVocabulary.Unknown && first < spans.Length && spans[first].Id == UnigramVocabulary.Unknown)
            {
                spans[first] = spans[first] with { Start = start }; // a run of unknown symbols is one token
            }
            else
            {
                spans[--first] = new(id, start, end);
            }

            end = start;
        }

        return spans.AsSpan(first);
    }

    // A symbol is a code point.
    private static int SymbolLengthAt(ReadOnlySpan<char> text, int start) =>
        char.IsHighSurrogate(text[start]) && start + 1 < text.Length && char.IsLowSurrogate(text[start + 1]) ? 2 : 1;

    private static int SymbolLengthBefore(ReadOnlySpan<char> text, int end) =>
        char.IsLowSurrogate(text[end - 1]) && end > 1 && char.IsHighSurrogate(text[end - 2]) ? 2 : 1;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct TokenSpan(int Id, int Start, int End);
}
