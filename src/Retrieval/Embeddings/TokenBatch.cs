using Microsoft.ML.OnnxRuntime;

namespace NewsBot.Retrieval.Embeddings;

/// <summary>Texts as a network of BERT's kind takes them: their tokens one after the other, and for attention alone laid out as [texts, length].</summary>
public sealed class TokenBatch : IDisposable
{
    /// <summary>int32 [tokens]: ids in the vocabulary.</summary>
    public const string TokenIds = "token_ids";

    /// <summary>int32 [tokens]: 0 for a text's first segment, 1 for its second.</summary>
    public const string Segments = "segments";

    /// <summary>int32 [tokens]: each token's place in its text, from 0.</summary>
    public const string Positions = "positions";

    /// <summary>int32 [texts, length]: which token is there; any token where a text has ended.</summary>
    public const string Slots = "slots";

    /// <summary>int32 [tokens]: each token's slot, counted over all texts.</summary>
    public const string TokenSlots = "token_slots";

    /// <summary>int32 [texts]: how many tokens each has.</summary>
    public const string Lengths = "lengths";

    /// <summary>
    /// float [texts, parts, length], of the sentence encoder alone: a token's share in the mean over each part of its text, 0 outside the part and
    /// everywhere where the text has fewer parts.
    /// </summary>
    public const string Shares = "shares";

    /// <summary>float [texts · parts, width], the sentence encoder's output: vectors of unit length, a text's parts one after the other.</summary>
    public const string Vectors = "vectors";

    private readonly List<OrtValue> inputs = [];
    private readonly List<string> names = [];

    /// <param name="texts">Each at least one token.</param>
    public TokenBatch(IReadOnlyList<TokenizedText> texts)
    {
        var (count, length) = (texts.Sum(text => text.Ids.Count), texts.Max(text => text.Ids.Count));
        int[] tokenIds = new int[count], segments = new int[count], positions = new int[count], tokenSlots = new int[count];
        int[] slots = new int[texts.Count * length], lengths = new int[texts.Count];
        var token = 0;
        foreach (var (row, text) in texts.Index())
        {
            lengths[row] = text.Ids.Count;
            for (var position = 0; position < text.Ids.Count; position++, token++)
            {
                var slot = (row * length) + position;
                (tokenIds[token], segments[token]) = (text.Ids[position], position < text.FirstSegment ? 0 : 1);
                (positions[token], tokenSlots[token], slots[slot]) = (position, slot, token);
            }
        }

        Add(TokenIds, tokenIds, count);
        Add(Segments, segments, count);
        Add(Positions, positions, count);
        Add(Slots, slots, texts.Count, length);
        Add(TokenSlots, tokenSlots, count);
        Add(Lengths, lengths, texts.Count);
        PartCount = texts.Max(text => text.Parts.Count);
        if (PartCount > 0)
        {
            Add(Shares, SharesOf(texts, PartCount, length), texts.Count, PartCount, length);
        }
    }

    /// <summary>The number of parts of the text that has most.</summary>
    public int PartCount { get; }

    public IReadOnlyCollection<string> InputNames => names;

    /// <summary>In the order of <see cref="InputNames"/>.</summary>
    public IReadOnlyCollection<OrtValue> Inputs => inputs;

    public void Dispose() => inputs.ForEach(input => input.Dispose());

    private static float[] SharesOf(IReadOnlyList<TokenizedText> texts, int partCount, int length)
    {
        var shares = new float[texts.Count * partCount * length];
        foreach (var (row, text) in texts.Index())
        {
            foreach (var (part, range) in text.Parts.Index())
            {
                var (start, count) = range.GetOffsetAndLength(text.Ids.Count);
                shares.AsSpan((((row * partCount) + part) * length) + start, count).Fill(1f / count);
            }
        }

        return shares;
    }

    private void Add<T>(string name, T[] values, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        names.Add(name);
        inputs.Add(OrtValue.CreateTensorValueFromMemory(values, shape.ToArray()));
    }
}

/// <summary>A text as it is read.</summary>
/// <param name="Ids">Of its tokens.</param>
/// <param name="FirstSegment">How many of them are of the first segment.</param>
/// <param name="Parts">Which stretches of the tokens get a vector each. Every token is read in the light of the whole text, whatever its part.</param>
public sealed record TokenizedText(IReadOnlyList<int> Ids, int FirstSegment, IReadOnlyList<Range> Parts);
