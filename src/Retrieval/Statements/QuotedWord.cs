using System.Text.RegularExpressions;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Statements;

/// <summary>A word as quotations are compared by: quotation marks, dashes, white space, punctuation and capitals make no difference.</summary>
/// <param name="Folded">In small letters, with plain apostrophes and hyphens.</param>
/// <param name="Span">Where it stands in its text.</param>
public readonly partial record struct QuotedWord(string Folded, TextSpan Span)
{
    public static IReadOnlyList<QuotedWord> AllIn(string text, TextSpan within)
    {
        var words = new List<QuotedWord>();
        foreach (var match in Words().EnumerateMatches(text.AsSpan(within.Start, within.Length)))
        {
            var span = new TextSpan(within.Start + match.Index, within.Start + match.Index + match.Length);
            words.Add(new QuotedWord(Fold(text[span.Start..span.End]), span));
        }

        return words;
    }

    public static IReadOnlyList<QuotedWord> AllIn(string text) => AllIn(text, new TextSpan(0, text.Length));

    private static string Fold(string word) => Hyphens().Replace(Apostrophes().Replace(word, "'"), "-").Normalize().ToLowerInvariant();

    // “don’t”, “cease-fire” and “4.2” are one word each; a percentage is another figure than the number alone.
    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+(['’ʼ\-‐‑.,][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*%?", RegexOptions.ExplicitCapture)]
    private static partial Regex Words();

    [GeneratedRegex("[’ʼ]")]
    private static partial Regex Apostrophes();

    [GeneratedRegex("[‐‑]")]
    private static partial Regex Hyphens();
}
