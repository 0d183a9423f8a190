using System.Runtime.InteropServices;
using System.Text.Json;

namespace NewsBot.Retrieval.Embeddings;

/// <summary>The trained tensors, as TensorFlow.js stores them: <c>model.json</c> lists them in the order in which the shards hold them.</summary>
internal sealed class EncoderWeights
{
    private readonly byte[] bytes;
    private readonly List<Entry> entries;

    private EncoderWeights(byte[] bytes, List<Entry> entries) => (this.bytes, this.entries) = (bytes, entries);

    /// <exception cref="InvalidDataException">A file is missing or damaged.</exception>
    public static EncoderWeights Load(string folder)
    {
        var modelPath = Path.Combine(folder, EncoderFiles.Model);
        try
        {
            using var model = JsonDocument.Parse(File.ReadAllBytes(modelPath));
            var manifest = model.RootElement.GetProperty("weightsManifest")[0];
            var listed = Entries(manifest.GetProperty("weights")).ToList();
            var content = new byte[listed.Count == 0 ? 0 : listed[^1].End];
            var shards = manifest.GetProperty("paths").EnumerateArray().Select(path => Path.Combine(folder, Path.GetFileName(path.GetString()!)));
            ReadShards(shards, content);
            return new EncoderWeights(content, listed);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw EncoderFiles.Unusable(modelPath, failure);
        }
    }

    /// <summary>The one tensor whose name contains <paramref name="part"/>.</summary>
    /// <exception cref="InvalidDataException">There is none, or it does not have this many values.</exception>
    public float[] Tensor(string part, int length)
    {
        var found = entries.Where(entry => entry.Name.Contains(part, StringComparison.Ordinal)).ToList();
        return found is [var entry] && entry.End - entry.Start == length * sizeof(float)
            ? MemoryMarshal.Cast<byte, float>(bytes.AsSpan(entry.Start, entry.End - entry.Start)).ToArray()
            : throw new InvalidDataException($"The sentence encoder's model has no tensor '{part}' of {length} values: run 'dotnet build' again.");
    }

    private static IEnumerable<Entry> Entries(JsonElement weights)
    {
        var start = 0;
        foreach (var weight in weights.EnumerateArray())
        {
            var values = weight.GetProperty("shape").EnumerateArray().Aggregate(1, (product, dimension) => product * dimension.GetInt32());
            var end = start + (values * sizeof(float)); // an int32 is as long
            yield return new Entry(weight.GetProperty("name").GetString()!, start, end);
            start = end;
        }
    }

    private static void ReadShards(IEnumerable<string> shards, Span<byte> content)
    {
        var read = 0;
        foreach (var path in shards)
        {
            try
            {
                using var shard = File.OpenRead(path);
                var length = checked((int)shard.Length);
                shard.ReadExactly(content.Slice(read, length));
                read += length;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
            {
                throw EncoderFiles.Unusable(path, failure);
            }
        }

        if (read != content.Length)
        {
            throw EncoderFiles.Unusable(shards.Last());
        }
    }

    private sealed record Entry(string Name, int Start, int End);
}
