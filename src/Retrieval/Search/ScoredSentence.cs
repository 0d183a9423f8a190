using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Reading;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Retrieval.Search;

/// <summary>A sentence that may answer the question.</summary>
/// <param name="Coverage">Which share of the question's weight its words carry: 0 to 1.</param>
/// <param name="PassageCoverage">The same for it, its neighbours and the article's title together.</param>
/// <param name="HasExpected">Whether it has a thing of the kind that the question asks for.</param>
public sealed record ScoredSentence(
    Article Article,
    Sentence Sentence,
    double Coverage,
    double PassageCoverage,
    bool HasExpected,
    SentenceFeatures Features)
{
    /// <summary>How well it answers beside others: a difference of two is the logarithm of the odds.</summary>
    public double Score { get; init; } = Features.Score;

    /// <summary>What the reader tells of it; null where it was not read.</summary>
    public SentenceReading? Reading { get; init; }

    /// <summary>All sentences of the article, in its order.</summary>
    public IReadOnlyList<Sentence> Story { get; init; } = [];

    /// <summary>Who says what in the article, in its order.</summary>
    public IReadOnlyList<Statement> Statements { get; init; } = [];

    /// <summary>It, and two sentences on either side.</summary>
    public IEnumerable<Sentence> Passage => Story.Skip(Math.Max(0, Sentence.Ordinal - 2)).Take(Math.Min(Sentence.Ordinal, 2) + 3);

    /// <summary>The article's title, and the passage.</summary>
    public IEnumerable<string> TitleAndPassage => Passage.Select(sentence => sentence.Text).Prepend(Article.Title);
}
