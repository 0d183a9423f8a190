using NewsBot.Retrieval.Articles;

namespace NewsBot.Retrieval;

/// <summary>What became of one story.</summary>
/// <param name="Location">Where it was read.</param>
/// <param name="Id">Null when it was not understood at all.</param>
/// <param name="Problems">Sentences for people: why it failed, or what is left out of it.</param>
public sealed record IngestionResult(string Location, ArticleId? Id, IngestionOutcome Outcome, IReadOnlyList<string> Problems);

public enum IngestionOutcome
{
    Added,
    Updated,
    Unchanged,

    /// <summary>It is the same as another outlet's story, and noted with that.</summary>
    Copy,

    /// <summary>It was retracted, and is left out.</summary>
    Retracted,
    Failed,
}
