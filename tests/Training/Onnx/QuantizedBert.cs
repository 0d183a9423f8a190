using System.Runtime.InteropServices;
using NewsBot.Retrieval.Embeddings;
using TorchSharp.Modules;

namespace NewsBot.Training.Onnx;

/// <summary>BERT's encoder as an ONNX graph that multiplies bytes.</summary>
/// <remarks>
/// A run takes one text. Both factors of a product are bytes. The steps of what comes in are set once, from texts that were watched, and not
/// anew in each run: what a text gets does not depend on what is read beside it. Before, each channel is divided by a number that its weights are
/// multiplied with, so that a few wide channels do not leave the others without steps (SmoothQuant, Xiao et al., 2023).
/// </remarks>
internal sealed class QuantizedBert
{
    // How much of a channel's width goes to the weights: tried from .5 to .88; the reader's probabilities came nearest from .7 on.
    private const double Smoothing = 0.75;
    private const int Steps = 255;

    private readonly IReadOnlyDictionary<string, Parameter> weights;
    private readonly WatchedInputs watched;

    /// <param name="watched">What came into each linear layer when texts were read.</param>
    public QuantizedBert(string name, IReadOnlyDictionary<string, Parameter> weights, WatchedInputs watched)
    {
        (this.weights, this.watched, Graph) = (weights, watched, new OnnxGraph(name));
        Graph.Input(TokenInputs.TokenIds, OnnxGraph.ElementType.Int32, "tokens");
        Graph.Input(TokenInputs.Segments, OnnxGraph.ElementType.Int32, "tokens");
        Graph.Input(TokenInputs.Positions, OnnxGraph.ElementType.Int32, "tokens");
        Hidden = Encode();
    }

    public OnnxGraph Graph { get; }

    /// <summary>float [tokens, width]: what the last layer makes of each token.</summary>
    public string Hidden { get; }

    /// <summary>The word embeddings as bytes, a file that all models share: they were not trained.</summary>
    public static byte[] WordTable(IReadOnlyDictionary<string, Parameter> weights) => Words(weights).Bytes;

    public string Constant(string name, float[] values, params IEnumerable<int> shape) => Graph.Constant(name, MemoryMarshal.AsBytes<float>(values).ToArray(), shape);

    private string Encode()
    {
        var x = Embed();
        for (var layer = 0; layer < ReaderNetwork.Layers; layer++)
        {
            var name = $"encoder.layer.{layer}.";
            x = Norm($"{name}attention.output.LayerNorm", Graph.Apply("Add", $"{name}attended", [x, Attend(name, x)]));
            var wide = Graph.ApplyOwn("Gelu", $"{name}wide", Linear(x, $"{name}intermediate.dense"));
            x = Norm($"{name}output.LayerNorm", Graph.Apply("Add", $"{name}fed", [x, .. Linear(wide, $"{name}output.dense")]));
        }

        return x;
    }

    private string Embed()
    {
        var width = ReaderNetwork.Width;
        var table = Graph.Beside("words", OnnxGraph.ElementType.Int8, ModelFiles.WordTable, ReaderNetwork.VocabularySize, width);
        var bytes = Graph.Apply("Gather", "words.bytes", [table, TokenInputs.TokenIds]);
        var scales = Graph.Apply("Gather", "words.scale", [Constant("words.scales", Words(weights).Scales, ReaderNetwork.VocabularySize, 1), TokenInputs.TokenIds]);
        var words = Graph.Apply("Mul", "words.values", [Graph.Apply("Cast", "words.floats", [bytes], OnnxAttribute.Int("to", (int)OnnxGraph.ElementType.Float)), scales]);
        var positions = Graph.Apply("Gather", "position", [Constant("positions.table", Values("embeddings.position_embeddings.weight"), ReaderNetwork.Positions, width), TokenInputs.Positions]);
        var segments = Graph.Apply("Gather", "segment", [Constant("segments.table", Values("embeddings.token_type_embeddings.weight"), 2, width), TokenInputs.Segments]);
        return Norm("embeddings.LayerNorm", Graph.Apply("Add", "embedded", [Graph.Apply("Add", "placed", [words, positions]), segments]));
    }

    private string Attend(string name, string x)
    {
        var parts = Linear(x, $"{name}attention.self.query", $"{name}attention.self.key", $"{name}attention.self.value");
        var shape = Graph.Integers($"{name}rows", 1, -1, ReaderNetwork.Width);
        var rows = parts.Select(part => Graph.Apply("Reshape", $"{part}.rows", [part, shape]));
        var attended = Graph.ApplyOwn("MultiHeadAttention", $"{name}heads", rows, OnnxAttribute.Int("num_heads", ReaderNetwork.Heads));
        var flat = Graph.Apply("Reshape", $"{name}flat", [attended, Graph.Integers($"{name}shape", -1, ReaderNetwork.Width)]);
        return Linear(flat, $"{name}attention.output.dense")[0];
    }

    private string Norm(string name, string x) => Graph.Apply(
        "LayerNormalization",
        $"{name}.normed",
        [x, Constant($"{name}.weight", Values($"{name}.weight"), ReaderNetwork.Width), Constant($"{name}.bias", Values($"{name}.bias"), ReaderNetwork.Width)],
        OnnxAttribute.Float("epsilon", (float)ReaderNetwork.Epsilon));

    /// <summary>x·Wᵀ + b for each layer, all of which have the same input.</summary>
    private List<string> Linear(string x, params IReadOnlyList<string> names)
    {
        var range = watched[names[0]];
        var smoothing = SmoothingOf(range, names);
        var (least, greatest) = (0f, 0f);
        for (var channel = 0; channel < smoothing.Length; channel++)
        {
            least = Math.Min(least, range.Least[channel] / smoothing[channel]);
            greatest = Math.Max(greatest, range.Greatest[channel] / smoothing[channel]);
        }

        var scale = (greatest - least) / Steps;
        var zero = (byte)Math.Clamp(MathF.Round(-least / scale), 0, Steps);
        var smooth = Graph.Apply("Mul", $"{names[0]}.smooth", [x, Constant($"{names[0]}.smoothing", Array.ConvertAll(smoothing, value => 1 / value), smoothing.Length)]);
        var (step, origin) = (Constant($"{names[0]}.step", [scale]), Graph.Bytes($"{names[0]}.zero", OnnxGraph.ElementType.UInt8, new[] { zero }));
        var bytes = Graph.Apply("QuantizeLinear", $"{names[0]}.input", [smooth, step, origin]);
        return names.Select(name => Product(name, bytes, step, origin, smoothing)).ToList();
    }

    private string Product(string name, string bytes, string step, string origin, float[] smoothing)
    {
        var (to, from) = ((int)weights[$"{name}.weight"].shape[0], smoothing.Length);
        var values = Values($"{name}.weight");
        var (matrix, scales) = (new sbyte[values.Length], new float[to]);
        var (column, quantized) = (new float[from], new sbyte[from]);
        for (var output = 0; output < to; output++)
        {
            for (var input = 0; input < from; input++)
            {
                column[input] = values[output * from + input] * smoothing[input];
            }

            scales[output] = Quantize(column, quantized);
            for (var input = 0; input < from; input++)
            {
                matrix[input * to + output] = quantized[input];
            }
        }

        var second = Graph.Bytes($"{name}.bytes", OnnxGraph.ElementType.Int8, MemoryMarshal.AsBytes<sbyte>(matrix).ToArray(), from, to);
        return Graph.ApplyOwn(
            "MatMulIntegerToFloat", $"{name}.sum", [bytes, second, step, Constant($"{name}.scales", scales, to), origin, "", Constant($"{name}.bias", Values($"{name}.bias"), to)]);
    }

    private float[] SmoothingOf(WatchedInputs.Range range, IReadOnlyList<string> names)
    {
        var columns = new float[range.Least.Length];
        foreach (var name in names)
        {
            var values = Values($"{name}.weight");
            for (var index = 0; index < values.Length; index++)
            {
                columns[index % columns.Length] = Math.Max(columns[index % columns.Length], Math.Abs(values[index]));
            }
        }

        return columns.Select((column, channel) =>
        {
            var input = Math.Max(Math.Abs(range.Least[channel]), Math.Abs(range.Greatest[channel]));
            return (float)Math.Max(1e-4, Math.Pow(Math.Max(input, 1e-4), Smoothing) / Math.Pow(Math.Max(column, 1e-4), 1 - Smoothing));
        }).ToArray();
    }

    private static (byte[] Bytes, float[] Scales) Words(IReadOnlyDictionary<string, Parameter> weights)
    {
        var (width, count) = (ReaderNetwork.Width, ReaderNetwork.VocabularySize);
        var (bytes, scales) = (new sbyte[count * width], new float[count]);
        var table = weights[ReaderNetwork.WordEmbeddings].data<float>().ToArray();
        for (var word = 0; word < count; word++)
        {
            scales[word] = Quantize(table.AsSpan(word * width, width), bytes.AsSpan(word * width, width));
        }

        return (MemoryMarshal.AsBytes<sbyte>(bytes).ToArray(), scales);
    }

    /// <summary>The nearest of 255 steps of one size, and that size.</summary>
    private static float Quantize(ReadOnlySpan<float> values, Span<sbyte> bytes)
    {
        var largest = 1e-8f;
        foreach (var value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        var scale = largest / 127;
        for (var index = 0; index < values.Length; index++)
        {
            bytes[index] = (sbyte)MathF.Round(values[index] / scale);
        }

        return scale;
    }

    private float[] Values(string name) => weights[name].data<float>().ToArray();
}
