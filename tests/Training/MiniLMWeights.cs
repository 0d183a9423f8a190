using System.Runtime.InteropServices;
using Google.Protobuf;

namespace NewsBot.Training;

/// <summary>The weights of an ONNX file of BERT's shape, by the names that PyTorch has for them.</summary>
/// <remarks>
/// Biases, embeddings and norms carry their names; the matrices of the linear layers are anonymous and transposed, and each is told by the
/// named bias that is added to its product. Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
/// </remarks>
internal static class MiniLMWeights
{
    private const int FloatType = 1;

    public sealed record Weight(long[] Shape, float[] Values, bool IsTransposed);

    public static Dictionary<string, Weight> Read(byte[] model)
    {
        var graph = Fields(model).Single(field => field.Number == 7).Bytes;
        var parts = Fields(graph.ToByteArray());
        var initializers = parts.Where(part => part.Number == 5).Select(part => Initializer(part.Bytes)).OfType<(string Name, Weight Weight)>()
            .ToDictionary(one => one.Name, one => one.Weight, StringComparer.Ordinal);
        var nodes = parts.Where(part => part.Number == 1).Select(part => Node.Parse(part.Bytes)).ToList();

        var named = initializers.Where(one => one.Key.Contains('.', StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
        foreach (var product in nodes.Where(node => node.Operator == "MatMul"))
        {
            if (product.Inputs.FirstOrDefault(initializers.ContainsKey) is { } matrix)
            {
                var sum = nodes.First(node => node.Operator == "Add" && node.Inputs.Contains(product.Output));
                var bias = sum.Inputs.Single(initializers.ContainsKey);
                named[bias.Replace(".bias", ".weight", StringComparison.Ordinal)] = initializers[matrix] with { IsTransposed = true };
            }
        }

        return named;
    }

    private static (string Name, Weight Weight)? Initializer(ByteString tensor)
    {
        var fields = Fields(tensor.ToByteArray());
        if (fields.Single(field => field.Number == 2).Value != FloatType)
        {
            return null;
        }

        var shape = fields.Where(field => field.Number == 1).SelectMany(field => field.Bytes.IsEmpty ? [(long)field.Value] : Packed(field.Bytes)).ToArray();
        var values = MemoryMarshal.Cast<byte, float>(fields.Single(field => field.Number == 9).Bytes.Span).ToArray();
        return (fields.Single(field => field.Number == 8).Bytes.ToStringUtf8(), new Weight(shape, values, false));
    }

    private static List<long> Packed(ByteString numbers)
    {
        var input = numbers.CreateCodedInput();
        var values = new List<long>();
        while (!input.IsAtEnd)
        {
            values.Add(input.ReadInt64());
        }

        return values;
    }

    private static List<Field> Fields(byte[] message)
    {
        var input = new CodedInputStream(message);
        var fields = new List<Field>();
        while (input.ReadTag() is var tag and not 0)
        {
            var number = WireFormat.GetTagFieldNumber(tag);
            switch (WireFormat.GetTagWireType(tag))
            {
                case WireFormat.WireType.Varint:
                    fields.Add(new Field(number, input.ReadUInt64(), ByteString.Empty));
                    break;
                case WireFormat.WireType.LengthDelimited:
                    fields.Add(new Field(number, 0, input.ReadBytes()));
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return fields;
    }

    private readonly record struct Field(int Number, ulong Value, ByteString Bytes);

    private sealed record Node(string Operator, IReadOnlyList<string> Inputs, string Output)
    {
        public static Node Parse(ByteString node)
        {
            var fields = Fields(node.ToByteArray());
            string Text(int number) => fields.First(field => field.Number == number).Bytes.ToStringUtf8();
            return new Node(Text(4), fields.Where(field => field.Number == 1).Select(field => field.Bytes.ToStringUtf8()).ToList(), Text(2));
        }
    }
}
