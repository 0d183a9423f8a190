using System.Collections.Frozen;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers.Drafts;

/// <summary>
/// Rule (e), modifiers that make something else of what they stand before: a <c>former</c> minister is no minister, the <c>second</c>-largest bank not the largest, a
/// <c>proposed</c> tax no tax. The draft has to keep them.
/// </summary>
internal static class Modifiers
{
    // How far before or after what it modifies the draft may have one, in words.
    private const int Near = 5;

    // Words that a draft may have instead, each line those of one meaning.
    private static readonly FrozenDictionary<string, FrozenSet<string>> Kept =
        """
        former ex onetime once previously previous formerly served had was then
        deputy vice
        vice deputy
        assistant
        acting interim caretaker provisional
        interim acting caretaker provisional transitional
        alleged allegedly suspected accused said claimed according
        suspected alleged allegedly thought believed said
        supposed supposedly alleged
        potential possible could may might potentially candidate
        possible potential could may might possibly perhaps
        proposed plan planned proposal proposals would propose proposing
        planned plan plans proposed would will due is are was were
        almost nearly virtually practically close near about around roughly some just
        nearly almost virtually practically close near about around roughly some just under
        virtually almost nearly practically
        partly partially part
        partially partly part
        attempted attempt tried trying
        failed failure fail fails
        fake false
        second runner
        third
        fourth
        fifth
        """.Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.TrimEntries))
        .ToFrozenDictionary(words => words[0], words => words.ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    private static readonly FrozenSet<string> Ordinals = "second third fourth fifth".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool AreKept(Draft draft) => draft.Cited.Index().All(sentence => Enumerable.Range(0, sentence.Item.Wording.Count)
        .All(word => !Kept.TryGetValue(sentence.Item.Wording[word], out var instead) || IsKept(draft, sentence.Index, word, instead)));

    private static bool IsKept(Draft draft, int sentence, int modifier, FrozenSet<string> instead)
    {
        if (ModifiedBy(draft.Cited[sentence].Wording, modifier, draft.Cited[sentence].People) is not { } modified)
        {
            return true;
        }

        var here = new Place(sentence, modified);
        return Enumerable.Range(0, draft.Wording.Count)
            .Where(place => draft.PlacesOfWord(place) is var found && found.Contains(here) && (found.All(one => one == here) || IsFollowedByNext(draft, place, here)))
            .All(place => Enumerable.Range(Math.Max(0, place - Near), Math.Min(draft.Wording.Count, place + Near) - Math.Max(0, place - Near)).Any(near => instead.Contains(draft.Wording[near])));
    }

    // Of two ministers in a sentence it is the one who bears the next word's name.
    private static bool IsFollowedByNext(Draft draft, int place, Place here) =>
        place + 1 < draft.Wording.Count && draft.PlacesOfWord(place + 1) is [var next] && next == here with { Word = here.Word + 1 };

    /// <summary>The noun that ends the group of words, foreign <c>minister</c>; of an ordinal the superlative right behind it.</summary>
    private static int? ModifiedBy(Wording wording, int modifier, StoryPeople people)
    {
        if (Ordinals.Contains(wording[modifier]))
        {
            return modifier + 1 < wording.Count && wording[modifier + 1].EndsWith("est", StringComparison.Ordinal) ? modifier + 1 : null;
        }

        var last = modifier;
        while (last + 1 < wording.Count && wording.IsContent(last + 1) && !wording.IsParted(last + 1) && !StartsPerson(wording, last + 1, people) && last - modifier < 3)
        {
            last++;
        }

        return last > modifier ? last : null;
    }

    // Deputy Prime Minister Igor Shuvalov: the office ends before his first name.
    private static bool StartsPerson(Wording wording, int place, StoryPeople people) =>
        wording.Tokens[place].IsCapitalised
        && (people.AreNamedIn(wording.Written(place)) || (place + 1 < wording.Count && !wording.IsParted(place + 1) && people.AreNamedIn(wording.Written(place + 1))));
}
