using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Questions;

/// <summary>Finds what stands between quotation marks. An apostrophe is none: it has a letter on both sides, or follows an s.</summary>
internal static class Quotations
{
    public static IReadOnlyList<string> AllIn(string text) =>
        Quoted.Matches(text).Select(match => match.Groups["quote"].Value.Trim(' ', ',', '.')).Where(quote => quote.Length > 0).ToList();

    private static Regex Quoted { get; } = new(
        @"“(?<quote>[^“”]+)”|„(?<quote>[^„“”]+)[“”]|«(?<quote>[^«»]+)»|""(?<quote>[^""]+)""|(?<![\p{L}\p{N}])‘(?<quote>[^‘]{2,300}?)’(?![\p{L}\p{N}])"
        + @"|(?<![\p{L}\p{N}'])'(?<quote>[^' ][^']{0,300}[^' s])'(?![\p{L}\p{N}])",
        RegexOptions.ExplicitCapture);
}
