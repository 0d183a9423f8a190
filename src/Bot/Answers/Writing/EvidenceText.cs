using System.Text.RegularExpressions;
using NewsBot.Answers.Drafts;
using NewsBot.Retrieval.Articles;

namespace NewsBot.Answers.Writing;

/// <summary>
/// Evidence as a model reads it: a line for each sentence, under the outlet and date of its story. Text of stories and questions is others' and is
/// written so that it can neither look like a number, a fence or a role of the prompt, nor begin a line of its own.
/// </summary>
internal static partial class EvidenceText
{
    public static string Of(IReadOnlyList<NumberedEvidence> evidence) => string.Join(
        '\n',
        evidence.GroupBy(one => one.Article.Id).SelectMany(story => story.Select(Line).Prepend(Heading(story.First().Article))));

    /// <summary>As in <c>Story: “Talks in Moscow”, The Daily Harbour, 7 May 2013</c>.</summary>
    public static string Heading(Article article) =>
        $"Story: “{Neutral(article.Title)}”{(article.Source is { } source ? $", {Neutral(source)}" : "")}, {Dates.Spoken(article.Published) ?? "without a date"}";

    /// <summary>As in <c>[3] (speaker: Sergei Lavrov) “We are not concerned …”</c>.</summary>
    public static string Line(NumberedEvidence one) =>
        $"[{one.Number}]{(one.Speaker is { } speaker ? $" (speaker: {Neutral(speaker)})" : "")} {Neutral(one.Sentence.Text)}";

    /// <summary>Others' text on one line, without what the prompt means something by.</summary>
    public static string Neutral(string text) => Fences().Replace(Blanks().Replace(text, " "), "-")
        .Replace('[', '(').Replace(']', ')').Replace('<', '‹').Replace('>', '›').Trim();

    // Format characters hide words from people that a model reads.
    [GeneratedRegex(@"[\s\p{Cc}\p{Cf}\p{Co}\p{Cn}]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"[=#~`|]{2,}|\{\{|\}\}")]
    private static partial Regex Fences();
}
