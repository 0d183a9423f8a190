using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Questions;

/// <summary>Finds what stands between quotation marks. An apostrophe is none: it has a letter on both sides, or follows an s.</summary>
internal static class Quotations
{
    public static string? In(string text)
    {
        foreach (Match match in Quoted.Matches(text))
        {
            if (match.Groups["quote"].Value.Trim(' ', ',', '.') is { Length: > 0 } quote)
            {
                return quote;
            }
        }

        return null;
    }

    private static Regex Quoted { get; } = new(
        @"“(?<quote>[^“”]+)”|„(?<quote>[^„“”]+)[“”]|«(?<quote>[^«»]+)»|""(?<quote>[^""]+)""|(?<![\p{L}\p{N}])‘(?<quote>[^‘]{2,300}?)’(?![\p{L}\p{N}])"
        + @"|(?<![\p{L}\p{N}'])'(?<quote>[^' ][^']{0,300}[^' s])'(?![\p{L}\p{N}])",
        RegexOptions.ExplicitCapture);
}
