namespace NewsBot.Training.Onnx;

/// <summary>A setting of a node of an ONNX graph.</summary>
internal sealed class OnnxAttribute
{
    // AttributeProto.AttributeType
    private const int FloatType = 1;
    private const int IntType = 2;
    private const int IntsType = 7;

    private OnnxAttribute(ProtoMessage message) => Message = message;

    /// <summary>The attribute as AttributeProto.</summary>
    public ProtoMessage Message { get; }

    public static OnnxAttribute Float(string name, float value) =>
        new(new ProtoMessage().Text(1, name).Float(2, value).Number(20, FloatType));

    public static OnnxAttribute Int(string name, long value) =>
        new(new ProtoMessage().Text(1, name).Number(3, value).Number(20, IntType));

    public static OnnxAttribute Ints(string name, params IEnumerable<long> values) =>
        new(new ProtoMessage().Text(1, name).Numbers(8, values).Number(20, IntsType));
}
