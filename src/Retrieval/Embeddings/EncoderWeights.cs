using System.Text.Json;

namespace NewsBot.Retrieval.Embeddings;

/// <summary>
/// The weights of a TensorFlow.js model: <c>model.json</c> lists every tensor's name and shape in file order, and the shards joined are the
/// tensors' little-endian values, four bytes each.
/// </summary>
internal sealed class EncoderWeights
{
    private const int BytesPerValue = 4;

    private readonly string modelPath;
    private readonly byte[] bytes;
    private readonly Dictionary<string, (int Offset, int[] Shape)> layout;

    private EncoderWeights(string modelPath, byte[] bytes, Dictionary<string, (int Offset, int[] Shape)> layout) =>
        (this.modelPath, this.bytes, this.layout) = (modelPath, bytes, layout);

    /// <summary>The values of a tensor of floats as they lie in the file.</summary>
    /// <exception cref="InvalidDataException">The model has no such tensor of this shape.</exception>
    public ReadOnlyMemory<byte> Floats(string name, params ReadOnlySpan<int> shape) =>
        layout.TryGetValue(name, out var tensor) && TrimOnes(tensor.Shape).SequenceEqual(TrimOnes(shape))
            ? bytes.AsMemory(tensor.Offset, CountValues(shape) * BytesPerValue)
            : throw EncoderFiles.Unusable(modelPath);

    /// <exception cref="InvalidDataException">A file is missing or damaged; the message names it and says what to do.</exception>
    public static EncoderWeights Load(string folder)
    {
        var path = Path.Combine(folder, EncoderFiles.Model);
        var tensors = new Dictionary<string, (int Offset, int[] Shape)>(StringComparer.Ordinal);
        var length = 0;
        string[] shards;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var manifest = json.RootElement.GetProperty("weightsManifest")[0];
            foreach (var weight in manifest.GetProperty("weights").EnumerateArray())
            {
                var shape = weight.GetProperty("shape").EnumerateArray().Select(dimension => dimension.GetInt32()).ToArray();
                tensors.Add(weight.GetProperty("name").GetString()!, (length, shape));
                length = checked(length + (CountValues(shape) * BytesPerValue));
            }

            shards = manifest.GetProperty("paths").EnumerateArray().Select(shard => Path.Combine(folder, shard.GetString()!)).ToArray();
        }
        catch (Exception failure) // whatever a damaged file makes the parser say
        {
            throw EncoderFiles.Unusable(path, failure);
        }

        return new(path, ReadShards(shards, length), tensors);
    }

    // Straight into the one buffer: the weights are the largest thing this process loads.
    private static byte[] ReadShards(string[] paths, int length)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("The sentence encoder's weights can only be read on a little-endian machine.");
        }

        var values = GC.AllocateUninitializedArray<byte>(length);
        var read = 0;
        foreach (var path in paths)
        {
            try
            {
                using var shard = File.OpenRead(path);
                var shardLength = checked((int)shard.Length);
                shard.ReadExactly(values.AsSpan(read, Math.Min(shardLength, length - read)));
                read += shardLength;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw EncoderFiles.Unusable(path, failure);
            }
        }

        return read == length ? values : throw EncoderFiles.Unusable(FindOddShard(paths));
    }

    // All shards but the last are of one length.
    private static string FindOddShard(string[] paths)
    {
        var full = paths.Max(path => new FileInfo(path).Length);
        return Array.Find(paths[..^1], path => new FileInfo(path).Length < full) ?? paths[^1];
    }

    private static int CountValues(ReadOnlySpan<int> shape)
    {
        var count = 1;
        foreach (var dimension in shape)
        {
            count = checked(count * dimension);
        }

        return count;
    }

    // A kernel of a 1×1 convolution, [1, 1, in, out], is the matrix [in, out].
    private static ReadOnlySpan<int> TrimOnes(ReadOnlySpan<int> shape) => shape.TrimStart(1);
}
