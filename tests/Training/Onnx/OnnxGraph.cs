using System.Globalization;
using System.Runtime.InteropServices;

namespace NewsBot.Training.Onnx;

/// <summary>
/// Collects the nodes of a neural network and writes them as an ONNX model: the messages and field numbers of
/// https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. Values are referred to by name.
/// </summary>
internal sealed class OnnxGraph(string name)
{
    // ONNX 1.12; operator set 17 is the first with LayerNormalization.
    private const int IrVersion = 8;
    private const int OperatorSetVersion = 17;

    // TensorProto.DataLocation
    private const int External = 1;

    private const string OwnDomain = "com.microsoft";

    private readonly List<ProtoMessage> nodes = [];
    private readonly List<ProtoMessage> initializers = [];
    private readonly List<ProtoMessage> inputs = [];
    private readonly List<ProtoMessage> outputs = [];

    /// <summary>TensorProto.DataType.</summary>
    public enum ElementType
    {
        Float = 1,
        UInt8 = 2,
        Int8 = 3,
        Int32 = 6,
        Int64 = 7,
    }

    /// <summary>A value that each run supplies; a dimension is a number, or a name where it differs from run to run.</summary>
    public string Input(string input, ElementType type, params IEnumerable<string> shape)
    {
        inputs.Add(ValueInfo(input, type, shape));
        return input;
    }

    public void Output(string output, ElementType type, params IEnumerable<string> shape) => outputs.Add(ValueInfo(output, type, shape));

    /// <summary>A constant of little-endian floats.</summary>
    public string Constant(string constant, ReadOnlyMemory<byte> values, params IEnumerable<int> shape) =>
        Initializer(constant, ElementType.Float, values, shape.Select(dimension => (long)dimension));

    /// <summary>A constant of bytes.</summary>
    public string Bytes(string constant, ElementType type, ReadOnlyMemory<byte> values, params IEnumerable<long> shape) => Initializer(constant, type, values, shape);

    /// <summary>A constant whose values are a file beside the model: several models may share it.</summary>
    public string Beside(string constant, ElementType type, string file, params IEnumerable<long> shape)
    {
        initializers.Add(new ProtoMessage().Numbers(1, shape).Number(2, (int)type).Text(8, constant)
            .Message(13, new ProtoMessage().Text(1, "location").Text(2, file)).Number(14, External));
        return constant;
    }

    /// <summary>A constant vector of integers, such as the shape that Reshape asks for.</summary>
    public string Integers(string constant, params long[] values) =>
        Initializer(constant, ElementType.Int64, MemoryMarshal.AsBytes<long>(values).ToArray(), [values.Length]);

    /// <summary>Applies an operator and names its result.</summary>
    public string Apply(string operatorName, string result, IEnumerable<string> arguments, params IEnumerable<OnnxAttribute> attributes)
    {
        Apply(operatorName, [result], arguments, attributes);
        return result;
    }

    /// <summary>Applies an operator that has several results.</summary>
    public void Apply(
        string operatorName, IReadOnlyList<string> results, IEnumerable<string> arguments, params IEnumerable<OnnxAttribute> attributes) =>
        nodes.Add(new ProtoMessage()
            .Texts(1, arguments)
            .Texts(2, results)
            .Text(3, results[0])
            .Text(4, operatorName)
            .Messages(5, attributes.Select(attribute => attribute.Message)));

    /// <summary>Applies an operator of ONNX Runtime's own (docs/ContribOperators.md there).</summary>
    public string ApplyOwn(string operatorName, string result, IEnumerable<string> arguments, params IEnumerable<OnnxAttribute> attributes)
    {
        nodes.Add(new ProtoMessage()
            .Texts(1, arguments)
            .Text(2, result)
            .Text(3, result)
            .Text(4, operatorName)
            .Messages(5, attributes.Select(attribute => attribute.Message))
            .Text(7, OwnDomain));
        return result;
    }

    /// <summary>The model: a ModelProto.</summary>
    public byte[] ToModel() =>
        new ProtoMessage()
            .Number(1, IrVersion)
            .Message(7, new ProtoMessage()
                .Messages(1, nodes)
                .Text(2, name)
                .Messages(5, initializers)
                .Messages(11, inputs)
                .Messages(12, outputs))
            .Message(8, new ProtoMessage().Number(2, OperatorSetVersion))
            .Message(8, new ProtoMessage().Text(1, OwnDomain).Number(2, 1))
            .ToArray();

    private string Initializer(string constant, ElementType type, ReadOnlyMemory<byte> values, IEnumerable<long> shape)
    {
        initializers.Add(new ProtoMessage().Numbers(1, shape).Number(2, (int)type).Text(8, constant).Bytes(9, values));
        return constant;
    }

    private static ProtoMessage ValueInfo(string value, ElementType type, IEnumerable<string> shape)
    {
        var dimensions = shape.Select(dimension => int.TryParse(dimension, CultureInfo.InvariantCulture, out var size)
            ? new ProtoMessage().Number(1, size)
            : new ProtoMessage().Text(2, dimension));
        var tensorType = new ProtoMessage().Number(1, (int)type).Message(2, new ProtoMessage().Messages(1, dimensions));
        return new ProtoMessage().Text(1, value).Message(2, new ProtoMessage().Message(1, tensorType));
    }
}
