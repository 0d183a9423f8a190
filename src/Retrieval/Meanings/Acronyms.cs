using System.Buffers;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Meanings;

/// <summary>The acronyms of a text, and the names in it that stories may write as one: <c>ESA</c> and <c>European Space Agency</c> are the same.</summary>
internal sealed class Acronyms
{
    private const int Shortest = 2;
    private const int Longest = 6;

    // Only a short word such as “of” may stand between those that give the letters.
    private const int ShortWord = 3;

    private static readonly SearchValues<char> CapitalsAndDots = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ.");

    private readonly List<Token> written = [];
    private readonly List<(string Letters, List<string> Stems)> spelledOut = [];

    public Acronyms(string text, IReadOnlyList<Token> tokens)
    {
        written.AddRange(tokens.Where(token => !token.IsStopWord && IsAcronym(text.AsSpan(token.Start, token.Length))));
        for (var first = 0; first < tokens.Count; first++)
        {
            if (NameAt(first, tokens) is { Count: >= Shortest and <= Longest } name && !name.Exists(token => IsAcronym(text.AsSpan(token.Start, token.Length))))
            {
                spelledOut.Add((string.Concat(name.Select(token => token.Term.Word[0])), name.Select(token => token.Stem).ToList()));
            }
        }
    }

    /// <summary>The text's stems that the sentence tells by the acronym of their name, or by the name of their acronym.</summary>
    public IEnumerable<string> In(IReadOnlyList<Token> sentence) => written
        .Where(acronym => IsSpelledOut(Letters(acronym), sentence)).Select(acronym => acronym.Stem)
        .Concat(spelledOut.Where(name => sentence.Any(token => token.IsCapitalised && !token.IsStopWord && Letters(token) == name.Letters)).SelectMany(name => name.Stems));

    /// <summary>Whether words with these initials stand together.</summary>
    /// <param name="letters">The acronym in lower case.</param>
    public static bool IsSpelledOut(string letters, IReadOnlyList<Token> sentence)
    {
        for (var first = 0; first < sentence.Count; first++)
        {
            if (sentence[first].Term.Word.StartsWith(letters[0]) && LettersAt(first, sentence, letters) == letters.Length)
            {
                return true;
            }
        }

        return false;
    }

    private static int LettersAt(int first, IReadOnlyList<Token> sentence, string letters)
    {
        var letter = 0;
        for (var next = first; next < sentence.Count && letter < letters.Length; next++)
        {
            var token = sentence[next];
            if (token.IsCapitalised && token.Length > 1 && token.Term.Word.StartsWith(letters[letter]) && Letters(token) != letters)
            {
                letter++;
            }
            else if (token.IsCapitalised || token.Length > ShortWord || letter == 0)
            {
                break;
            }
        }

        return letter;
    }

    /// <summary>The capitalised words from this one on, if no other stands before it.</summary>
    private static List<Token> NameAt(int first, IReadOnlyList<Token> tokens)
    {
        if (!IsPart(tokens[first]) || (first > 0 && IsPart(tokens[first - 1])))
        {
            return [];
        }

        return tokens.Skip(first).TakeWhile(token => IsPart(token) || (!token.IsCapitalised && token.Length <= ShortWord)).Where(IsPart).ToList();
    }

    private static bool IsPart(Token token) => token is { IsCapitalised: true, IsStopWord: false, Length: > 1, Term.Word.Length: > 0 };

    private static bool IsAcronym(ReadOnlySpan<char> word) =>
        word.Length is >= Shortest and <= 2 * Longest && !word.ContainsAnyExcept(CapitalsAndDots);

    // “U.N.”
    private static string Letters(Token token) => token.Term.Word.Replace(".", "", StringComparison.Ordinal);
}
