using Microsoft.ML.OnnxRuntime;

namespace NewsBot.Retrieval.Embeddings;

/// <summary>Texts as token ids in the layout that <see cref="EncoderNetwork"/> takes.</summary>
internal sealed class TokenBatch : IDisposable
{
    private const float Masked = -1e9f;

    /// <param name="texts">Each at least one and at most <see cref="EncoderNetwork.MaxTokens"/> token ids, and at least one part.</param>
    public TokenBatch(ReadOnlySpan<TokenizedText> texts)
    {
        foreach (var text in texts)
        {
            TokenCount += text.Ids.Length;
            Length = Math.Max(Length, text.Ids.Length);
            PartCount = Math.Max(PartCount, text.Parts.Count);
        }

        TextCount = texts.Length;
        int[] tokenIds = new int[TokenCount], positions = new int[TokenCount], tokenSlots = new int[TokenCount];
        var slots = new int[TextCount * Length];
        float[] attentionBias = new float[TextCount * Length], shares = new float[TextCount * PartCount * Length];
        var token = 0;
        for (var text = 0; text < texts.Length; text++)
        {
            var ids = texts[text].Ids;
            var firstSlot = text * Length;
            for (var position = 0; position < ids.Length; position++, token++)
            {
                var slot = firstSlot + position;
                (tokenIds[token], positions[token], tokenSlots[token]) = (ids[position], position, slot);
                slots[slot] = token;
            }

            foreach (var (part, range) in texts[text].Parts.Index())
            {
                var (start, count) = range.GetOffsetAndLength(ids.Length);
                shares.AsSpan((((text * PartCount) + part) * Length) + start, count).Fill(1f / count);
            }

            attentionBias.AsSpan((firstSlot + ids.Length)..(firstSlot + Length)).Fill(Masked);
        }

        Inputs =
        [
            OrtValue.CreateTensorValueFromMemory(tokenIds, [TokenCount]),
            OrtValue.CreateTensorValueFromMemory(positions, [TokenCount]),
            OrtValue.CreateTensorValueFromMemory(tokenSlots, [TokenCount]),
            OrtValue.CreateTensorValueFromMemory(slots, [TextCount, Length]),
            OrtValue.CreateTensorValueFromMemory(attentionBias, [TextCount, 1, 1, Length]),
            OrtValue.CreateTensorValueFromMemory(shares, [TextCount, PartCount, Length]),
        ];
    }

    public int TextCount { get; }

    public int TokenCount { get; }

    /// <summary>The number of parts of the text that has most.</summary>
    public int PartCount { get; }

    /// <summary>The number of tokens of the longest text.</summary>
    public int Length { get; }

    public static IReadOnlyCollection<string> InputNames { get; } =
    [
        EncoderNetwork.TokenIds,
        EncoderNetwork.Positions,
        EncoderNetwork.TokenSlots,
        EncoderNetwork.Slots,
        EncoderNetwork.AttentionBias,
        EncoderNetwork.Shares,
    ];

    /// <summary>In the order of <see cref="InputNames"/>.</summary>
    public IReadOnlyCollection<OrtValue> Inputs { get; }

    public void Dispose()
    {
        foreach (var input in Inputs)
        {
            input.Dispose();
        }
    }
}

/// <summary>A text as it is encoded.</summary>
/// <param name="Ids">Of its tokens.</param>
/// <param name="Parts">Which stretches of the tokens get a vector each. Every token is read in the light of the whole text, whatever its part.</param>
internal sealed record TokenizedText(int[] Ids, IReadOnlyList<Range> Parts);
