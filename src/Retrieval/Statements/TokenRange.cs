using System.Runtime.InteropServices;

namespace NewsBot.Retrieval.Statements;

/// <summary>Tokens of a sentence that stand side by side.</summary>
/// <param name="Start">Index of the first.</param>
/// <param name="End">Index after the last.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TokenRange(int Start, int End)
{
    public int Length => End - Start;

    public bool IsEmpty => End <= Start;
}
