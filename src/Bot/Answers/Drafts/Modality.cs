using System.Collections.Frozen;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Answers.Drafts;

/// <summary>Rule (e), modality: what may be, is planned, wanted or threatened is not told as certain, and what is to come not as done.</summary>
internal static class Modality
{
    // Insisted on talking, for wanted to speak.
    private static readonly FrozenSet<string> Talking = Stems.Of("talk talks talked talking speak speaks spoke speaking discuss discussed discussing");

    public static bool IsKept(Draft draft)
    {
        var drafted = Openness.Of(draft.Wording, isDraft: true);
        var quoted = QuotedPassage.AllIn(draft.Text).Select(passage => passage.Inner).ToList(); // those are the speaker's own words
        var told = draft.Cited.Select(sentence => Openness.Of(sentence.Wording, isDraft: false)).ToList();
        return Enumerable.Range(0, draft.Wording.Count).GroupBy(place => draft.Wording.Tokens[place].Stem, StringComparer.Ordinal).All(same =>
            !draft.Wording.IsContent(same.First()) || draft.IsIn(same.First(), quoted)
            || same.Max(place => drafted[place]) >= PlacesOf(draft, same.First()).Select(one => told[one.Sentence][one.Word]).DefaultIfEmpty(Openness.Level.Fact).Min())
            && (drafted.Any(level => level != Openness.Level.Fact) || Enumerable.Range(0, draft.Wording.Count).Any(place => Openness.IsMarker(draft.Wording, place)) || !IsOpenWhole(draft, quoted, told));
    }

    // “Calls” may stand for “names”, but then it tells nothing of what is done.
    private static IEnumerable<Place> PlacesOf(Draft draft, int place) => draft.PlacesOfWord(place)
        .Where(found => !(Coverage.IsFree(draft.Wording.Tokens[place].Stem) || Talking.Contains(draft.Wording.Tokens[place].Stem)) || draft.Wording.IsFormOf(place, draft.Cited[found.Sentence].Wording, found.Word));

    /// <summary>Whether most of what a draft without any such word tells stands in a clause that is open, in whatever words: they got, for they should expect.</summary>
    private static bool IsOpenWhole(Draft draft, List<TextSpan> quoted, List<Openness.Level[]> told)
    {
        var words = Enumerable.Range(0, draft.Wording.Count).Where(place => draft.Wording.IsContent(place) && !draft.IsIn(place, quoted) && draft.PlacesOfWord(place).Count > 0).ToList();
        return words.Count > 0 && 3 * words.Count(place => draft.PlacesOfWord(place).All(found => IsOpen(draft.Cited[found.Sentence].Wording, told[found.Sentence], found.Word))) >= 2 * words.Count;
    }

    private static bool IsOpen(Wording wording, Openness.Level[] levels, int word) =>
        Enumerable.Range(0, wording.Count).Any(place => wording.Clauses[place] == wording.Clauses[word] && levels[place] == Openness.Level.Open);
}
