using NewsBot.Retrieval.Search;

namespace NewsBot.Answers;

/// <summary>Decides whether the stories cover a question at all.</summary>
public static class Coverage
{
    // Shares of the question's weight, each word weighed by how rare it is.
    private const double InPassage = 0.6;
    private const double InSentence = 0.35;

    /// <summary>
    /// Whether the best sentence, with its neighbours and headline, speaks of what is asked. A name that no story mentions is decisive:
    /// nothing said about others answers a question about it.
    /// </summary>
    public static bool IsSufficient(Evidence evidence) =>
        evidence.Sentences is [var best, ..]
        && !evidence.Question.Names.Intersect(evidence.Unknown).Any()
        && best.PassageCoverage >= InPassage
        && best.Coverage >= InSentence;
}
