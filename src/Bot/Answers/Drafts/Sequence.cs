namespace NewsBot.Answers.Drafts;

/// <summary>Rule (e), sequence: what comes first in the story comes first in the draft, whichever of <c>before</c> and <c>after</c> tells it.</summary>
internal static class Sequence
{
    public static bool IsKept(Draft draft)
    {
        var told = draft.Cited.Index().SelectMany(sentence => In(sentence.Item.Wording).Select(order => new Order(
            order.Earlier.ToHashSet(), order.Later.ToHashSet(), sentence.Index))).ToList();
        return In(draft.Wording).All(order => !AreDatedOtherwise(draft, order.Earlier, order.Later) && !told.Exists(other => AreTurnedRound(draft, order.Earlier, order.Later, other)
            || AreTurnedRound(draft, order.Earlier.Where(draft.Names.Contains), order.Later.Where(draft.Names.Contains), other)));
    }

    /// <summary>Whether by the dates that the story gives what comes later in the draft comes first.</summary>
    private static bool AreDatedOtherwise(Draft draft, List<int> earlier, List<int> later) =>
        DayOf(draft, earlier) is { } first && DayOf(draft, later) is { } second && first > second;

    // Of the clause that has most of the words.
    private static DateOnly? DayOf(Draft draft, List<int> words)
    {
        var (sentence, clause) = words.SelectMany(draft.PlacesOfWord).Select(place => (place.Sentence, Clause: draft.Cited[place.Sentence].Wording.Clauses[place.Word]))
            .CountBy(place => place).OrderByDescending(count => count.Value).Select(count => count.Key).FirstOrDefault((-1, -1));
        if (sentence < 0 || draft.Cited[sentence].Evidence.Article.Published is not { } published)
        {
            return null;
        }

        var wording = draft.Cited[sentence].Wording;
        return DateMention.AllIn(wording.Text)
            .Where(date => Enumerable.Range(0, wording.Count).Any(place => wording.Clauses[place] == clause && wording.Tokens[place].Start >= date.Start && wording.Tokens[place].End <= date.End))
            .Select(date => date.DaysNear(DateOnly.FromDateTime(published.DateTime)).Where(day => day <= DateOnly.FromDateTime(published.DateTime)).Order().Cast<DateOnly?>().LastOrDefault())
            .FirstOrDefault();
    }

    // By all words, or by whom they name alone: Magull before Toone, for Toone before Magull's equalizer.
    private static bool AreTurnedRound(Draft draft, IEnumerable<int> earlier, IEnumerable<int> later, Order told) =>
        Has(draft, earlier, told.Later, told.Earlier, told.Sentence) && Has(draft, later, told.Earlier, told.Later, told.Sentence);

    /// <summary>Whether more words of the draft are among some of the story's than among the others.</summary>
    private static bool Has(Draft draft, IEnumerable<int> words, HashSet<int> these, HashSet<int> others, int sentence)
    {
        var places = words.SelectMany(draft.PlacesOfWord).Where(place => place.Sentence == sentence).ToList();
        return places.Count(place => these.Contains(place.Word)) > places.Count(place => others.Contains(place.Word));
    }

    private static IEnumerable<(List<int> Earlier, List<int> Later)> In(Wording wording)
    {
        var connectives = Enumerable.Range(0, wording.Count).Where(place => wording[place] is "before" or "after").ToList();
        foreach (var place in connectives)
        {
            // “After Russia objected, it was dropped”; else the main clause comes first.
            var end = Enumerable.Range(place + 1, wording.Count - place - 1).Where(next => wording.IsParted(next) || connectives.Contains(next)).Cast<int?>().FirstOrDefault() ?? wording.Count;
            var subordinate = Content(wording, place + 1, end);
            var main = place == 0 ? Content(wording, end, wording.Count) : Content(wording, 0, connectives[0]);
            yield return wording[place] == "before" ? (main, subordinate) : (subordinate, main);
        }
    }

    private static List<int> Content(Wording wording, int start, int end) => Enumerable.Range(start, Math.Max(0, end - start)).Where(wording.IsContent).ToList();

    /// <param name="Earlier">Places of the content words that tell what comes first.</param>
    /// <param name="Later">Of what follows.</param>
    /// <param name="Sentence">Which of the cited, from 0.</param>
    private sealed record Order(HashSet<int> Earlier, HashSet<int> Later, int Sentence);
}
