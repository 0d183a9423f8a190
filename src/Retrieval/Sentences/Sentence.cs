namespace NewsBot.Retrieval.Sentences;

/// <summary>A verbatim slice of an article's body: the unit that is cited.</summary>
/// <param name="Ordinal">Its place among the article's sentences, from 0.</param>
/// <param name="Start">Offset of its first UTF-16 unit in the body.</param>
/// <param name="End">Offset after its last UTF-16 unit in the body.</param>
/// <param name="Text">Exactly <c>body[Start..End]</c>.</param>
public sealed record Sentence(int Ordinal, int Start, int End, string Text);
