using System.Text.RegularExpressions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Questions;

/// <summary>Words whose source is asked for: a quotation that somebody pasted, alone or with <c>Who said that?</c></summary>
/// <param name="IsMarked">Whether they were typed in quotation marks; otherwise they may be a question like any other.</param>
public sealed partial record SoughtWords(string Text, bool IsMarked)
{
    // Fewer words without marks are a topic rather than a quotation.
    private const int MinUnmarked = 7;

    // A few words in marks may be anybody's.
    private const int MinMarked = 4;

    // What may be asked of a quotation: the person, the time, the place, or whether it is true.
    private const int MostOtherWords = 2;

    /// <summary>Null when no words are pasted, or when something else is asked about them.</summary>
    /// <param name="typed">The question as typed.</param>
    /// <param name="speech">Whose words it asks for.</param>
    internal static SoughtWords? In(string typed, QuestionKind kind, Speech? speech)
    {
        if (kind is QuestionKind.Why or QuestionKind.HowMany or QuestionKind.Latest)
        {
            return null;
        }

        var quoted = Quotations.AllIn(typed);
        if (quoted.Count == 0)
        {
            return kind == QuestionKind.Other && speech is null && CountWords(typed) >= MinUnmarked && !AsksOrOrders().IsMatch(typed) ? new SoughtWords(typed, false) : null;
        }

        var text = string.Join(' ', quoted);
        var others = Others(typed, quoted, speech);
        return CountWords(text) >= MinMarked && others <= (AsksForSource(kind, speech) ? MostOtherWords : 0) ? new SoughtWords(text, true) : null;
    }

    private static bool AsksForSource(QuestionKind kind, Speech? speech) =>
        kind is QuestionKind.WhoSaid or QuestionKind.Who or QuestionKind.When or QuestionKind.Where
        || (kind == QuestionKind.YesNo && speech?.Speaker is not null);

    /// <summary>How many words beside the quotation ask for something else than who said it.</summary>
    private static int Others(string typed, IReadOnlyList<string> quoted, Speech? speech)
    {
        var rest = quoted.Aggregate(typed, (text, quote) => text.Replace(quote, " ", StringComparison.Ordinal));
        var speaker = Term.AllIn(speech?.Speaker ?? "").Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        return Term.AllIn(AboutWords().Replace(rest, " ")).Count(term => !speaker.Contains(term.Stem));
    }

    private static int CountWords(string text) => Token.AllIn(text).Count;

    [GeneratedRegex(
        @"\b" + SpeechVerbs.Base + @"\b|\b" + SpeechVerbs.Past + @"\b|\b" + SpeechVerbs.Going + @"\b|\b(wrote|write|written|quot(e|es|ed|ation|ations)|words?|stor(y|ies)|articles?|reports?|reported|news|outlets?|source|sources?|exact(ly)?"
        + @"|really|actually|ever|true|real|fake|correct|accurate|genuine|find|found|come|comes|came|from|context|check|verify|appear(s|ed)?|stand(s)?|published|line|sentence|phrase|following|show|give|looking|look(ing)? for|following)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AboutWords();

    // A question in other words than the usual, or an order.
    [GeneratedRegex(
        @"\?\W*$|\b(who|whom|whose|what|which|when|where|why|how)\b.{0,40}$|^\W*(who|whom|whose|what|which|when|where|why|how|tell|show|give|list|name|explain|describe|summari[sz]e|find|please|can|could|is|are|was|were|do|does|did|has|have|had|will|would|any|anything|something)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex AsksOrOrders();
}
