namespace NewsBot.Answers.Drafts;

/// <summary>
/// Rule (e), substitutions: between two words of the story that stand together in the draft, too, nobody else takes the place of a name: <c>helping the rebels to
/// double down</c> for <c>helping Assad to double down</c>.
/// </summary>
internal static class Substitutions
{
    // In words, between the two that are the same.
    private const int Widest = 4;

    public static bool AreIn(Draft draft) => draft.Missing.Any(place => IsSubstitute(draft, place));

    private static bool IsSubstitute(Draft draft, int place)
    {
        if (Neighbour(draft, place, -1) is not { } left || Neighbour(draft, place, +1) is not { } right || right - left > Widest)
        {
            return false;
        }

        var pairs = draft.PlacesOfWord(left).SelectMany(one => draft.PlacesOfWord(right)
            .Where(other => other.Sentence == one.Sentence && other.Word > one.Word && other.Word - one.Word <= Widest)
            .Select(other => (one.Sentence, First: one.Word, Last: other.Word))).ToList();
        return pairs.Count > 0 && pairs.TrueForAll(pair => ReplacedIn(draft, pair.Sentence, pair.First, pair.Last).ToList() is { Count: > 0 } replaced
            && replaced.TrueForAll(word => draft.Cited[pair.Sentence].Wording.Tokens[word].IsCapitalised));
    }

    private static IEnumerable<int> ReplacedIn(Draft draft, int sentence, int first, int last)
    {
        var wording = draft.Cited[sentence].Wording;
        return Enumerable.Range(first + 1, last - first - 1)
            .Where(word => wording.IsContent(word) && !Enumerable.Range(0, draft.Wording.Count).Any(place => draft.PlacesOfWord(place).Contains(new Place(sentence, word))));
    }

    private static int? Neighbour(Draft draft, int place, int step) =>
        draft.Wording.NextContent(place, step) is { } next && draft.PlacesOfWord(next).Count > 0 && draft.Wording.Clauses[next] == draft.Wording.Clauses[place] ? next : null;
}
