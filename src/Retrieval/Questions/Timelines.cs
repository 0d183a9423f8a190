using System.Text.RegularExpressions;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Questions;

/// <summary>Finds the words that ask for something in the order of time: <c>over time</c>, <c>a timeline of</c>, <c>how has … changed</c>.</summary>
internal static partial class Timelines
{
    /// <summary>They say nothing of what is searched for.</summary>
    public static IReadOnlyList<TextSpan> In(string text)
    {
        var spans = Phrases().Matches(text).Select(SpanOf).ToList();
        if (HowItChanged().Match(text) is { Success: true } change)
        {
            spans.AddRange([SpanOf(change.Groups["how"]), SpanOf(change.Groups["changed"])]);
        }

        return spans;
    }

    private static TextSpan SpanOf(Capture capture) => new(capture.Index, capture.Index + capture.Length);

    [GeneratedRegex(
        @"\b(over|through(out)?|across) (time|the (years|months|weeks|course of time))\b|\bas time (went|goes|has gone) (on|by)\b|\b(in|by) (chronological|time|date) order\b|\bchronologically\b|\b(oldest|earliest) first\b"
        + @"|^\W*(please )?((show|give|make|draw( up)?|list|write)( me| us)? )?(a |the |an )?(timeline|chronology|history) (of|for) ",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Phrases();

    [GeneratedRegex(
        @"^\W*(?<how>how (has|have|had|did) )(?=.{0,160}\b" + SpeechVerbs.Noun + @"\b).{0,160}\b(?<changed>(changed?|evolved?|developed?|shifted?|moved?))\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex HowItChanged();
}
