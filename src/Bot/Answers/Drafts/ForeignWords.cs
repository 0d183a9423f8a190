using System.Collections.Frozen;
using NewsBot.Retrieval.Meanings;

namespace NewsBot.Answers.Drafts;

/// <summary>
/// Rule (e), foreign words: a word that the story has nowhere, and that is related by meaning to nothing in the cited sentences, tells something else:
/// a comet's <c>tail</c> for its nucleus. A verb may be told in many ways, but not in a short sentence, whose verb is what it says.
/// </summary>
internal static class ForeignWords
{
    // In content words.
    private const int Short = 7;

    // Verbs that take their meaning from what stands with them, and words of dying, which stories have many of.
    private static readonly FrozenSet<string> Light = Stems.Of(
            """
            take took taken taking get got make made making bring brought give gave given giving find found become became want wanted know knew known knows
            seek sought hold held keep kept carry carried come came go went going see saw seen use used need needed mean meant set let lead led head hand
            begin began start started end ended stay stayed remain remained happen happened try tried work last based place deadline team long again close closer due way amount money hope hopes
            die died dead death deaths kill killed victims lives
            """);

    public static bool AreIn(Draft draft, WordNet dictionary)
    {
        var foreign = draft.Missing.Where(place => !Light.Contains(draft.Wording.Tokens[place].Stem) && !IsSaid(draft, place) && IsForeign(draft, place)).ToList();
        if (foreign.Count == 0)
        {
            return false;
        }

        // What the sentence has is related the other way round, too: card, cardholders; co-operative.
        var unused = draft.Unused.ToList();
        var back = new Relatives(string.Join(", ", unused), dictionary);
        var isShort = Enumerable.Range(0, draft.Wording.Count).Count(draft.Wording.IsContent) <= Short;
        return foreign.Exists(place => back.In([draft.Wording.Tokens[place]]).Count == 0
            && !unused.Exists(word => word.Length > 3 && draft.Wording[place].Contains(word, StringComparison.Ordinal))
            && (isShort || !IsVerb(draft.Wording, place, dictionary)));
    }

    private static bool IsForeign(Draft draft, int place)
    {
        var stem = draft.Wording.Tokens[place].Stem;
        return draft.Cited.All(sentence => !sentence.StoryStems.Contains(stem) && sentence.Related(draft.Relatives).GetValueOrDefault(stem) is { Same: 0, Kin: 0 });
    }

    // By which verb somebody speaks is a matter of the speakers' rule.
    private static bool IsSaid(Draft draft, int place) => draft.Attributions.Any(said => said.Cue is { } cue && draft.IsIn(place, [cue]));

    // A form that only a verb has, or an infinitive: wept, obeyed, to power.
    private static bool IsVerb(Wording wording, int place, WordNet dictionary) =>
        BaseForms.Of(wording[place], WordClass.Verb).Any(form => (form != wording[place] || (place > 0 && wording[place - 1] is "to" or "must" or "will" or "would" or "can" or "could" or "may" or "might" or "should" or "did" or "does" or "not")) && dictionary.Has(form, WordClass.Verb));
}
