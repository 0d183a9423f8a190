using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace NewsBot.Retrieval.Indexing;

/// <summary>
/// A vector with a byte for a component, in 127ths of its greatest one: a quarter of its size at an error of some 3e-4 in a cosine.
/// </summary>
internal static class QuantizedVector
{
    private const int Greatest = sbyte.MaxValue;

    /// <summary>Fills a row with a vector's components, and tells what one of them stands for.</summary>
    public static float Quantize(ReadOnlySpan<float> vector, Span<sbyte> row)
    {
        var greatest = TensorPrimitives.MaxMagnitude(vector) is var magnitude && magnitude != 0 ? MathF.Abs(magnitude) : 1;
        var steps = Greatest / greatest;
        for (var index = 0; index < row.Length; index++)
        {
            row[index] = (sbyte)MathF.Round(vector[index] * steps);
        }

        return greatest / Greatest;
    }

    /// <summary>A vector that many others are compared with: quantised, too, but made as wide as a product once and for all.</summary>
    public static short[] Widened(ReadOnlySpan<float> vector)
    {
        var row = new sbyte[vector.Length];
        Quantize(vector, row);
        return Array.ConvertAll(row, component => (short)component);
    }

    /// <summary>The dot product of the components as they are, without what one of them stands for.</summary>
    public static int Dot(ReadOnlySpan<short> widened, ReadOnlySpan<sbyte> row)
    {
        var widenedLanes = MemoryMarshal.Cast<short, Vector<short>>(widened);
        var rowLanes = MemoryMarshal.Cast<sbyte, Vector<sbyte>>(row);
        var (even, odd) = (Vector<int>.Zero, Vector<int>.Zero);
        for (var lane = 0; lane < rowLanes.Length; lane++)
        {
            // Two products of components of at most 127 fit in a short.
            Vector.Widen(rowLanes[lane], out var lower, out var upper);
            Vector.Widen((lower * widenedLanes[2 * lane]) + (upper * widenedLanes[(2 * lane) + 1]), out var first, out var second);
            even += first;
            odd += second;
        }

        var sum = Vector.Sum(even + odd);
        for (var index = rowLanes.Length * Vector<sbyte>.Count; index < row.Length; index++)
        {
            sum += row[index] * widened[index];
        }

        return sum;
    }
}
