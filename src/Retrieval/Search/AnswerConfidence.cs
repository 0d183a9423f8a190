using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Search;

/// <summary>How sure it is that the best sentence answers the question.</summary>
public static class AnswerConfidence
{
    /// <summary>From here on a question counts as covered.</summary>
    public const double Threshold = 0.5;

    // Shares of the question's weight, each word weighed by how rare it is.
    private const double InPassage = 0.6;
    private const double InSentence = 0.35;

    /// <summary>
    /// Whether the best sentence, with its neighbours and headline, speaks of what is asked. A name that no story mentions is decisive:
    /// nothing said about others answers a question about it.
    /// </summary>
    public static double Of(Question question, IReadOnlyList<ScoredSentence> sentences, IReadOnlyList<Term> unknown) =>
        sentences is [var best, ..]
        && !question.Names.SelectMany(name => name.Terms).Intersect(unknown).Any()
        && best.PassageCoverage >= InPassage
        && best.Coverage >= InSentence
            ? 1
            : 0;
}
