using System.Runtime.InteropServices;

namespace NewsBot.Retrieval.Statements;

internal enum TokenKind
{
    Word,
    Comma,
    Semicolon,
    Colon,
    Dash,
    OpenBracket,
    CloseBracket,

    /// <summary>All that stands between two quotation marks, with them.</summary>
    Quotation,

    /// <summary>A full stop, question mark or exclamation mark.</summary>
    Stop,
}

/// <summary>A word or mark of a sentence.</summary>
/// <param name="Start">Offset of its first UTF-16 unit in the body.</param>
/// <param name="End">Offset after its last.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(int Start, int End, TokenKind Kind, Lexeme Lexeme, bool IsCapitalised)
{
    public bool Is(PartOfSpeech part) => (Lexeme.Parts & part) != PartOfSpeech.None;

    public bool IsForm(VerbForm form) => (Lexeme.Form & form) != VerbForm.None;

    /// <summary>Whether it is a function word.</summary>
    /// <param name="word">In small letters.</param>
    public bool Is(string word) => string.Equals(Lexeme.Word, word, StringComparison.Ordinal);

    /// <summary>Whether it ends in -ed and is nothing that the rules know: a verb's past or an adjective.</summary>
    public bool IsMaybePast => Lexeme.Word == Lexeme.MaybePast.Word;

    public bool IsWord => Kind == TokenKind.Word;
}
