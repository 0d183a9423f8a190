namespace NewsBot.Answers.Drafts;

/// <summary>Rule (e), sequence: what comes first in the story comes first in the draft, whichever of <c>before</c> and <c>after</c> tells it.</summary>
internal static class Sequence
{
    public static bool IsKept(Draft draft)
    {
        var told = draft.Cited.Index().SelectMany(sentence => In(sentence.Item.Wording).Select(order => new Order(PlacesIn(sentence.Index, order.Earlier), PlacesIn(sentence.Index, order.Later))))
            .Concat(Following(draft))
            .ToList();
        return In(draft.Wording).All(order => !AreDatedOtherwise(draft, order.Earlier, order.Later) && !told.Exists(other => AreTurnedRound(draft, order.Earlier, order.Later, other)
            || AreTurnedRound(draft, order.Earlier.Where(draft.Names.Contains), order.Later.Where(draft.Names.Contains), other)));
    }

    private static HashSet<Place> PlacesIn(int sentence, IEnumerable<int> words) => [.. words.Select(word => new Place(sentence, word))];

    /// <summary>What a sentence tells comes after what one before it in the story does, where it says so: it has <c>since</c> flown past Earth.</summary>
    private static IEnumerable<Order> Following(Draft draft) => draft.Cited.Index()
        .Where(later => Enumerable.Range(0, later.Item.Wording.Count).Any(place => IsThen(later.Item.Wording, place)))
        .SelectMany(later => draft.Cited.Index()
            .Where(earlier => earlier.Item.Evidence.Article.Id == later.Item.Evidence.Article.Id && earlier.Item.Evidence.Sentence.Ordinal == later.Item.Evidence.Sentence.Ordinal - 1)
            .Select(earlier => new Order(PlacesIn(earlier.Index, Content(earlier.Item.Wording, 0, earlier.Item.Wording.Count)), PlacesIn(later.Index, Content(later.Item.Wording, 0, later.Item.Wording.Count)))));

    // Has since flown; then had to; not “since March”, and not “if he goes, then”.
    private static bool IsThen(Wording wording, int place) =>
        (wording[place] == "since" && place > 0 && wording[place - 1] is "has" or "have" or "had") || (wording[place] == "then" && place is > 0 and < 3) || (wording[place] is "afterwards" or "subsequently");

    /// <summary>Whether by the dates that the story gives what comes later in the draft comes first.</summary>
    private static bool AreDatedOtherwise(Draft draft, List<int> earlier, List<int> later) =>
        DayOf(draft, earlier) is { } first && DayOf(draft, later) is { } second && first > second;

    // Of the clause that has most of the words.
    private static DateOnly? DayOf(Draft draft, List<int> words)
    {
        var (sentence, clause) = words.SelectMany(draft.PlacesOfWord).Select(place => (place.Sentence, Clause: draft.Cited[place.Sentence].Wording.Clauses[place.Word]))
            .CountBy(place => place).OrderByDescending(count => count.Value).Select(count => count.Key).FirstOrDefault((-1, -1));
        if (sentence < 0 || draft.Cited[sentence].Day is not { } published)
        {
            return null;
        }

        var wording = draft.Cited[sentence].Wording;
        return DateMention.AllIn(wording.Text)
            .Where(date => Enumerable.Range(0, wording.Count).Any(place => wording.Clauses[place] == clause && wording.Tokens[place].Start >= date.Start && wording.Tokens[place].End <= date.End))
            .Select(date => date.DaysNear(published).Where(day => day <= published).Order().Cast<DateOnly?>().LastOrDefault())
            .FirstOrDefault();
    }

    // By all words, or by whom they name alone: Magull before Toone, for Toone before Magull's equalizer.
    private static bool AreTurnedRound(Draft draft, IEnumerable<int> earlier, IEnumerable<int> later, Order told) =>
        Has(draft, earlier, told.Later, told.Earlier) && Has(draft, later, told.Earlier, told.Later);

    /// <summary>Whether more words of the draft are among some of the story's than among the others.</summary>
    private static bool Has(Draft draft, IEnumerable<int> words, HashSet<Place> these, HashSet<Place> others)
    {
        var places = words.SelectMany(draft.PlacesOfWord).ToList();
        return places.Count(these.Contains) > places.Count(others.Contains);
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

    /// <param name="Earlier">The content words that tell what comes first.</param>
    /// <param name="Later">Those of what follows.</param>
    private sealed record Order(HashSet<Place> Earlier, HashSet<Place> Later);
}
