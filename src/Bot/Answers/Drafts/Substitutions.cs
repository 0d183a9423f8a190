using NewsBot.Retrieval.Meanings;

namespace NewsBot.Answers.Drafts;

/// <summary>
/// Rule (e), substitutions: between two words of the story that stand together in the draft, too, nobody else takes the place of a name: <c>helping the rebels to
/// double down</c> for <c>helping Assad to double down</c>.
/// </summary>
internal static class Substitutions
{
    // In words, between the two that are the same.
    private const int Widest = 4;

    public static bool AreIn(Draft draft, WordNet dictionary) => draft.Missing.Any(place => IsSubstitute(draft, place) || IsOtherNoun(draft, place, dictionary));

    /// <summary>
    /// Whether a word stands between the same two words as a noun of the story that does not mean the same: a <c>head</c> coach for a strength coach, Earth's
    /// <c>deserts</c> for its oceans, turned into <c>bonds</c> and for turned into shares and.
    /// </summary>
    private static bool IsOtherNoun(Draft draft, int place, WordNet dictionary) =>
        place > 0 && !draft.Wording.IsParted(place) && draft.Wording.NextContent(place, -1) is { } left && place - left <= 2
        && draft.PlacesOfWord(left).Any(found => IsOtherNoun(draft, left, place, found, dictionary)
            && draft.Cited[found.Sentence].Related(draft.Relatives).GetValueOrDefault(draft.Wording.Tokens[place].Stem) is { Same: 0 });

    private static bool IsOtherNoun(Draft draft, int left, int place, Place found, WordNet dictionary)
    {
        var (wording, word) = (draft.Cited[found.Sentence].Wording, found.Word + place - left);
        return word < wording.Count && wording.IsContent(word) && !wording.IsParted(word) && !wording.Tokens[word].IsCapitalised
            && (place - left == 1 || (draft.Wording[place - 1] != "to" && wording[word - 1] == draft.Wording[place - 1] && !draft.Cited[found.Sentence].StoryStems.Contains(draft.Wording.Tokens[place].Stem)))
            && (place - left == 1 ? IsOnlyNoun(wording[word], dictionary) : Has(wording[word], WordClass.Noun, dictionary))
            && !Enumerable.Range(0, draft.Wording.Count).Any(one => draft.PlacesOfWord(one).Contains(new Place(found.Sentence, word)))
            && GoOnAlike(draft, place, found.Sentence, wording, word);
    }

    private static bool GoOnAlike(Draft draft, int place, int sentence, Wording wording, int word) =>
        IsLast(draft.Wording, place) ? place - 1 >= 0 && !draft.Wording.IsContent(place - 1) && IsLast(wording, word)
        : !IsLast(wording, word) && (draft.Wording[place + 1] == wording[word + 1] || draft.PlacesOfWord(place + 1).Contains(new Place(sentence, word + 1)));

    private static bool IsOnlyNoun(string word, WordNet dictionary) => Has(word, WordClass.Noun, dictionary) && !Has(word, WordClass.Verb, dictionary) && !Has(word, WordClass.Adjective, dictionary);

    private static bool Has(string word, WordClass wordClass, WordNet dictionary) => BaseForms.Of(word, wordClass).Any(form => dictionary.Has(form, wordClass));

    private static bool IsLast(Wording wording, int place) => place + 1 == wording.Count || wording.IsParted(place + 1);

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
