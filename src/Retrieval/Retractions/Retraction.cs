using NewsBot.Retrieval.Articles;

namespace NewsBot.Retrieval.Retractions;

/// <summary>A story that somebody has withdrawn: it is in no answer, and is not indexed again until the retraction is lifted.</summary>
/// <param name="Story">As it stood when it was retracted.</param>
/// <param name="At">When it was retracted.</param>
/// <param name="Reason">In the words of whoever retracted it.</param>
/// <param name="CopyOf">The story that was retracted, where this one had been noted as another outlet's copy of it; null: this one itself was.</param>
public sealed record Retraction(Article Story, DateTimeOffset At, string Reason, ArticleId? CopyOf);
