using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Search;

/// <summary>A sentence that may answer the question.</summary>
/// <param name="Coverage">Which share of the question's weight its words carry: 0 to 1.</param>
/// <param name="PassageCoverage">The same for its chunk and the article's title together.</param>
public sealed record ScoredSentence(
    Article Article,
    Sentence Sentence,
    double Coverage,
    double PassageCoverage,
    SentenceFeatures Features)
{
    public double Score => Features.Score;

    /// <summary>All sentences of the article, in its order.</summary>
    public IReadOnlyList<Sentence> Story { get; init; } = [];

    public ScoredSentence WithCosine(double cosine) => this with { Features = Features with { Cosine = cosine } };
}
