using Google.Protobuf;

namespace NewsBot.Training.Onnx;

/// <summary>
/// A Protocol Buffers message written field by field, without generated classes. It is a list of segments until
/// <see cref="ToArray"/>, so that large values inside nested messages are copied once and not once per level.
/// </summary>
internal sealed class ProtoMessage
{
    private readonly List<ReadOnlyMemory<byte>> segments = [];
    private int length;

    public ProtoMessage Number(int field, long value) =>
        Append(output =>
        {
            output.WriteTag(field, WireFormat.WireType.Varint);
            output.WriteInt64(value);
        });

    public ProtoMessage Numbers(int field, params IEnumerable<long> values)
    {
        foreach (var value in values)
        {
            Number(field, value);
        }

        return this;
    }

    public ProtoMessage Float(int field, float value) =>
        Append(output =>
        {
            output.WriteTag(field, WireFormat.WireType.Fixed32);
            output.WriteFloat(value);
        });

    public ProtoMessage Text(int field, string value) =>
        Append(output =>
        {
            output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            output.WriteString(value);
        });

    public ProtoMessage Texts(int field, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            Text(field, value);
        }

        return this;
    }

    /// <summary>The memory is not copied before <see cref="ToArray"/>.</summary>
    public ProtoMessage Bytes(int field, ReadOnlyMemory<byte> value)
    {
        AppendLength(field, value.Length);
        return Append(value);
    }

    public ProtoMessage Message(int field, ProtoMessage value)
    {
        AppendLength(field, value.length);
        value.segments.ForEach(segment => Append(segment));
        return this;
    }

    public ProtoMessage Messages(int field, IEnumerable<ProtoMessage> values)
    {
        foreach (var value in values)
        {
            Message(field, value);
        }

        return this;
    }

    public byte[] ToArray()
    {
        var bytes = GC.AllocateUninitializedArray<byte>(length);
        var written = 0;
        foreach (var segment in segments)
        {
            segment.CopyTo(bytes.AsMemory(written));
            written += segment.Length;
        }

        return bytes;
    }

    private void AppendLength(int field, int valueLength) =>
        Append(output =>
        {
            output.WriteTag(field, WireFormat.WireType.LengthDelimited);
            output.WriteLength(valueLength);
        });

    private ProtoMessage Append(Action<CodedOutputStream> write)
    {
        using var buffer = new MemoryStream();
        using (var output = new CodedOutputStream(buffer, leaveOpen: true))
        {
            write(output);
        }

        return Append(buffer.ToArray());
    }

    private ProtoMessage Append(ReadOnlyMemory<byte> segment)
    {
        segments.Add(segment);
        length = checked(length + segment.Length);
        return this;
    }
}
