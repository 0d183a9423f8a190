using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Search;

/// <summary>A word where it stands in a text.</summary>
/// <param name="Start">Offset of its first UTF-16 unit in the text.</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="IsStopWord">Whether it is too common to search for; its stem is then the word itself.</param>
/// <param name="IsCapitalised">Whether it begins with a capital letter.</param>
public readonly partial record struct Token(int Start, int Length, Term Term, bool IsStopWord, bool IsCapitalised)
{
    public string Stem => Term.Stem;

    public int End => Start + Length;

    /// <summary>All words of a text in their order.</summary>
    public static IReadOnlyList<Token> AllIn(string text)
    {
        var tokens = new List<Token>();
        foreach (var match in Words().EnumerateMatches(text))
        {
            var term = Term.Of(text.AsSpan(match.Index, match.Length), out var isStopWord);
            tokens.Add(new Token(match.Index, match.Length, term, isStopWord, char.IsUpper(text[match.Index])));
        }

        return tokens;
    }

    // “U.N.” and “100,000” are one word each.
    [GeneratedRegex(@"(?<![\p{L}\p{N}])(\p{Lu}\.){2,}|[0-9]{1,3}(,[0-9]{3})+(?![0-9])|[0-9]+\.[0-9]+|[\p{L}\p{M}\p{N}]+", RegexOptions.ExplicitCapture)]
    private static partial Regex Words();
}
