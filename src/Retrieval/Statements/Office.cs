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

    /// <summary>Whether the words of an office are all told of the person in one place; the country may go without saying, but not be another.</summary>
    public bool IsMeantBy(string words)
    {
        var (countries, office) = (new List<string>(), new List<string>());
        foreach (var word in words.Split(' '))
        {
            (Nationalities.Is(word) ? countries : office).AddRange(Term.AllIn(word).Select(term => term.Stem));
        }

        return office.Count > 0
            && (countries.Count == 0 || nationalities.Count == 0 || countries.TrueForAll(nationalities.Contains))
            && descriptions.Exists(told => office.TrueForAll(told.Contains));
    }

    private void Add(string description)
    {
        if (description.Length > 0)
        {
            nationalities.UnionWith(description.Split(' ').Where(Nationalities.Is).SelectMany(Term.AllIn).Select(term => term.Stem));
            descriptions.Add(Term.AllIn(description).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal));
        }
    }

    private static string Before(string body, int at)
    {
        var text = body[Math.Max(0, at - Longest)..at];
        var cut = Math.Max(text.LastIndexOfAny([',', '.', ';', ':', '\n', '“', '"', '—']), text.LastIndexOf(" and ", StringComparison.Ordinal));

        // The full stop of U.S. ends no sentence.
        return cut >= 1 && text[cut] == '.' && char.IsUpper(text[cut - 1]) ? text[Math.Max(0, cut - 3)..] : text[(cut + 1)..];
    }

    private static string After(string body, int at)
    {
        if (at + 1 >= body.Length || body[at] != ',')
        {
            return "";
        }

        var text = body[(at + 1)..Math.Min(body.Length, at + 1 + Longest)];
        var cut = text.IndexOfAny([',', '.', ';', '\n']);
        return cut < 0 ? text : text[..cut];
    }
}
