using System.Text.RegularExpressions;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers.Drafts;

/// <summary>Rule (f): what the story only reports somebody as saying is not stated as fact, but attributed to them.</summary>
internal static partial class ReportedClaims
{
    // From so much of a draft's own words on, it states what others say.
    private const double Mostly = 0.5;

    // Of a clause with fewer content words than this nobody can tell.
    private const int FewWords = 3;

    // “Lavrov wanted”, “On Tuesday the Russian foreign minister wanted”: who comes so early is the subject.
    private const int EarlyWords = 8;

    public static bool AreAttributed(Draft draft)
    {
        var attributed = draft.Attributions.Where(said => IsBySomebody(draft, said)).SelectMany(said => said.Content.Concat(new[] { said.Cue, said.Speaker }.OfType<TextSpan>())).ToList();
        var own = Enumerable.Range(0, draft.Wording.Count)
            .Where(place => draft.Wording.IsContent(place) && !draft.IsIn(place, attributed) && draft.PlacesOfWord(place).Count > 0)
            .ToList();
        var claimed = own.Where(place => draft.PlacesOfWord(place).All(found => StatementsAt(draft, found).Count > 0)).ToList();
        return !IsSayingClaimed(draft) && draft.Cited.Index().All(sentence => IsLabelKept(draft, sentence.Index))
            && ((attributed.Count > 0 && own.Count < FewWords)
                || AreFew(draft, own, claimed)
                || claimed.SelectMany(draft.PlacesOfWord).SelectMany(found => StatementsAt(draft, found)).Distinct().All(one => IsSubject(draft, one.Sentence, one.Statement)));
    }

    // “United States: at least 1,429 killed”: whose count it is.
    private static bool IsLabelKept(Draft draft, int sentence)
    {
        var wording = draft.Cited[sentence].Wording;
        if (Label().Match(wording.Text) is not { Success: true } label)
        {
            return true;
        }

        var words = Enumerable.Range(0, draft.Wording.Count).Where(place => draft.PlacesOfWord(place).Any(found => found.Sentence == sentence)).ToList();
        return words.Count == 0 || words.Exists(place => draft.PlacesOfWord(place).Any(found => found.Sentence == sentence && wording.Tokens[found.Word].End <= label.Length));
    }

    // In all, and in each clause of which that can be told.
    private static bool AreFew(Draft draft, List<int> own, List<int> claimed) => claimed.Count <= Mostly * own.Count
        && own.GroupBy(place => draft.Wording.Clauses[place]).All(clause => clause.Count() < FewWords || clause.Count(claimed.Contains) <= Mostly * clause.Count());

    // “It would be utter nonsense”: nobody speaks. “It said”, and “it foresees” of what the story calls it, too, have somebody.
    private static bool IsBySomebody(Draft draft, Attribution said) =>
        said.Speaker is not { Start: 0 } first
        || !Nobody().IsMatch(draft.Text[first.Start..first.End])
        || (said.Cue is { } cue && Speakers.IsSaying(draft.Text[cue.Start..cue.End]))
        || draft.Cited.Any(sentence => sentence.Statements.Any(statement => statement.Verb == said.Verb && statement.Mention is { } mention && Nobody().IsMatch(sentence.Body[mention.Start..mention.End])));

    /// <summary>Whether the story knows only from somebody that somebody else says, asks or wants it, and the draft does not tell from whom.</summary>
    private static bool IsSayingClaimed(Draft draft) => draft.Attributions
        .Where(said => said.Cue is { } cue && !draft.Attributions.Any(other => other != said && other.Content.Any(content => content.Start <= cue.Start && content.End >= cue.End)))
        .SelectMany(said => Enumerable.Range(0, draft.Wording.Count).Where(place => draft.Wording.IsContent(place) && draft.IsIn(place, [said.Cue!.Value])))
        .Select(draft.PlacesOfWord)
        .Any(places => places.Count > 0 && places.All(found => StatementsAt(draft, found) is { Count: > 0 } by && !by.Exists(one => IsSubject(draft, one.Sentence, one.Statement))));

    private static List<(CitedSentence Sentence, Statement Statement)> StatementsAt(Draft draft, Place found) =>
        draft.Cited[found.Sentence].StatementsAt(found.Word)
            .Where(statement => !statement.IsDenied || !IsOpen(draft))
            .Select(statement => (draft.Cited[found.Sentence], statement)).ToList();

    // “Nobody knows whether” claims nothing, and no more does “it is not known whether”.
    private static bool IsOpen(Draft draft) => Enumerable.Range(0, draft.Wording.Count).Any(place => draft.Wording[place] is "whether" or "where" or "who" || Polarity.IsDenial(draft.Wording[place]));

    /// <summary>Whether the draft begins with the one who says it, or tells that they do, so that it tells of them and not of the world.</summary>
    private static bool IsSubject(Draft draft, CitedSentence sentence, Statement statement)
    {
        var names = new[] { statement.Speaker, statement.Mention is { } mention ? sentence.Body[mention.Start..mention.End] : null }
            .OfType<string>()
            .Select(name => Term.AllIn(name)).Where(terms => terms.Count > 0).Select(terms => terms[^1].Stem)
            .ToList();
        var mentions = Enumerable.Range(0, draft.Wording.Count).Where(place => names.Contains(draft.Wording.Tokens[place].Stem, StringComparer.Ordinal)).ToList();
        return mentions is [< EarlyWords and var first, ..] && IsSubject(draft.Wording, first) || mentions.Exists(place => IsSaidRightAfter(draft, place, sentence, statement));
    }

    private static bool IsSubject(Wording wording, int name) => !IsWithinOther(wording, name)
        && (!(name + 1 < wording.Count && wording[name + 1] is "s" or "is" or "was" or "are" or "were" or "has" or "had" or "did" or "does" or "will") || Intends().IsMatch(wording.Text[wording.Tokens[name].End..]));

    // The portrait of Trump; a divided Council left Annan.
    private static bool IsWithinOther(Wording wording, int name) =>
        (name > 0 && wording[name - 1] is "of" or "by" or "to" or "for" or "with" or "from" or "against" or "about" or "over")
        || Enumerable.Range(0, name).Any(place => wording.Clauses[place] == wording.Clauses[name] && !wording.Tokens[place].IsCapitalised && !wording.Tokens[place].IsStopWord && IsInflected(wording[place]));

    private static bool IsInflected(string word) => !word.EndsWith("ing", StringComparison.Ordinal) && !word.EndsWith('s') && BaseForms.Of(word, WordClass.Verb).FirstOrDefault() is { } form && form != word;

    // The aid that Kerry announced
    private static bool IsSaidRightAfter(Draft draft, int name, CitedSentence sentence, Statement statement) =>
        statement.Cue is { } cue && name + 1 < draft.Wording.Count
        && draft.PlacesOfWord(draft.Wording[name + 1] is "had" or "has" or "also" && name + 2 < draft.Wording.Count ? name + 2 : name + 1)
            .Any(found => ReferenceEquals(draft.Cited[found.Sentence], sentence) && IsWithin(sentence.Span.Start + sentence.Wording.Tokens[found.Word].Start, cue));

    private static bool IsWithin(int offset, TextSpan span) => span.Start <= offset && span.End > offset;

    // The district was then going to try again.
    [GeneratedRegex(@"^ (is|are|was|were) (now |then |also )?(going|planning|looking|hoping|preparing|due|set|about) to\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Intends();

    [GeneratedRegex(@"^\p{Lu}[\p{L}’'-]+( ((of|the|and|for) )*\p{Lu}[\p{L}’'-]+)*: (?=\p{Ll}|\d)", RegexOptions.ExplicitCapture)]
    private static partial Regex Label();

    [GeneratedRegex("^(it|there|this|that)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Nobody();
}
