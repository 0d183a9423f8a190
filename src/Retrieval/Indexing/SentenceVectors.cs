using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace NewsBot.Retrieval.Indexing;

/// <summary>The embeddings of an article's sentences, a byte for a component: as they are stored and compared.</summary>
/// <remarks>They have unit length before they are quantised, so what one component stands for need not be kept.</remarks>
public sealed class SentenceVectors
{
    private readonly sbyte[] rows;
    private readonly int dimensions;

    private SentenceVectors(sbyte[] rows, int count) => (this.rows, dimensions) = (rows, count == 0 ? 0 : rows.Length / count);

    /// <summary>Of an article that the embedder does not understand: near to nothing.</summary>
    public static SentenceVectors None { get; } = new([], 0);

    /// <summary>What is stored: each sentence's components in 127ths of its greatest one, signed, one sentence after the other.</summary>
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes<sbyte>(rows);

    /// <param name="vectors">One for each sentence of the article, in its order, all of one length.</param>
    public static SentenceVectors From(IReadOnlyList<ReadOnlyMemory<float>> vectors)
    {
        if (vectors is not [var first, ..])
        {
            return None;
        }

        var quantized = new sbyte[vectors.Count * first.Length];
        foreach (var (ordinal, vector) in vectors.Index())
        {
            QuantizedVector.Quantize(vector.Span, quantized.AsSpan(ordinal * first.Length, first.Length));
        }

        return new SentenceVectors(quantized, vectors.Count);
    }

    /// <param name="stored">See <see cref="Bytes"/>; nothing: <see cref="None"/>.</param>
    /// <param name="count">How many sentences the article has.</param>
    public static SentenceVectors Read(ReadOnlySpan<byte> stored, int count) =>
        stored.IsEmpty ? None : new SentenceVectors(MemoryMarshal.Cast<byte, sbyte>(stored).ToArray(), count);

    /// <summary>The embedding of a sentence, of any length but 0; null where it has none.</summary>
    public float[]? Of(int ordinal)
    {
        if (dimensions == 0)
        {
            return null;
        }

        var vector = new float[dimensions];
        TensorPrimitives.ConvertTruncating(rows.AsSpan(ordinal * dimensions, dimensions), vector.AsSpan());
        return vector.AsSpan().ContainsAnyExcept(0) ? vector : null;
    }
}
