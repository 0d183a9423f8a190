using NewsBot.Retrieval.Articles;

namespace NewsBot.Retrieval;

/// <summary>What became of one story.</summary>
/// <param name="Location">Where it was read.</param>
/// <param name="Id">Null when it was not understood at all.</param>
/// <param name="Problems">Sentences for people: why it failed, or what is left out of it.</param>
public sealed record IngestionResult(string Location, ArticleId? Id, IngestionOutcome Outcome, IReadOnlyList<string> Problems);

/// <summary>Who is told, on any thread, of what becomes of stories while they are ingested.</summary>
/// <param name="Begun">A story is about to be written, and what will become of it: whoever is cut off knows later what was the own work.</param>
/// <param name="Done">A story is done.</param>
public sealed record IngestionWatch(Action<ArticleId, IngestionOutcome> Begun, Action<IngestionResult> Done);

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
