using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers.Drafts;

/// <summary>A sentence of a story that a draft may cite.</summary>
/// <param name="Number">From 1; the <c>[n]</c> by which the draft cites it.</param>
public sealed record NumberedEvidence(int Number, Article Article, Sentence Sentence)
{
    /// <summary>All sentences of the article.</summary>
    public IReadOnlyList<Sentence> Story { get; init; } = [];

    /// <summary>Who says what in the article.</summary>
    public IReadOnlyList<Statement> Statements { get; init; } = [];

    /// <summary>The only one whose statement the sentence is; null when it is nobody's or several people's.</summary>
    public string? Speaker { get; init; }
}
