using System.Text.RegularExpressions;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Answers.Drafts;

/// <summary>What a draft has between quotation marks.</summary>
/// <param name="Outer">With the marks.</param>
/// <param name="Inner">Without.</param>
internal sealed partial record QuotedPassage(TextSpan Outer, TextSpan Inner)
{
    public static IReadOnlyList<QuotedPassage> AllIn(string text) => Marked().Matches(text)
        .Select(match => (Outer: match, Inner: match.Groups["inner"]))
        .Select(match => new QuotedPassage(new(match.Outer.Index, match.Outer.Index + match.Outer.Length), new(match.Inner.Index, match.Inner.Index + match.Inner.Length)))
        .ToList();

    /// <summary>Whether a mark has no partner, so that nobody can tell where the quotation ends.</summary>
    public static bool IsOpenIn(string text) => Mark().IsMatch(Marked().Replace(text, " "));

    // A single mark closes only where no letter follows, and opens only where none comes before: elsewhere it is an apostrophe.
    [GeneratedRegex(
        """“(?<inner>[^“”]*)”|„(?<inner>[^„“”]*)[“”]|«(?<inner>[^«»]*)»|"(?<inner>[^"]*)"|(?<![\p{L}\p{N}])‘(?<inner>[^‘]*?)’(?![\p{L}\p{N}])|(?<![\p{L}\p{N}'])'(?<inner>[^' ][^']*?[^' s])'(?![\p{L}\p{N}])""",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Marked();

    [GeneratedRegex("[“”„«»\"‘]")]
    private static partial Regex Mark();
}
