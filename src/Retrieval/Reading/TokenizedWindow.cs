using System.Runtime.InteropServices;

namespace NewsBot.Retrieval.Reading;

/// <summary>A window in tokens.</summary>
/// <param name="QuestionLength">How many of the first tokens are the question's, marks included: BERT's first segment.</param>
/// <param name="Sentences">Each sentence's tokens, its separator included.</param>
public sealed record TokenizedWindow(IReadOnlyList<WordPiece> Tokens, int QuestionLength, IReadOnlyList<Range> Sentences);

/// <summary>A token: its number in the vocabulary, and the word of the sentence that it is of, in UTF-16 units, end exclusive; a separator has 0 and 0.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WordPiece(int Id, int Start, int End);
