using NewsBot.Retrieval.Articles;

namespace NewsBot.Retrieval.Indexing;

/// <summary>A search for the stories in which somebody says something.</summary>
/// <param name="Names">Of the speaker, each as fully as it is known: <c>Lavrov</c>, <c>Sergei Lavrov</c>.</param>
/// <param name="Words">What it should be about; plain words, and they may be none.</param>
/// <param name="Filter">Of which articles.</param>
public sealed record SpeakerQuery(IReadOnlyList<string> Names, IReadOnlyList<string> Words, ArticleFilter Filter);

/// <summary>A story in which somebody says something.</summary>
/// <param name="Speaker">As the story's statements name them.</param>
public sealed record SpeakerHit(ArticleId ArticleId, string Speaker);
