using System.Globalization;
using System.Runtime.InteropServices;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Reading;
using TorchSharp.Modules;

namespace NewsBot.Training;

/// <summary>The reader as an ONNX model whose weights are bytes.</summary>
/// <remarks>
/// A run takes its windows as one long list of tokens, so that the matrix products waste nothing on padding; for attention alone the rows are laid out
/// as [windows, length] and back. Matrices are quantised by columns, and what they are multiplied with anew in each run.
/// </remarks>
internal sealed class ReaderOnnx
{
    private readonly IReadOnlyDictionary<string, Parameter> weights;
    private readonly OnnxGraph graph = new("answer-reader");

    private ReaderOnnx(IReadOnlyDictionary<string, Parameter> weights) => this.weights = weights;

    public static byte[] Write(ReaderNetwork network)
    {
        var model = new ReaderOnnx(network.Weights);
        model.Describe();
        return model.graph.ToModel();
    }

    private void Describe()
    {
        graph.Input(ReaderModel.TokenIds, OnnxGraph.ElementType.Int32, "tokens");
        graph.Input(ReaderModel.Segments, OnnxGraph.ElementType.Int32, "tokens");
        graph.Input(ReaderModel.Positions, OnnxGraph.ElementType.Int32, "tokens");
        graph.Input(ReaderModel.Slots, OnnxGraph.ElementType.Int32, "windows", "length");
        graph.Input(ReaderModel.TokenSlots, OnnxGraph.ElementType.Int32, "tokens");
        graph.Input(ReaderModel.Lengths, OnnxGraph.ElementType.Int32, "windows");
        graph.Output(ReaderModel.Numbers, OnnxGraph.ElementType.Float, "tokens", ReaderNetwork.Outputs.ToString(CultureInfo.InvariantCulture));

        var x = Embed();
        for (var layer = 0; layer < ReaderNetwork.Layers; layer++)
        {
            var name = $"encoder.layer.{layer}.";
            x = Norm($"{name}attention.output.LayerNorm", graph.Apply("Add", $"{name}attended", [x, Attend(name, x)]));
            var wide = graph.ApplyOwn("Gelu", $"{name}wide", [Linear($"{name}intermediate.dense", x)]);
            x = Norm($"{name}output.LayerNorm", graph.Apply("Add", $"{name}fed", [x, Linear($"{name}output.dense", wide)]));
        }

        var head = graph.Apply("MatMul", "head.product", [x, Constant("head.weight.t", Transposed("head.weight"), ReaderNetwork.Width, ReaderNetwork.Outputs)]);
        graph.Apply("Add", ReaderModel.Numbers, [head, Constant("head.bias", Values("head.bias"), ReaderNetwork.Outputs)]);
    }

    private string Embed()
    {
        var (width, count) = (ReaderNetwork.Width, ReaderNetwork.VocabularySize);
        var (bytes, scales) = (new sbyte[count * width], new float[count]);
        var table = Values(ReaderNetwork.WordEmbeddings);
        for (var word = 0; word < count; word++)
        {
            scales[word] = Quantize(table.AsSpan(word * width, width), bytes.AsSpan(word * width, width));
        }

        var quantized = graph.Apply("Gather", "words.bytes", [graph.Bytes("words", OnnxGraph.ElementType.Int8, MemoryMarshal.AsBytes<sbyte>(bytes).ToArray(), count, width), ReaderModel.TokenIds]);
        var scaled = graph.Apply("Gather", "words.scale", [Constant("words.scales", scales, count, 1), ReaderModel.TokenIds]);
        var words = graph.Apply("Mul", "words.values", [graph.Apply("Cast", "words.floats", [quantized], OnnxAttribute.Int("to", (int)OnnxGraph.ElementType.Float)), scaled]);
        var positions = graph.Apply("Gather", "position", [Constant("positions.table", Values("embeddings.position_embeddings.weight"), ReaderNetwork.Positions, width), ReaderModel.Positions]);
        var segments = graph.Apply("Gather", "segment", [Constant("segments.table", Values("embeddings.token_type_embeddings.weight"), 2, width), ReaderModel.Segments]);
        return Norm("embeddings.LayerNorm", graph.Apply("Add", "embedded", [graph.Apply("Add", "placed", [words, positions]), segments]));
    }

    private string Attend(string name, string x)
    {
        string[] parts = ["query", "key", "value"];
        var padded = parts.Select(part => graph.Apply("Gather", $"{name}{part}.padded", [Linear($"{name}attention.self.{part}", x), ReaderModel.Slots])).ToList();
        var attended = graph.ApplyOwn("MultiHeadAttention", $"{name}heads", [.. padded, "", ReaderModel.Lengths], OnnxAttribute.Int("num_heads", ReaderNetwork.Heads));
        var flat = graph.Apply("Reshape", $"{name}flat", [attended, graph.Integers($"{name}shape", -1, ReaderNetwork.Width)]);
        return Linear($"{name}attention.output.dense", graph.Apply("Gather", $"{name}unpadded", [flat, ReaderModel.TokenSlots]));
    }

    private string Norm(string name, string x) => graph.Apply(
        "LayerNormalization",
        $"{name}.normed",
        [x, Constant($"{name}.weight", Values($"{name}.weight"), ReaderNetwork.Width), Constant($"{name}.bias", Values($"{name}.bias"), ReaderNetwork.Width)],
        OnnxAttribute.Float("epsilon", (float)ReaderNetwork.Epsilon));

    /// <summary>x·Wᵀ + b, each column of Wᵀ in steps of its own.</summary>
    private string Linear(string name, string x)
    {
        var weight = weights[$"{name}.weight"];
        var (to, from) = ((int)weight.shape[0], (int)weight.shape[1]);
        var values = Values($"{name}.weight");
        var (bytes, scales) = (new sbyte[values.Length], new float[to]);
        var column = new sbyte[from];
        for (var output = 0; output < to; output++)
        {
            scales[output] = Quantize(values.AsSpan(output * from, from), column);
            for (var input = 0; input < from; input++)
            {
                bytes[input * to + output] = column[input];
            }
        }

        var matrix = graph.Bytes($"{name}.bytes", OnnxGraph.ElementType.Int8, MemoryMarshal.AsBytes<sbyte>(bytes).ToArray(), from, to);
        return graph.ApplyOwn(
            "DynamicQuantizeMatMul", $"{name}.sum", [x, matrix, Constant($"{name}.scales", scales, to), "", Constant($"{name}.bias", Values($"{name}.bias"), to)]);
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

    private string Constant(string name, float[] values, params IEnumerable<int> shape) => graph.Constant(name, MemoryMarshal.AsBytes<float>(values).ToArray(), shape);

    private float[] Values(string name) => weights[name].data<float>().ToArray();

    private float[] Transposed(string name) => weights[name].t().contiguous().data<float>().ToArray();
}
