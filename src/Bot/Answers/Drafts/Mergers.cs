using System.Text.RegularExpressions;

namespace NewsBot.Answers.Drafts;

/// <summary>
/// Rule (e), mergers: one sentence's subject does not get another one's predicate, unless something joins the two: <c>the two lobes point to dark dust</c>, where it is the
/// warm surface that does.
/// </summary>
internal static partial class Mergers
{
    private const int FewWords = 3;

    public static bool AreIn(Draft draft) => Enumerable.Range(0, draft.Wording.Count)
        .Where(place => draft.Wording.IsContent(place) && draft.PlacesOfWord(place).Count > 0)
        .GroupBy(place => draft.Wording.Clauses[place])
        .Any(clause => IsMerged(draft, [.. clause.Select(place => draft.PlacesOfWord(place).Select(found => found.Sentence).Distinct().ToList())]));

    // All words of the one come first, then all of the other, and none is of both.
    private static bool IsMerged(Draft draft, List<List<int>> sentences)
    {
        if (sentences.Exists(word => word.Count != 1))
        {
            return false;
        }

        var order = sentences.ConvertAll(word => word[0]);
        var change = order.FindIndex(sentence => sentence != order[0]);
        return change >= FewWords && order.Count - change >= FewWords && order.Skip(change).All(sentence => sentence == order[change])
            && !Joining().IsMatch(draft.Cited[order[0]].Wording.Text) && !Joining().IsMatch(draft.Cited[order[change]].Wording.Text);
    }

    [GeneratedRegex(@"\b(he|she|it|they|his|her|its|their|him|them|this|these|those|there|such|the (same|latter|former))\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Joining();
}
