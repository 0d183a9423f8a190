using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace NewsBot.Retrieval.Sentences;

/// <summary>A stretch of text: offsets in UTF-16 units, end exclusive.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextSpan(int Start, int End)
{
    [JsonIgnore]
    public int Length => End - Start;
}
