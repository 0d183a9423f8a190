using System.Runtime.InteropServices;
using Google.Protobuf;

namespace NewsBot.Retrieval.Embeddings;

/// <summary>
/// Writes a network as an ONNX model: operators are added in the order of computation and name their results. Field numbers are those of
/// <c>onnx.proto</c> (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
/// </summary>
internal sealed class OnnxGraph
{
    private const int IrVersion = 8;
    private const int OperatorSet = 17; // the first with LayerNormalization
    private const int Float = 1; // TensorProto.DataType
    private const int Int32 = 6;
    private const int Int64 = 7;

    private readonly List<byte[]> nodes = [];
    private readonly List<byte[]> initializers = [];
    private readonly List<byte[]> inputs = [];
    private readonly List<byte[]> outputs = [];

    /// <summary>An input of 32-bit integers; each name stands for a dimension that may differ from run to run.</summary>
    public string IntegerInput(string name, params string[] dimensions) => Declare(inputs, name, Int32, dimensions);

    public string FloatInput(string name, params string[] dimensions) => Declare(inputs, name, Float, dimensions);

    public void FloatOutput(string name, params string[] dimensions) => Declare(outputs, name, Float, dimensions);

    public string Constant(ReadOnlySpan<float> values, params long[] shape) => AddConstant(MemoryMarshal.AsBytes(values), Float, shape);

    public string Constant(params long[] values) => AddConstant(MemoryMarshal.AsBytes(values.AsSpan()), Int64, [values.Length]);

    /// <summary>Adds an operator with one result and returns the result's name.</summary>
    public string Add(string operation, string[] operands, params OnnxAttribute[] attributes) => Add(operation, operands, 1, attributes)[0];

    /// <summary>Adds an operator with several results and returns their names.</summary>
    public string[] Add(string operation, string[] operands, int results, params OnnxAttribute[] attributes)
    {
        var names = Enumerable.Range(0, results).Select(index => $"{operation}_{nodes.Count}_{index}").ToArray();
        AddNode(operation, operands, names, attributes);
        return names;
    }

    /// <summary>Gives a result the name of an output.</summary>
    public void Name(string result, string output) => AddNode("Identity", [result], [output], []);

    /// <summary>The whole model (ModelProto) as bytes.</summary>
    public byte[] ToModel() => Message(model =>
    {
        Integer(model, 1, IrVersion);
        Bytes(model, 8, Message(operatorSet => Integer(operatorSet, 2, OperatorSet)));
        Bytes(model, 7, Message(graph =>
        {
            nodes.ForEach(node => Bytes(graph, 1, node));
            Text(graph, 2, "encoder");
            initializers.ForEach(initializer => Bytes(graph, 5, initializer));
            inputs.ForEach(input => Bytes(graph, 11, input));
            outputs.ForEach(output => Bytes(graph, 12, output));
        }));
    });

    private void AddNode(string operation, string[] operands, string[] results, OnnxAttribute[] attributes) => nodes.Add(Message(node =>
    {
        Array.ForEach(operands, operand => Text(node, 1, operand));
        Array.ForEach(results, result => Text(node, 2, result));
        Text(node, 4, operation);
        Array.ForEach(attributes, attribute => Bytes(node, 5, Message(attribute.Write)));
    }));

    private string AddConstant(ReadOnlySpan<byte> bytes, int type, long[] shape)
    {
        var name = $"constant_{initializers.Count}";
        var raw = ByteString.CopyFrom(bytes);
        initializers.Add(Message(tensor =>
        {
            Array.ForEach(shape, dimension => Integer(tensor, 1, dimension));
            Integer(tensor, 2, type);
            Text(tensor, 8, name);
            tensor.WriteTag(9, WireFormat.WireType.LengthDelimited);
            tensor.WriteBytes(raw);
        }));
        return name;
    }

    private static string Declare(List<byte[]> declarations, string name, int type, string[] dimensions)
    {
        var shape = Message(shape => Array.ForEach(dimensions, dimension => Bytes(shape, 1, Message(size => Text(size, 2, dimension)))));
        var tensor = Message(tensor =>
        {
            Integer(tensor, 1, type);
            Bytes(tensor, 2, shape);
        });
        declarations.Add(Message(value =>
        {
            Text(value, 1, name);
            Bytes(value, 2, Message(kind => Bytes(kind, 1, tensor)));
        }));
        return name;
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using var output = new CodedOutputStream(bytes);
        write(output);
        output.Flush();
        return bytes.ToArray();
    }

    internal static void Integer(CodedOutputStream output, int field, long value)
    {
        output.WriteTag(field, WireFormat.WireType.Varint);
        output.WriteInt64(value);
    }

    internal static void Text(CodedOutputStream output, int field, string value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteString(value);
    }

    private static void Bytes(CodedOutputStream output, int field, byte[] value)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(UnsafeByteOperations.UnsafeWrap(value));
    }
}

/// <summary>A setting of an ONNX operator (AttributeProto).</summary>
internal sealed record OnnxAttribute(string Name, object Value)
{
    public void Write(CodedOutputStream output)
    {
        OnnxGraph.Text(output, 1, Name);
        switch (Value)
        {
            case float number:
                output.WriteTag(2, WireFormat.WireType.Fixed32);
                output.WriteFloat(number);
                OnnxGraph.Integer(output, 20, 1);
                break;
            case int number:
                OnnxGraph.Integer(output, 3, number);
                OnnxGraph.Integer(output, 20, 2);
                break;
            case int[] numbers:
                Array.ForEach(numbers, number => OnnxGraph.Integer(output, 8, number));
                OnnxGraph.Integer(output, 20, 7);
                break;
            default:
                throw new NotSupportedException($"An ONNX attribute cannot be a {Value.GetType().Name} here.");
        }
    }
}
