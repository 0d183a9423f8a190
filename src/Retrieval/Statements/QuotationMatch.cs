using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Statements;

/// <summary>Where words that somebody quoted stand in a story, or what stands there in their place.</summary>
/// <param name="Spans">The story's words: offsets in the body; several when the story names the speaker in between.</param>
/// <param name="Statement">The statement that they belong to; null when the story attributes them to nobody.</param>
/// <param name="IsQuoted">Whether they stand in quotation marks there.</param>
/// <param name="Changes">All words in their order, those of both sides where they differ.</param>
public sealed record QuotationMatch(
    StoredArticle Story, IReadOnlyList<TextSpan> Spans, Statement? Statement, bool IsQuoted, IReadOnlyList<WordChange> Changes)
{
    /// <summary>Whether every word is the story's.</summary>
    public bool IsExact => Changes.All(change => change.Kind == WordChangeKind.Same);

    /// <summary>Other stories with exactly the same words.</summary>
    public IReadOnlyList<StoredArticle> AlsoIn { get; init; } = [];
}

/// <summary>Words that stand together and are the same on both sides, or on one side only.</summary>
public sealed record WordChange(WordChangeKind Kind, string Words);

/// <summary>On which side words stand.</summary>
public enum WordChangeKind
{
    /// <summary>On both, as the story has them.</summary>
    Same,

    /// <summary>Only in what was asked about.</summary>
    Asked,

    /// <summary>Only in the story.</summary>
    Told,
}
