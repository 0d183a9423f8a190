using NewsBot.Retrieval.Meanings;

namespace NewsBot.Answers.Drafts;

/// <summary>Whoever does something to somebody in the draft does it in a cited sentence: <c>Russia lent Cyprus</c> is not <c>Cyprus lent Russia</c>.</summary>
internal static class Roles
{
    public static bool AreKept(Draft draft, WordNet dictionary) => AreActsKept(draft, dictionary) && !AreComplementsSwapped(draft);

    /// <summary>Whether two things have changed their prepositions: for the troops to hand it <c>to</c> the callers, for the callers to hand it to the troops.</summary>
    private static bool AreComplementsSwapped(Draft draft)
    {
        var changed = Enumerable.Range(0, draft.Wording.Count)
            .Where(place => draft.Wording.IsContent(place) && PrepositionOf(draft.Wording, place) is not null && draft.PlacesOfWord(place).Count == 1)
            .Select(place => (draft.PlacesOfWord(place)[0].Sentence, Here: PrepositionOf(draft.Wording, place), There: PrepositionOf(draft.Cited[draft.PlacesOfWord(place)[0].Sentence].Wording, draft.PlacesOfWord(place)[0].Word)))
            .Where(one => one.There is not null && one.Here != one.There)
            .ToList();
        return changed.Exists(one => changed.Exists(other => other.Sentence == one.Sentence && other.Here == one.There && other.There == one.Here));
    }

    // To the Syrian troops; to those calling.
    private static string? PrepositionOf(Wording wording, int place)
    {
        for (var before = place - 1; before >= Math.Max(0, place - 3) && !wording.IsParted(before + 1); before--)
        {
            if (wording[before] is "for" or "to" or "from" or "against" or "with" or "by")
            {
                return wording[before];
            }
        }

        return null;
    }

    private static bool AreActsKept(Draft draft, WordNet dictionary)
    {
        var names = NamesOf(draft.Wording, dictionary);
        var told = draft.Cited.Select(sentence => NamesOf(sentence.Wording, dictionary)).ToList();
        return Enumerable.Range(0, draft.Wording.Count)
            .Where(place => place > 0 && !names.Contains(place) && draft.PlacesOfWord(place).Count > 0 && IsVerb(draft.Wording, place, dictionary))
            .All(place => VerbsOf(draft, place, dictionary).Any(found =>
                !AreSwapped(draft, ActAt(draft.Wording, place, names), found.Sentence, ActAt(draft.Cited[found.Sentence].Wording, found.Word, told[found.Sentence]))));
    }

    // Met, rather than would meet; invited, rather than the invitation.
    private static IReadOnlyList<Place> VerbsOf(Draft draft, int place, WordNet dictionary)
    {
        var verbs = draft.PlacesOfWord(place).Where(found => found.Word > 0 && IsVerb(draft.Cited[found.Sentence].Wording, found.Word, dictionary)).ToList();
        var same = verbs.Where(found => draft.Cited[found.Sentence].Wording[found.Word] == draft.Wording[place]).ToList();
        return same.Count > 0 ? same : verbs.Count > 0 ? verbs : draft.PlacesOfWord(place);
    }

    private static bool AreSwapped(Draft draft, Act act, int sentence, Act told)
    {
        // The same words around the verb, but each on the other side.
        bool IsOnly(int word, List<int> one, List<int> other) => draft.PlacesOfWord(word) is var places
            && one.Exists(place => places.Contains(new Place(sentence, place))) && !other.Exists(place => places.Contains(new Place(sentence, place)));

        return (act.IsPassive == told.IsPassive && act.Before.Exists(word => IsOnly(word, told.Behind, told.Before)) && act.Behind.Exists(word => IsOnly(word, told.Before, told.Behind)))
            || (told.Agents.Count == 0 && told.HasPronoun && Meet(act.Subject, told.Named)) || (Meet(act.Patients, told.Agents) && !Meet(act.Agents, told.Agents) && act.Agents.Count > 0)
            || (Meet(act.Agents, told.Patients) && !Meet(act.Agents, told.Agents) && told.Agents.Count > 0)
            || (HasOnly(act.Agents, told.Patients, told.Agents) && HasOnly(act.Patients, told.Agents, told.Patients))
            || (!act.IsPassive && !told.IsPassive && act.Subject.Exists(name => draft.PlacesOfWord(name).Count > 0) && told.Subject.Count > 0 && !Meet([.. act.Before.Where(place => !Coverage.IsFree(draft.Wording.Tokens[place].Stem)), .. act.Subject], [.. told.Before, .. told.Subject]));

        // One of several has changed sides: Lavrov and Brahimi met Kerry, for Kerry and Lavrov met Brahimi.
        bool HasOnly(List<int> names, List<int> these, List<int> others) => names.Exists(name => Meet([name], these) && !Meet([name], others));

        bool Meet(List<int> names, List<int> others) => names.Exists(name => others.Exists(other => draft.PlacesOfWord(name).Contains(new Place(sentence, other))));
    }

    private static List<int> NamesOf(Wording wording, WordNet dictionary) => NamesTold.Runs(wording, dictionary).SelectMany(run => run).ToList();

    /// <summary>A verb with the names around it, in its clause.</summary>
    private static Act ActAt(Wording wording, int verb, List<int> names)
    {
        var first = Enumerable.Range(0, wording.Count).FirstOrDefault(place => wording.Clauses[place] == wording.Clauses[verb]);

        // “It accused Brahimi and demanded”: the second verb has the first one's subject.
        if (verb <= first + 1 && first > 0 && wording[first] == "and")
        {
            var clause = wording.Clauses[first - 1];
            first = Enumerable.Range(0, wording.Count).First(place => wording.Clauses[place] == clause);
        }

        var before = names.Where(name => name < verb && wording.Clauses[name] == wording.Clauses[verb]).ToList();
        var after = names.Where(name => name > verb && wording.Clauses[name] == wording.Clauses[verb]).ToList();
        var isPassive = Enumerable.Range(Math.Max(0, verb - 2), Math.Min(2, verb)).Any(auxiliary => wording[auxiliary] is "was" or "were" or "been" or "be" or "is" or "are" or "being");
        var hasPronoun = Enumerable.Range(first, verb - first).Any(place => wording[place] is "he" or "she" or "it" or "they");
        var words = Enumerable.Range(0, wording.Count).Where(place => wording.Clauses[place] == wording.Clauses[verb] && wording.IsContent(place)).ToList();
        var (left, right) = (words.Where(place => place < verb).ToList(), words.Where(place => place > verb).ToList());
        var subject = before.Where(name => Enumerable.Range(name + 1, verb - name - 1).All(place => wording[place] != "s" && !wording.IsContent(place))).ToList();
        var named = names.Where(name => name >= first).ToList();
        return isPassive ? new Act(After(wording, after, "by"), before, subject, named, false, true, left, right) : new Act(before, after, subject, named, hasPronoun, false, left, right);
    }

    // Blamed by Washington on Monday in Geneva.
    private static List<int> After(Wording wording, List<int> names, string preposition) =>
        names.Where(name => Enumerable.Range(Math.Max(0, name - 4), Math.Min(4, name)).Any(place => wording[place] == preposition)).ToList();

    private static bool IsVerb(Wording wording, int place, WordNet dictionary) =>
        wording.IsContent(place)
        && !(wording[place].EndsWith("ing", StringComparison.Ordinal) && wording[place - 1] is not ("is" or "are" or "was" or "were" or "be" or "been"))
        && wording[place - 1] is not ("the" or "a" or "an" or "of" or "his" or "her" or "its" or "their" or "s" or "no" or "any")
        && BaseForms.Of(wording[place], WordClass.Verb).Any(form => dictionary.Has(form, WordClass.Verb));

    /// <param name="Subject">The name right before it.</param>
    /// <param name="Named">All names from its clause on.</param>
    /// <param name="HasPronoun">Whether its subject may be a pronoun.</param>
    /// <param name="Before">All content words before it in its clause.</param>
    /// <param name="Behind">All behind it.</param>
    private sealed record Act(List<int> Agents, List<int> Patients, List<int> Subject, List<int> Named, bool HasPronoun, bool IsPassive, List<int> Before, List<int> Behind);
}
