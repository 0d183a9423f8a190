using System.Globalization;
using System.Text.RegularExpressions;

namespace NewsBot.Answers.Drafts;

/// <summary>
/// Rule (g): a sentence is plain text about the news. It has no link, image, HTML, mention or markup, no signs that nobody sees, and nothing that a
/// model says of itself, of its instructions or to the reader.
/// </summary>
internal static partial class PlainText
{
    /// <param name="sentence">Without its marks.</param>
    /// <param name="cited">What it cites: a name with a dot in it, such as a company's, may be told.</param>
    public static bool Is(string sentence, IReadOnlyList<NumberedEvidence> cited) =>
        Link().Matches(sentence).All(link => DottedName().IsMatch(link.Value) && cited.Any(one => Link().Matches(one.Sentence.Text).Any(told => told.Value == link.Value)))
        && !Markup().IsMatch(sentence)
        && !Machine().IsMatch(sentence)
        && !OwnVoice().IsMatch(UnquotedText.Of(sentence))
        && !sentence.Any(IsUnseen);

    /// <summary>A sentence without what a model puts before it that nobody can check, and that it does without: <c>yes</c>, <c>no</c>, <c>most recently</c>.</summary>
    public static string WithoutOpening(string sentence) => Opening().Match(sentence) is { Success: true } opening
        ? Names.Capitalised(sentence[opening.Length..])
        : sentence;

    // Marks that turn the direction of writing round, join letters or have no width, and all controls.
    private static bool IsUnseen(char character) =>
        CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;

    // An address with or without its scheme: a client makes a link of “evil.example/x” by itself. U.N. and 4.2 are none.
    [GeneratedRegex(@"\p{L}[\p{L}\d+.-]*://|\bwww\.|\b(mailto|javascript|data|tel):|[\p{L}\d]@[\p{L}\d]|\b[\p{L}\d-]{2,}(\.[\p{L}\d-]{2,})*\.\p{Ll}{2,}(/|\b(?!\.))", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    // Without a scheme, an at sign or a path.
    [GeneratedRegex(@"^[\p{L}\d-]+(\.[\p{L}\d-]+)+$", RegexOptions.ExplicitCapture)]
    private static partial Regex DottedName();

    [GeneratedRegex(@"^(Yes|No)( and no)?(, but|[,:;.]|\s[–—-]) (?=\p{L})|^(Most recently|Earlier|Later|However|Overall|In short|In summary), (?=\p{L})", RegexOptions.ExplicitCapture)]
    private static partial Regex Opening();

    [GeneratedRegex(@"[<>\[\]{}`|\\*_~]|&#?\w+;|(^|\s)[@#]\w|^\s*(#|[-+•] |>|\d+[.)] )|\(\s*\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Markup();

    [GeneratedRegex(
        @"^\s*(system|assistant|user|human|developer|note|answer)\s*:|\b(prompts?|instructions?|instructed|language models?|chatbots?|AI|LLM|GPT)\b"
        + @"|\b(ignor|disregard|overrid)(e|es|ed|ing) (all |any |my |the |your |previous |prior |these )+(rules?|guidelines?|instructions?|text)\b|\bHACKED\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Machine();

    // Outside quotation marks a report has neither I nor you, and gives its readers no advice.
    [GeneratedRegex(@"\b(I|[Mm]y|[Mm]e|[Mm]yself|[Ww]e|[Oo]ur|[Uu]s|[Yy]ou|[Yy]our|[Rr]eaders?)\b|^\s*([Pp]lease|[Cc]lick|[Vv]isit|[Rr]eply|[Ss]end|[Ii]gnore)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex OwnVoice();
}
