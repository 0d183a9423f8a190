using System.Text.RegularExpressions;
using NewsBot.Answers;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Channels;

/// <summary>
/// Answers as Markdown, which the Agents Playground, the Emulator and most channels draw; in plain text they run all lines together.
/// Whatever comes from a story is escaped, so that it is shown and never becomes a link, an image or a heading.
/// </summary>
internal static partial class MarkdownAnswer
{
    private const string Paragraph = "\n\n";

    // Noncharacters, which no story has: they stand for what becomes bold while the text is escaped.
    private const string Opening = "\uFDD0";
    private const string Closing = "\uFDD1";

    // A question that goes on with another is short; what was pasted into one is not repeated whole.
    private const int MaxTakenAs = 200;

    /// <summary>The answer, under the question that a follow-up was made to.</summary>
    /// <param name="linkOf">Where a citation leads; null: nowhere.</param>
    /// <param name="isListed">Which sources stand under the answer, where the channel does not draw them itself; null: all.</param>
    public static string Of(Reply reply, Func<Citation, string?> linkOf, Func<Citation, bool>? isListed = null) =>
        reply.TakenAs is { } question ? $"*Taken as: {Escape(Excerpt.Of(question, MaxTakenAs))}*{Paragraph}{Of(reply.Answer, linkOf, isListed)}" : Of(reply.Answer, linkOf, isListed);

    /// <param name="linkOf">Where a citation leads; null: nowhere.</param>
    /// <param name="isListed">Which sources stand under the answer, where the channel does not draw them itself; null: all.</param>
    public static string Of(Answer answer, Func<Citation, string?> linkOf, Func<Citation, bool>? isListed = null) => answer switch
    {
        Answer.Grounded grounded => string.Join(
            Paragraph,
            LeadIn(grounded)
                .Concat(grounded.Sentences.Select(Sentence))
                .Concat(Difference(grounded))
                .Concat(Note(grounded))
                .Concat(grounded.Citations.Where(isListed ?? (_ => true)).Select(citation => Source(citation, linkOf(citation))))),
        Answer.NotCovered notCovered => string.Join(
            Paragraph, notCovered.Nearest.Select(citation => Nearest(citation, linkOf(citation))).Prepend(Escape(AnswerText.Of(notCovered)))),
        _ => Escape(AnswerText.Of(answer)),
    };

    private static IEnumerable<string> LeadIn(Answer.Grounded answer) =>
        AnswerText.LeadIn(answer) is { } lead ? [Escape(lead)] : [];

    private static IEnumerable<string> Note(Answer.Grounded answer) => answer.Note is { } note ? [Escape(note)] : [];

    // What was not said is struck out, and what was is bold.
    private static IEnumerable<string> Difference(Answer.Grounded answer) => answer.Changes.Count == 0
        ? []
        : ["The difference: " + string.Join(' ', answer.Changes.Select(change => change.Kind switch
        {
            WordChangeKind.Asked => $"~~{Escape(change.Words)}~~",
            WordChangeKind.Told => $"**{Escape(change.Words)}**",
            _ => Escape(change.Words),
        }))];

    // Apart: [2][3] would be one link with the words 2 to where 3 leads.
    private static string Sentence(AnswerSentence sentence) =>
        (AnswerText.LeadIn(sentence) is { } lead ? $"{Escape(lead)} " : "")
        + $"{Marked(sentence)} {string.Join(' ', sentence.Citations.Select(number => $"[{number}]"))}";

    /// <summary>The sentence with its answer in bold.</summary>
    private static string Marked(AnswerSentence sentence) => sentence.Span is { } span
        ? Escape(sentence.Text[..span.Start] + Opening + sentence.Text[span.Start..span.End] + Closing + sentence.Text[span.End..])
            .Replace(Opening, "**", StringComparison.Ordinal).Replace(Closing, "**", StringComparison.Ordinal)
        : Escape(sentence.Text);

    private static string Source(Citation citation, string? url) => $"[{citation.Number}] {Place(citation, url)}";

    private static string Nearest(Citation citation, string? url) => $"{Escape(citation.Sentence.Text)} ({Place(citation, url)})";

    private static string Place(Citation citation, string? url)
    {
        var (title, rest) = AnswerText.Place(citation);
        return (url is null ? Escape(title) : $"[{Escape(title)}](<{url}>)") + " · " + Escape(rest);
    }

    /// <summary>Text that is shown as it is, on one line.</summary>
    public static string Escape(string text) => ListMark().Replace(
        Markup().Replace(Blanks().Replace(text, " ").Trim(), @"\$0"), match => match.Groups["number"].Value + '\\' + match.Groups["mark"].Value);

    [GeneratedRegex(@"[\\`*_{}\[\]<>#~|!&@]")]
    private static partial Regex Markup();

    [GeneratedRegex(@"^(?<number>\d*)(?<mark>[-+.)=])", RegexOptions.ExplicitCapture)]
    private static partial Regex ListMark();

    [GeneratedRegex(@"[\s\p{Cc}\p{Cf}]+")]
    private static partial Regex Blanks();
}
