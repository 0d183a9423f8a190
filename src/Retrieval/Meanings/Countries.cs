using System.Collections.Frozen;
using System.Text;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Meanings;

/// <summary>The countries that a text tells: by their names, by what is called after them, or by their capitals (see <c>countries.txt</c>).</summary>
internal static class Countries
{
    private const int LongestName = 3;
    private const int CapitalsPart = 2;

    private static readonly FrozenDictionary<string, Entry> ByWords = Read();

    /// <summary>In the order of the text. Small letters tell none: a turkey is no country.</summary>
    public static IEnumerable<CountryMention> In(string text)
    {
        var tokens = Token.AllIn(text);
        for (var first = 0; first < tokens.Count; first++)
        {
            if (tokens[first].IsCapitalised && Longest(tokens, first) is var (found, length))
            {
                yield return new CountryMention(found.Country, found.IsCapital, tokens[first].Start, tokens[first + length - 1].End);
                first += length - 1;
            }
        }
    }

    private static (Entry Found, int Length)? Longest(IReadOnlyList<Token> tokens, int first)
    {
        for (var length = Math.Min(LongestName, tokens.Count - first); length > 0; length--)
        {
            var words = string.Join(' ', tokens.Skip(first).Take(length).Select(token => token.Term.Word));
            if (ByWords.TryGetValue(words, out var found) || (words.EndsWith('s') && ByWords.TryGetValue(words[..^1], out found)))
            {
                return (found, length);
            }
        }

        return null;
    }

    private static FrozenDictionary<string, Entry> Read()
    {
        using var resource = typeof(Countries).Assembly.GetManifestResourceStream("NewsBot.Retrieval.Meanings.countries.txt")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#'))
            .SelectMany(EntriesOf)
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, Entry>> EntriesOf(string line)
    {
        var parts = line.Split(':').Select(part => part.Split(',', StringSplitOptions.TrimEntries)).ToList();
        return parts.SelectMany((names, part) => names.Select(name => KeyValuePair.Create(WordsOf(name), new Entry(parts[0][0], part == CapitalsPart))));
    }

    private static string WordsOf(string name) => string.Join(' ', Token.AllIn(name).Select(token => token.Term.Word));

    private sealed record Entry(string Country, bool IsCapital);
}

/// <summary>Where a text tells a country.</summary>
/// <param name="Country">Its first name in the list, however it is told.</param>
/// <param name="IsCapital">Whether it is told by its capital.</param>
/// <param name="Start">In UTF-16 units.</param>
/// <param name="End">After its last unit.</param>
internal sealed record CountryMention(string Country, bool IsCapital, int Start, int End);
