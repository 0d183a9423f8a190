using System.Numerics;
using System.Runtime.InteropServices;

namespace NewsBot.Retrieval.Indexing;

/// <summary>
/// The chunks' embeddings in memory, for exact search: every vector is compared, none is skipped. A component is a bfloat16 (the upper half
/// of a float), which halves memory and the time to read it at an error of about 1e-4 in a cosine.
/// </summary>
/// <remarks>Readers may search while others do; adding and removing waits for them.</remarks>
internal sealed class VectorTable(int dimensions) : IDisposable
{
    private const int RowsPerBlock = 4096;

    // Below this many vectors, starting a second thread costs more than it saves.
    private const int RowsPerThread = 8192;

    private readonly ReaderWriterLockSlim gate = new();
    private readonly List<ushort[]> blocks = [];
    private readonly List<long> keys = []; // ascending: chunks are added in the order of their keys
    private readonly List<long> articles = []; // in the same order: an article's chunks are added together
    private readonly List<bool> removed = [];

    /// <summary>The highest key ever added, or 0.</summary>
    public long LastKey { get; private set; }

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

    /// <param name="rows">In ascending order of their keys, all above <see cref="LastKey"/>.</param>
    public void Add(IEnumerable<(long Key, long Article, byte[] Vector)> rows)
    {
        gate.EnterWriteLock();
        try
        {
            foreach (var (key, article, vector) in rows)
            {
                if (keys.Count % RowsPerBlock == 0)
                {
                    blocks.Add(new ushort[RowsPerBlock * dimensions]);
                }

                MemoryMarshal.Cast<byte, ushort>(vector).CopyTo(Row(blocks, keys.Count));
                keys.Add(key);
                articles.Add(article);
                removed.Add(false);
                LastKey = key;
            }
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    public void Remove(long firstKey, long lastKey)
    {
        gate.EnterWriteLock();
        try
        {
            var position = keys.BinarySearch(firstKey);
            for (position = position < 0 ? ~position : position; position < keys.Count && keys[position] <= lastKey; position++)
            {
                removed[position] = true;
            }
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    /// <summary>The nearest chunks by cosine; best first.</summary>
    /// <param name="query">Of unit length, as all vectors here are: the dot product is the cosine.</param>
    /// <param name="admitted">Of which articles; null: of all.</param>
    public IReadOnlyList<(long Key, double Cosine)> Nearest(ReadOnlyMemory<float> query, int count, IReadOnlySet<long>? admitted)
    {
        gate.EnterReadLock();
        try
        {
            var parts = Math.Clamp(keys.Count / RowsPerThread, 1, Environment.ProcessorCount);
            var best = new PriorityQueue<long, float>[parts];
            Parallel.For(0, parts, part => best[part] = NearestIn(
                query.Span, (int)((long)keys.Count * part / parts), (int)((long)keys.Count * (part + 1) / parts), count, admitted));
            return best
                .SelectMany(queue => queue.UnorderedItems)
                .OrderByDescending(item => item.Priority).ThenBy(item => item.Element)
                .Take(count)
                .Select(item => (item.Element, (double)item.Priority))
                .ToList();
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    /// <summary>The nearest chunk of each of the articles that has any.</summary>
    public IReadOnlyList<long> NearestOfEach(ReadOnlyMemory<float> query, IEnumerable<long> articleKeys)
    {
        gate.EnterReadLock();
        try
        {
            // An article's key grows with its chunks' keys: one that is replaced gets new ones of both.
            return articleKeys.Select(article => NearestIn(query.Span, article)).OfType<long>().ToList();
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    private long? NearestIn(ReadOnlySpan<float> query, long article)
    {
        (long? nearest, var best) = (null, float.NegativeInfinity);
        for (var position = FirstOf(article); position < keys.Count && articles[position] == article; position++)
        {
            if (!removed[position] && Dot(query, Row(blocks, position)) is var cosine && cosine > best)
            {
                (nearest, best) = (keys[position], cosine);
            }
        }

        return nearest;
    }

    private int FirstOf(long article)
    {
        var (low, high) = (0, articles.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = articles[middle] < article ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The cosine of one chunk, or null if it is not here.</summary>
    public double? Cosine(long key, ReadOnlySpan<float> query)
    {
        gate.EnterReadLock();
        try
        {
            var position = keys.BinarySearch(key);
            return position < 0 || removed[position] ? null : Dot(query, Row(blocks, position));
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    public void Dispose() => gate.Dispose();

    private PriorityQueue<long, float> NearestIn(ReadOnlySpan<float> query, int start, int end, int count, IReadOnlySet<long>? admitted)
    {
        var best = new PriorityQueue<long, float>(count + 1);
        var worst = float.NegativeInfinity;
        for (var position = start; position < end; position++)
        {
            if (admitted?.Contains(articles[position]) is false)
            {
                continue;
            }

            var cosine = Dot(query, Row(blocks, position));
            if (cosine <= worst || removed[position])
            {
                continue;
            }

            best.Enqueue(keys[position], cosine);
            if (best.Count > count)
            {
                best.Dequeue();
                best.TryPeek(out _, out worst);
            }
        }

        return best;
    }

    private Span<ushort> Row(List<ushort[]> rows, int position) =>
        rows[position / RowsPerBlock].AsSpan(position % RowsPerBlock * dimensions, dimensions);

    private static float Dot(ReadOnlySpan<float> query, ReadOnlySpan<ushort> row)
    {
        var queryLanes = MemoryMarshal.Cast<float, Vector<float>>(query);
        var rowLanes = MemoryMarshal.Cast<ushort, Vector<ushort>>(row);
        var (even, odd) = (Vector<float>.Zero, Vector<float>.Zero);
        for (var lane = 0; lane < rowLanes.Length; lane++)
        {
            // A bfloat16 becomes a float by sixteen zero bits at its lower end.
            Vector.Widen(rowLanes[lane], out var lower, out var upper);
            even = Vector.FusedMultiplyAdd((lower << 16).As<uint, float>(), queryLanes[2 * lane], even);
            odd = Vector.FusedMultiplyAdd((upper << 16).As<uint, float>(), queryLanes[(2 * lane) + 1], odd);
        }

        var sum = Vector.Sum(even + odd);
        for (var index = rowLanes.Length * Vector<ushort>.Count; index < row.Length; index++)
        {
            sum += BitConverter.UInt32BitsToSingle((uint)row[index] << 16) * query[index];
        }

        return sum;
    }
}
