namespace NewsBot.Retrieval.Indexing;

/// <summary>
/// The chunks' embeddings in memory: every one is compared, none is skipped. They are quantised (see <see cref="QuantizedVector"/>), so that a
/// search has half as much memory to read as the stored vectors take. So it names more chunks than are wanted, whose stored vectors tell which
/// are the nearest.
/// </summary>
/// <remarks>Readers may search while others do; adding and removing waits for them.</remarks>
internal sealed class VectorTable(int dimensions) : IDisposable
{
    private const int RowsPerBlock = 4096;

    // Below this many vectors, starting a second thread costs more than it saves.
    private const int RowsPerThread = 8192;

    private readonly ReaderWriterLockSlim gate = new();
    private readonly List<sbyte[]> blocks = [];
    private readonly List<float> units = []; // what a component of 1 stands for
    private readonly List<long> keys = []; // ascending: chunks are added in the order of their keys
    private readonly List<long> articles = []; // in the same order: an article's chunks are added together
    private readonly List<bool> removed = [];

    /// <summary>The highest key ever added, or 0.</summary>
    public long LastKey { get; private set; }

    /// <param name="rows">In ascending order of their keys, all above <see cref="LastKey"/>; the vectors as they are stored.</param>
    public void Add(IEnumerable<(long Key, long Article, byte[] Vector)> rows)
    {
        var decoded = new float[dimensions];
        gate.EnterWriteLock();
        try
        {
            foreach (var (key, article, vector) in rows)
            {
                if (keys.Count % RowsPerBlock == 0)
                {
                    blocks.Add(new sbyte[RowsPerBlock * dimensions]);
                }

                StoredVector.Decode(vector, decoded);
                units.Add(QuantizedVector.Quantize(decoded, Row(keys.Count)));
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

    /// <summary>The keys of the chunks that are about the nearest by cosine; best first.</summary>
    /// <param name="query">Of unit length, as all vectors here are: the dot product is the cosine.</param>
    /// <param name="admitted">Of which articles; null: of all.</param>
    public IReadOnlyList<long> Nearest(ReadOnlyMemory<float> query, int count, IReadOnlySet<long>? admitted)
    {
        var quantized = QuantizedVector.Widened(query.Span);
        gate.EnterReadLock();
        try
        {
            var parts = Math.Clamp(keys.Count / RowsPerThread, 1, Environment.ProcessorCount);
            var best = new PriorityQueue<long, float>[parts];
            Parallel.For(0, parts, part => best[part] = NearestIn(
                quantized, (int)((long)keys.Count * part / parts), (int)((long)keys.Count * (part + 1) / parts), count, admitted));
            return best
                .SelectMany(queue => queue.UnorderedItems)
                .OrderByDescending(item => item.Priority).ThenBy(item => item.Element)
                .Take(count)
                .Select(item => item.Element)
                .ToList();
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    /// <summary>The keys of each article's chunks that are about its nearest.</summary>
    /// <param name="count">How many of each article.</param>
    public IReadOnlyList<long> NearestOfEach(ReadOnlyMemory<float> query, IEnumerable<long> articleKeys, int count)
    {
        var quantized = QuantizedVector.Widened(query.Span);
        gate.EnterReadLock();
        try
        {
            // An article's key grows with its chunks' keys: one that is replaced gets new ones of both.
            return articleKeys
                .SelectMany(article => NearestIn(quantized, FirstOf(article), FirstOf(article + 1), count, null).UnorderedItems)
                .Select(item => item.Element)
                .ToList();
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    public void Dispose() => gate.Dispose();

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

    private PriorityQueue<long, float> NearestIn(ReadOnlySpan<short> query, int start, int end, int count, IReadOnlySet<long>? admitted)
    {
        var best = new PriorityQueue<long, float>(count + 1);
        var worst = float.NegativeInfinity;
        for (var position = start; position < end; position++)
        {
            if (admitted?.Contains(articles[position]) is false)
            {
                continue;
            }

            var likeness = QuantizedVector.Dot(query, Row(position)) * units[position];
            if (likeness <= worst || removed[position])
            {
                continue;
            }

            best.Enqueue(keys[position], likeness);
            if (best.Count > count)
            {
                best.Dequeue();
                best.TryPeek(out _, out worst);
            }
        }

        return best;
    }

    private Span<sbyte> Row(int position) => blocks[position / RowsPerBlock].AsSpan(position % RowsPerBlock * dimensions, dimensions);
}
