using System.Collections.Frozen;
using NewsBot.Retrieval.Search;

namespace NewsBot.Answers.Drafts;

/// <summary>Rule (e), phases: what begins or goes on in the story does not end in the draft, and the other way round; what is debated is not decided.</summary>
internal static class Phases
{
    private enum Phase
    {
        Begins,
        GoesOn,
        Ends,
    }

    // By stems; verbs of two words by both.
    private static readonly FrozenDictionary<string, Phase> Of = new[]
    {
        (Phase.Begins, "begin began begun start open launch commence"),
        (Phase.GoesOn, "continue go_on went_on goes_on going_on carry_on carries_on carried_on keep kept remain stay persist extend"),
        (Phase.Ends, "end stop cease halt quit finish conclude expire give_up gave_up gives_up giving_up given_up run_out runs_out ran_out running_out close abandon"),
    }.SelectMany(phase => phase.Item2.Split(' ').Select(words => KeyValuePair.Create(KeyOf(words.Split('_')), phase.Item1)))
        .DistinctBy(pair => pair.Key, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);

    // What is debated is not decided.
    private static readonly FrozenSet<string> Deliberations = Stems.Of("debate debated debating discuss discussed discussing discussion consider considered considering weigh weighed weighing study studied studying examine examined examining negotiate negotiated negotiating explore explored review reviewed mull mulled");

    private static readonly FrozenSet<string> Decisions = Stems.Of("pass passed approve approved approval adopt adopted ratify ratified enact enacted accept accepted endorse endorsed sign signed decide decided agree agreed agreement back backed introduce introduced impose imposed grant granted conclude concluded");

    public static bool AreKept(Draft draft) => ArePhasesKept(draft) && !IsDecided(draft);

    private static bool IsDecided(Draft draft) =>
        draft.Missing.Any(place => Decisions.Contains(draft.Wording.Tokens[place].Stem))
        && draft.Cited.Index().Any(sentence => Enumerable.Range(0, sentence.Item.Wording.Count).Any(word => Deliberations.Contains(sentence.Item.Wording.Tokens[word].Stem)
            && !Enumerable.Range(0, draft.Wording.Count).Any(place => draft.PlacesOfWord(place).Contains(new Place(sentence.Index, word)))));

    private static bool ArePhasesKept(Draft draft)
    {
        var told = draft.Cited.SelectMany(sentence => In(sentence.Wording)).Select(one => one.Phase).ToHashSet();
        return told.Count == 0 || In(draft.Wording).All(one => told.Contains(one.Phase) || IsSaidOtherwise(draft, one, told));
    }

    // Only an end is the opposite of the others; a word that the story has, too, may mean something else: close to home.
    private static bool IsSaidOtherwise(Draft draft, (Phase Phase, int Place) one, HashSet<Phase> told) =>
        draft.PlacesOfWord(one.Place).Count > 0 || one.Phase == Phase.Ends == told.Contains(Phase.Ends) || HasDenial(draft);

    // Did not stop, for went on.
    private static bool HasDenial(Draft draft) =>
        Enumerable.Range(0, draft.Wording.Count).Any(place => Polarity.IsDenial(draft.Wording[place]))
        || draft.Cited.Any(sentence => Enumerable.Range(0, sentence.Wording.Count).Any(place => Polarity.IsDenial(sentence.Wording[place])));

    private static IEnumerable<(Phase Phase, int Place)> In(Wording wording)
    {
        for (var place = 0; place < wording.Count; place++)
        {
            // What is to stop goes on; a machine that runs out of money does not end.
            if ((place > 0 && wording[place - 1] == "to") || (place + 2 < wording.Count && wording[place + 2] == "of"))
            {
                continue;
            }

            if ((place + 1 < wording.Count && Of.TryGetValue(wording[place] + " " + wording[place + 1], out var phase)) || Of.TryGetValue(wording.Tokens[place].Stem, out phase))
            {
                yield return (phase, place);
            }
        }
    }

    private static string KeyOf(string[] words) => words.Length > 1 ? string.Join(' ', words) : Term.AllIn(words[0]) is [var only] ? only.Stem : words[0];
}
