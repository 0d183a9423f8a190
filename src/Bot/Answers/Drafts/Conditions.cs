using System.Text.RegularExpressions;

namespace NewsBot.Answers.Drafts;

/// <summary>Rule (e), conditions: what the story makes depend on something is not told as though it did not: <c>decides, in the event of non-compliance, to impose</c>.</summary>
internal static partial class Conditions
{
    // Of what a draft has of a sentence with a condition; a draft that is about something else in it mostly has less of the rest.
    private const double Mostly = 0.5;

    public static bool AreKept(Draft draft) => IsConditional(draft.Text)
        || draft.Cited.Index().All(sentence => !Condition().IsMatch(sentence.Item.Wording.Text) || !TellsWhatDepends(draft, sentence.Index));

    /// <summary>Whether most of the draft is of the clause that the condition stands in, or of the one that it stands beside.</summary>
    private static bool TellsWhatDepends(Draft draft, int sentence)
    {
        var wording = draft.Cited[sentence].Wording;
        var match = Condition().Match(wording.Text);
        var at = Enumerable.Range(0, wording.Count).First(place => wording.Tokens[place].End > match.Index);

        // The condition's own clause, and what it interrupts or follows.
        var clause = wording.Clauses[at];
        var words = Enumerable.Range(0, draft.Wording.Count).Where(place => draft.Wording.IsContent(place) && draft.PlacesOfWord(place).Count > 0).ToList();
        return words.Count(place => draft.PlacesOfWord(place).Any(found => found.Sentence == sentence && wording.Clauses[found.Word] is var other && Math.Abs(other - clause) == 1)) > Mostly * words.Count;
    }

    // A draft may tell it in any of these ways.
    private static bool IsConditional(string text) => Condition().IsMatch(text) || Open().IsMatch(text);

    [GeneratedRegex(@"\b(?<!\b(as|even|only) )if\b(?! not\b)|\b(unless|provided (that )?|in (the )?(event|case) (of|that)|on (the )?condition|(as|so) long as|subject to|depend(s|ed|ing)? on|conditional)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Condition();

    [GeneratedRegex(@"\b(would|could|might|may|can|should|threat\p{L}*|until|otherwise|without|whether|ready|willing|prepared|possible|possibly|potential\p{L}*|warn\p{L}*|penalt\p{L}*)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Open();
}
