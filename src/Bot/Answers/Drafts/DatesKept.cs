using System.Text.RegularExpressions;

namespace NewsBot.Answers.Drafts;

/// <summary>Rule (d), what a date belongs to: what the story dates otherwise is not told of a day that it gives for something else.</summary>
internal static partial class DatesKept
{
    // Of a clause with fewer words beside its date nobody can tell.
    private const int FewWords = 2;

    // In words, before a date: the announcement on.
    private const int Near = 2;

    public static bool AreKept(Draft draft) => draft.Dates.All(date => !IsOfOtherWord(date, draft) && !IsOfOtherClause(date, draft));

    /// <summary>Whether the story gives another date right behind the word behind which the draft gives this one: announced on April 21 that it would vote on June 3.</summary>
    private static bool IsOfOtherWord(DateMention date, Draft draft)
    {
        if (HeadOf(draft.Wording, date) is not { } head)
        {
            return false;
        }

        var heads = draft.PlacesOfWord(head).SelectMany(found => DateMention.AllIn(draft.Cited[found.Sentence].Wording.Text)
            .Where(told => HeadOf(draft.Cited[found.Sentence].Wording, told) == found.Word).Select(told => (Told: told, Sentence: draft.Cited[found.Sentence]))).ToList();
        return heads.Count > 0 && !heads.Exists(one => date.IsWithin(one.Told) || one.Told.IsWithin(date) || DatesTold.IsTold(date, one.Sentence, [one.Told]));
    }

    /// <summary>Whether all that the draft tells in one clause with a date stands in the story in another clause, with a date of its own.</summary>
    private static bool IsOfOtherClause(DateMention date, Draft draft)
    {
        var words = WordsBeside(draft.Wording, date).Where(place => draft.PlacesOfWord(place).Count > 0).ToList();
        return words.Count >= FewWords && draft.Cited.Index().Any(sentence =>
        {
            var dates = DateMention.AllIn(sentence.Item.Wording.Text);
            return dates.Any(date.IsWithin)
                && dates.Where(date.IsWithin).All(told => !AreIn(draft, words, sentence.Index, WordsBeside(sentence.Item.Wording, told)))
                && dates.Any(told => !date.IsWithin(told) && words.TrueForAll(place => AreIn(draft, [place], sentence.Index, WordsBeside(sentence.Item.Wording, told))));
        });
    }

    private static bool AreIn(Draft draft, List<int> words, int sentence, IReadOnlyList<int> told) =>
        words.Exists(place => told.Any(word => draft.PlacesOfWord(place).Contains(new Place(sentence, word))));

    // Without what only leads to the date: the end of, the middle of.
    private static List<int> WordsBeside(Wording wording, DateMention date)
    {
        var clause = Enumerable.Range(0, wording.Count).Where(place => wording.Tokens[place].End > date.Start).Select(place => wording.Clauses[place]).FirstOrDefault();
        return Enumerable.Range(0, wording.Count)
            .Where(place => wording.Clauses[place] == clause && wording.IsContent(place) && !Leading().IsMatch(wording[place]) && (wording.Tokens[place].End <= date.Start || wording.Tokens[place].Start >= date.End)).ToList();
    }

    private static int? HeadOf(Wording wording, DateMention date) =>
        Enumerable.Range(0, wording.Count).Where(place => wording.Tokens[place].End <= date.Start).Reverse().Take(Near).Where(wording.IsContent).Cast<int?>().FirstOrDefault();

    [GeneratedRegex("^(end|middle|beginning|start|early|late|mid|day|same|month|year|week)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Leading();
}
