using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Search;

/// <summary>
/// How much of a question is told besides the names in it: <c>Who won the regatta of Oldmouth?</c> is not answered by what tells of another thing in
/// Oldmouth, however rare that name is.
/// </summary>
internal static class BeyondNames
{
    // A single word may be a slip of the pen: “wat did Lavrov say”.
    private const int FewestWords = 2;

    /// <summary>
    /// The share of the words' weight that the best sentence, two on either side and the title have or come near to: 0 to 1; 1 where a question has
    /// hardly anything but names.
    /// </summary>
    public static double Told(Question question, TermWeights weights, ScoredSentence best, NearWords nearWords)
    {
        var names = question.Names.SelectMany(name => name.Terms).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        var passage = best.TitleAndPassage.SelectMany(Token.AllIn).ToList();
        var (stems, nearness) = (passage.Select(token => token.Stem).ToHashSet(StringComparer.Ordinal), nearWords.In(passage));
        var all = weights.Share(stem => !names.Contains(stem));
        return weights.Stems.Count(stem => !names.Contains(stem)) >= FewestWords && all > 0 ? weights.ShareBy(stem => names.Contains(stem) ? 0 : Told(stem)) / all : 1;

        double Told(string stem) => stems.Contains(stem) || best.SaidOtherwise.Contains(stem) ? 1 : nearness.GetValueOrDefault(stem);
    }
}
