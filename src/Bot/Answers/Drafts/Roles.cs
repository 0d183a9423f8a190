using NewsBot.Retrieval.Meanings;

namespace NewsBot.Answers.Drafts;

/// <summary>Whoever does something to somebody in the draft does it in a cited sentence: <c>Russia lent Cyprus</c> is not <c>Cyprus lent Russia</c>.</summary>
internal static class Roles
{
    public static bool AreKept(Draft draft, WordNet dictionary)
    {
        var names = NamesOf(draft.Wording, dictionary);
        var told = draft.Cited.Select(sentence => NamesOf(sentence.Wording, dictionary)).ToList();
        return Enumerable.Range(0, draft.Wording.Count)
            .Where(place => names.Exists(name => name < place) && !names.Contains(place) && draft.PlacesOfWord(place).Count > 0 && IsVerb(draft.Wording, place, dictionary))
            .All(place => draft.PlacesOfWord(place).Any(found =>
                !AreSwapped(draft, ActAt(draft.Wording, place, names), found.Sentence, ActAt(draft.Cited[found.Sentence].Wording, found.Word, told[found.Sentence]))));
    }

    private static bool AreSwapped(Draft draft, Act act, int sentence, Act told)
    {
        return (Meet(act.Patients, told.Agents) && !Meet(act.Agents, told.Agents) && act.Agents.Count > 0)
            || (Meet(act.Agents, told.Patients) && !Meet(act.Agents, told.Agents) && told.Agents.Count > 0);

        bool Meet(List<int> names, List<int> others) => names.Exists(name => others.Exists(other => draft.PlacesOfWord(name).Contains(new Place(sentence, other))));
    }

    private static List<int> NamesOf(Wording wording, WordNet dictionary) => NamesTold.Runs(wording, dictionary).SelectMany(run => run).ToList();

    /// <summary>A verb with the names around it, in its clause.</summary>
    private static Act ActAt(Wording wording, int verb, List<int> names)
    {
        var before = names.Where(name => name < verb && wording.Clauses[name] == wording.Clauses[verb]).ToList();
        var after = names.Where(name => name > verb && wording.Clauses[name] == wording.Clauses[verb]).ToList();
        var isPassive = Enumerable.Range(Math.Max(0, verb - 2), Math.Min(2, verb)).Any(auxiliary => wording[auxiliary] is "was" or "were" or "been" or "be" or "is" or "are" or "being");
        return isPassive ? new Act(After(wording, after, "by"), before) : new Act(before, after);
    }

    // Blamed by Washington on Monday in Geneva.
    private static List<int> After(Wording wording, List<int> names, string preposition) =>
        names.Where(name => Enumerable.Range(Math.Max(0, name - 4), Math.Min(4, name)).Any(place => wording[place] == preposition)).ToList();

    private static bool IsVerb(Wording wording, int place, WordNet dictionary) =>
        wording.IsContent(place)
        && wording[place - 1] is not ("the" or "a" or "an" or "of" or "his" or "her" or "its" or "their" or "s" or "no" or "any")
        && BaseForms.Of(wording[place], WordClass.Verb).Any(form => dictionary.Has(form, WordClass.Verb));

    private sealed record Act(List<int> Agents, List<int> Patients);
}
