using NewsBot.Retrieval.Embeddings;

namespace NewsBot.Retrieval.Reading;

/// <summary>A window in tokens.</summary>
/// <param name="QuestionLength">How many of the first tokens are the question's, marks included: BERT's first segment.</param>
/// <param name="Sentences">Each sentence's tokens, its separator included.</param>
public sealed record TokenizedWindow(IReadOnlyList<WordPiece> Tokens, int QuestionLength, IReadOnlyList<Range> Sentences);
