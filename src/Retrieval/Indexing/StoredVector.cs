using System.Numerics;
using System.Runtime.InteropServices;

namespace NewsBot.Retrieval.Indexing;

/// <summary>
/// A vector as it is stored: a component is a bfloat16, the upper half of a float, in little endian. That halves the file at an error of
/// about 1e-4 in a cosine.
/// </summary>
internal static class StoredVector
{
    public static byte[] Encode(ReadOnlySpan<float> vector)
    {
        var halves = new ushort[vector.Length];
        for (var index = 0; index < halves.Length; index++)
        {
            // Round to nearest, ties to even, as IEEE 754 does by default.
            var bits = BitConverter.SingleToUInt32Bits(vector[index]);
            halves[index] = (ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
        }

        return MemoryMarshal.AsBytes(halves).ToArray();
    }

    /// <param name="vector">As long as what is stored has components.</param>
    public static void Decode(ReadOnlySpan<byte> stored, Span<float> vector)
    {
        var halves = MemoryMarshal.Cast<byte, ushort>(stored);
        var halfLanes = MemoryMarshal.Cast<ushort, Vector<ushort>>(halves);
        var lanes = MemoryMarshal.Cast<float, Vector<float>>(vector);
        for (var lane = 0; lane < halfLanes.Length; lane++)
        {
            // A bfloat16 becomes a float by sixteen zero bits at its lower end.
            Vector.Widen(halfLanes[lane], out var lower, out var upper);
            lanes[2 * lane] = (lower << 16).As<uint, float>();
            lanes[(2 * lane) + 1] = (upper << 16).As<uint, float>();
        }

        for (var index = halfLanes.Length * Vector<ushort>.Count; index < halves.Length; index++)
        {
            vector[index] = BitConverter.UInt32BitsToSingle((uint)halves[index] << 16);
        }
    }
}
