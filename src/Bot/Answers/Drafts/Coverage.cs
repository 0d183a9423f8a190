using System.Collections.Frozen;
using NewsBot.Retrieval.Search;

namespace NewsBot.Answers.Drafts;

/// <summary>
/// Rule (e): the cited sentences carry what the draft says, word by word in the same or another form or meaning, in each of its clauses, and no cause is
/// added.
/// </summary>
internal static class Coverage
{
    private const double Enough = 0.6;
    private const double EnoughOfClause = 0.5;
    private const int FewWords = 2;

    // Of three words one other makes another sentence.
    private const int ShortOne = 4;
    private const double EnoughOfShortOne = 0.75;

    // How far off a word may be in meaning: its kind, or a kind of it, in one of its first senses.
    private const double Kin = 0.3;

    // What a sentence may say of itself: that it reports, and how.
    private static readonly FrozenSet<string> Free = Stems.Of(
            """
            according report reported add added note noted state stated write wrote call called describe described put count counted estimate estimated figure say among before after during until since up down out off over under through between more most less much many very even like anywhere else elsewhere such similar limit limited number capped per because only just yet having as also however still meanwhile while though
            although already now then later earlier himself herself itself themselves including include both well further new way part time place person people mid middle early late other others too also
            """);

    private static readonly FrozenSet<string> Causes = "because due owing thanks therefore hence thus consequently result reason since so cause given".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> StatedCauses = "because owing therefore consequently".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a word tells no more than that something is told.</summary>
    public static bool IsFree(string stem) => Free.Contains(stem);

    /// <summary>How much of the draft is carried: 0 to 1.</summary>
    public static double Of(Draft draft)
    {
        var words = WordsOf(draft).ToList();
        return words.Count == 0 ? 0 : (double)words.Count(place => IsCarried(draft, place)) / words.Count;
    }

    public static bool IsEnough(Draft draft) => Of(draft) >= (WordsOf(draft).Count() <= ShortOne ? EnoughOfShortOne : Enough) && WordsOf(draft).Any(place => IsCitedsOwn(draft, place)) && AreClausesCarried(draft) && !IsCauseAdded(draft);

    private static bool AreClausesCarried(Draft draft) => WordsOf(draft)
        .GroupBy(place => draft.Wording.Clauses[place])
        .All(clause => clause.Count() < FewWords || clause.Count(place => IsCarried(draft, place)) >= EnoughOfClause * clause.Count());

    private static IEnumerable<int> WordsOf(Draft draft) => Enumerable.Range(0, draft.Wording.Count)
        .Where(place => draft.Wording.IsContent(place) && !Free.Contains(draft.Wording.Tokens[place].Stem) && !Polarity.IsDenial(draft.Wording[place]));

    // Names and numbers have their own rules. What only the headline tells, the sentence does not.
    private static bool IsCitedsOwn(Draft draft, int place) => draft.PlacesOfWord(place).Count > 0 || draft.Names.Contains(place) || draft.IsNumber(place);

    private static bool IsCarried(Draft draft, int place)
    {
        var stem = draft.Wording.Tokens[place].Stem;
        return IsCitedsOwn(draft, place)
            || draft.Cited.Any(sentence => sentence.Related(draft.Relatives).GetValueOrDefault(stem).Kin >= Kin || sentence.Topic.Contains(stem) || sentence.StemsBefore.Contains(stem) || sentence.Meant.Any(name => Term.AllIn(name).Any(term => term.Stem == stem)));
    }

    private static bool IsCauseAdded(Draft draft) => IsCauseNew(draft) || IsCauseOfOther(draft);

    /// <summary>Whether the cause that a draft states is told by a sentence that calls it none.</summary>
    private static bool IsCauseOfOther(Draft draft) => Enumerable.Range(0, draft.Wording.Count).Where(place => draft.Wording[place] == "because").Any(because =>
    {
        var cause = Enumerable.Range(because + 1, draft.Wording.Count - because - 1).Where(place => draft.Wording.Clauses[place] == draft.Wording.Clauses[because] && draft.Wording.IsContent(place)).ToList();
        var told = cause.Where(place => draft.PlacesOfWord(place).Count > 0).ToList();
        return 3 * told.Count < cause.Count || 2 * told.Count(place => draft.PlacesOfWord(place).All(found => !HasCause(draft.Cited[found.Sentence]))) > told.Count;
    });

    private static bool HasCause(CitedSentence sentence) => Enumerable.Range(0, sentence.Wording.Count)
        .Any(place => Causes.Contains(sentence.Wording[place]) && (sentence.Wording[place] != "due" || (place + 1 < sentence.Wording.Count && sentence.Wording[place + 1] == "to")));

    private static bool IsCauseNew(Draft draft) =>
        Enumerable.Range(0, draft.Wording.Count).Any(place => StatedCauses.Contains(draft.Wording[place]) || (draft.Wording[place] is "due" or "thanks" && place > 0 && draft.Wording[place - 1] is not ("is" or "are" or "was" or "were") && place + 1 < draft.Wording.Count && draft.Wording[place + 1] == "to"))
        && !draft.Cited.Any(HasCause);
}
