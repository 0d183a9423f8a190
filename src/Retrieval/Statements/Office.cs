using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Statements;

/// <summary>What a story calls a person beside the name: <c>Russian Foreign Minister Sergei Lavrov</c>, <c>Kerry, the secretary of state</c>.</summary>
public sealed class Office
{
    // Longer than any title.
    private const int Longest = 80;

    private readonly List<HashSet<string>> descriptions = [];
    private readonly HashSet<string> nationalities = new(StringComparer.Ordinal);

    private Office()
    {
    }

    /// <param name="name">As the story calls the person; another has no office.</param>
    public static Office Of(string name, string body)
    {
        var office = new Office();
        for (var at = body.IndexOf(name, StringComparison.Ordinal); at >= 0; at = body.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            office.Add(Before(body, at));
            office.Add(After(body, at + name.Length));
        }

        return office;
    }

    /// <summary>Whether words may be an office, and not a name: <c>the envoy</c>, <c>Russian Foreign Minister</c>, <c>Syria's president</c>.</summary>
    public static bool Is(string words) =>
        words.Split(' ') is { Length: > 1 } several && several.Any(word => StoryPeople.IsTitle(word) || (word.Length > 3 && char.IsLower(word[0])));

    /// <summary>Whether the words of an office are all told of the person in one place; the country may go without saying, but not be another.</summary>
    public bool IsMeantBy(string words)
    {
        if (!Is(words))
        {
            return false;
        }

        var (countries, office) = (new List<string>(), new List<string>());
        foreach (var word in words.Split(' '))
        {
            (Nationalities.Is(word) ? countries : office).AddRange(Term.AllIn(word).Select(term => term.Stem));
        }

        return office.Count > 0
            && (countries.Count == 0 || nationalities.Count == 0 || countries.TrueForAll(nationalities.Contains))
            && descriptions.Exists(told => office.TrueForAll(told.Contains));
    }

    /// <summary>Whether the story tells of a person by this adjective of nationality.</summary>
    public bool IsFrom(string nationality) => Term.AllIn(nationality).Select(term => term.Stem).Any(nationalities.Contains);

    /// <summary>Whether a description gives another country than the story does.</summary>
    public bool IsForeignTo(string description) =>
        nationalities.Count > 0 && description.Split(' ').Where(Nationalities.Is).ToList() is { Count: > 0 } countries && !countries.Exists(IsFrom);

    private void Add(string description)
    {
        if (description.Length > 0)
        {
            nationalities.UnionWith(description.Split(' ').Where(Nationalities.Is).SelectMany(Term.AllIn).Select(term => term.Stem));
            descriptions.Add(Term.AllIn(description).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal));
        }
    }

    /// <summary>The title before a name: <c>Russian Foreign Minister</c>, <c>Russian foreign minister</c>, <c>Secretary of State</c>.</summary>
    private static string Before(string body, int at)
    {
        var words = body[Math.Max(0, at - Longest)..at].Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        var (first, hasSmall) = (words.Length, false);
        while (first > 0 && !EndsPart(words[first - 1]))
        {
            // Before a title in small letters, another capital than a country's begins something else: Lavrov met finance minister …
            var isSmall = char.IsLower(words[first - 1][0]);
            if (hasSmall && !isSmall && !Nationalities.Is(words[first - 1]))
            {
                break;
            }

            hasSmall |= isSmall && words[first - 1] is not ("of" or "for" or "the");
            first--;
        }

        return string.Join(' ', words[first..]);
    }

    // The full stop of U.S. ends nothing.
    private static bool EndsPart(string word) =>
        word == "and" || word[^1] is ',' or ';' or ':' or '“' or '"' or '”' or '—' || (word[^1] == '.' && !(word.Length > 2 && word[^3] == '.') && !StoryPeople.IsTitle(word));

    private static string After(string body, int at)
    {
        if (at + 1 >= body.Length || body[at] != ',')
        {
            return "";
        }

        var text = body[(at + 1)..Math.Min(body.Length, at + 1 + Longest)];
        var cut = text.IndexOfAny([',', '.', ';', '\n']);
        var apposition = cut < 0 ? text : text[..cut];
        var first = Lexicon.Find(apposition.Trim().Split(' ')[0]);
        return first.Cue is not null || first.Parts.HasFlag(PartOfSpeech.PastVerb) ? "" : apposition; // Syria's ambassador, Bashar Ja'afari, said
    }
}
