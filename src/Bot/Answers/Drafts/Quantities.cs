namespace NewsBot.Answers.Drafts;

/// <summary>Rule (d), numbers: each stands in a cited sentence, with its unit and its bound, and counts there what it counts in the draft.</summary>
internal static class Quantities
{
    private const int WordsBefore = 2;
    private const int WordsAfter = 4;
    private const int FewWords = 2;

    public static bool AreTold(Draft draft)
    {
        var drafted = AllIn(draft.Wording);
        var told = draft.Cited.Select(sentence => AllIn(sentence.Wording)).ToList();
        return drafted.TrueForAll(counted => told.Index().Any(sentence => sentence.Item.Exists(other => counted.Quantity.Agrees(other.Quantity) && !IsWithoutUnit(counted.Quantity, other.Quantity, sentence.Item)
                && !CountsOther(counted, other, sentence.Item) && !IsOfOther(counted, other, sentence.Item) && !IsOfOtherSentence(draft, counted, sentence.Index, told))))
            && !told.Exists(sentence => AreTurnedRound(drafted, sentence))
            && !told.Exists(sentence => ArePairedAnew(drafted, sentence));
    }

    // The last of ten, within 100 kilometres: that is not within ten.
    private static bool IsWithoutUnit(Quantity drafted, Quantity told, List<Counted> sentence) =>
        drafted.Unit is { } unit && told.Unit is null && sentence.Exists(other => other.Quantity.Unit == unit && other.Quantity.Value != drafted.Value);

    private static List<Counted> AllIn(Wording wording)
    {
        var quantities = Quantity.AllIn(wording.Text);
        return quantities.Select((quantity, index) => new Counted(
            quantity,
            wording,
            WordsBetween(wording, quantity.End, index + 1 < quantities.Count ? quantities[index + 1].Start : wording.Text.Length).Take(WordsAfter).ToList(),
            WordsBetween(wording, index > 0 ? quantities[index - 1].End : 0, quantity.Start).Skip(index > 0 && quantity.Unit != "×" ? 1 : 0).TakeLast(WordsBefore).ToList())).ToList();
    }

    private static IEnumerable<int> WordsBetween(Wording wording, int start, int end) => Enumerable.Range(0, wording.Count)
        .Where(place => wording.Tokens[place].Start >= start && wording.Tokens[place].Start < end && wording.IsContent(place) && !char.IsAsciiDigit(wording[place][0]));

    /// <summary>Whether what the draft counts by a number is counted by another in the story, and not by this one: 19 votes and 36 abstentions.</summary>
    private static bool CountsOther(Counted drafted, Counted told, List<Counted> sentence) => drafted.Quantity.Unit == "×"
        ? HappensToOther(drafted, told, sentence)
        : drafted.After is [var label, ..]
            && drafted.Wording[label] is not ("people" or "persons")
            && !told.Has(drafted.Wording, label, told.After.Concat(told.Before))
            && sentence.Exists(other => other.Quantity.Value != told.Quantity.Value && other.Quantity.Unit == told.Quantity.Unit && other.Has(drafted.Wording, label, other.After));

    // Past Earth three times, past Mars once: how often something happens stands behind it.
    private static bool HappensToOther(Counted drafted, Counted told, List<Counted> sentence) =>
        drafted.Before is [.., var label]
        && !told.Has(drafted.Wording, label, told.Before)
        && sentence.Exists(other => other.Quantity.Value != told.Quantity.Value && other.Quantity.Unit == "×" && other.Has(drafted.Wording, label, other.Before));

    /// <summary>Whether the clause in which a number stands begins in the story with another number's subject: the activists' count, and not the U.N.'s.</summary>
    private static bool IsOfOther(Counted drafted, Counted told, List<Counted> sentence)
    {
        var subject = drafted.WordsOfClause.FirstOrDefault(-1);
        return subject >= 0
            && !told.Has(drafted.Wording, subject, told.WordsOfClause)
            && sentence.Exists(other => other.Quantity.Value != told.Quantity.Value && other.Quantity.Unit == told.Quantity.Unit && other.Clause != told.Clause
                && other.WordsOfClause is [var first, ..] && other.Has(drafted.Wording, subject, [first]));
    }

    /// <summary>Whether what a clause tells beside the number is told by another sentence, which has a number of its own: the hours at the other site.</summary>
    private static bool IsOfOtherSentence(Draft draft, Counted drafted, int sentence, List<List<Counted>> told)
    {
        var words = drafted.WordsOfClause.Where(place => !draft.IsNumber(place) && !draft.Names.Contains(place) && draft.Wording[place] != "only").Select(draft.PlacesOfWord).Where(places => places.Count > 0).ToList();
        return told.Index().Any(other => other.Index != sentence
            && other.Item.Exists(counted => counted.Quantity.Value != drafted.Quantity.Value && (counted.Quantity.Unit is null || counted.Quantity.Unit == drafted.Quantity.Unit))
            && words.Count(places => places.All(place => place.Sentence == other.Index)) is >= FewWords and var there
            && there >= words.Count(places => places.All(place => place.Sentence == sentence)));
    }

    /// <summary>Whether two numbers that belong together have changed places: 272 to 285, from 12.5 to 10.</summary>
    private static bool AreTurnedRound(List<Counted> drafted, List<Counted> told) => drafted.Zip(drafted.Skip(1)).Any(pair =>
        pair.First.IsJoinedTo(pair.Second)
        && told.Zip(told.Skip(1)).Any(other => other.First.IsJoinedTo(other.Second)
            && pair.First.Quantity.Value == other.Second.Quantity.Value && pair.Second.Quantity.Value == other.First.Quantity.Value));

    /// <summary>Whether the draft puts with one number of a sentence, in one clause, another than that sentence does: the rate of other savers.</summary>
    private static bool ArePairedAnew(List<Counted> drafted, List<Counted> sentence) => drafted.Zip(drafted.Skip(1)).Any(pair =>
        pair.First.Clause == pair.Second.Clause
        && sentence.Exists(other => pair.First.Quantity.Agrees(other.Quantity))
        && !sentence.Exists(other => pair.Second.Quantity.Agrees(other.Quantity))
        && sentence.Exists(other => other.Quantity.Unit is { } unit && unit == pair.Second.Quantity.Unit && !pair.First.Quantity.Agrees(other.Quantity)));

    /// <summary>A number with the content words around it, as far as the numbers next to it.</summary>
    private sealed record Counted(Quantity Quantity, Wording Wording, List<int> After, List<int> Before)
    {
        public int Clause => Enumerable.Range(0, Wording.Count).Where(place => Wording.Tokens[place].End > Quantity.Start).Select(place => Wording.Clauses[place]).FirstOrDefault();

        public List<int> WordsOfClause => Enumerable.Range(0, Wording.Count)
            .Where(place => Wording.Clauses[place] == Clause && Wording.IsContent(place) && !char.IsAsciiDigit(Wording[place][0])).ToList();

        public bool Has(Wording drafted, int label, IEnumerable<int> among) => among.Any(place => drafted.IsFormOf(label, Wording, place));

        public bool IsJoinedTo(Counted next) => Wording.Text[Quantity.End..next.Quantity.Start].Trim() is "to" or "-" or "–";
    }
}
