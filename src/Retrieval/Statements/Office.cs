using System.Text.RegularExpressions;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Statements;

/// <summary>What a story calls a person beside the name: <c>Russian Foreign Minister Sergei Lavrov</c>, <c>Kerry, the secretary of state</c>.</summary>
public sealed partial class Office
{
    // Longer than any title.
    private const int Longest = 80;

    // How far before a name a story tells the country of an office that it calls without one: “Moscow did not confirm it. Prime Minister Dmitry …”
    private const int Nearby = 600;

    private readonly List<HashSet<string>> descriptions = [];
    private readonly HashSet<string> lands = new(StringComparer.Ordinal);
    private readonly HashSet<string> posts = new(StringComparer.Ordinal);
    private readonly string before;

    private Office(string before) => this.before = before;

    /// <param name="name">As the story calls the person; another has no office.</param>
    public static Office Of(string name, string body)
    {
        var at = body.IndexOf(name, StringComparison.Ordinal);
        var office = new Office(at < 0 ? "" : body[Math.Max(0, at - Nearby)..at]);
        for (; at >= 0; at = body.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            office.Add(Before(body, at));
            office.Add(After(body, at + name.Length));
        }

        return office;
    }

    /// <summary>Whether words may be an office, and not a name: <c>the envoy</c>, <c>Russian Foreign Minister</c>, <c>Syria's president</c>.</summary>
    public static bool Is(string words) =>
        words.Split(' ') is { Length: > 1 } several && several.Any(word => StoryPeople.IsTitle(word) || (word.Length > 3 && char.IsLower(word[0])));

    /// <summary>
    /// Whether the story itself means the person by these words: all words of the office are told of the person in one place; countries may go
    /// without saying, but not be others.
    /// </summary>
    public bool IsMeantBy(string words)
    {
        var asked = Described.By(words);
        return IsDescribedBy(words, asked) && (lands.Count == 0 || asked.Lands.IsSubsetOf(lands)) && (posts.Count == 0 || asked.Posts.IsSubsetOf(posts));
    }

    /// <summary>
    /// Whether somebody who has not read the story means the person by these words. There are prime ministers of many countries: where the story
    /// does not tell whose this one is, it is the country that it has told last.
    /// </summary>
    public bool IsAskedForBy(string words)
    {
        var asked = Described.By(words);
        return IsDescribedBy(words, asked)
            && (asked.Lands.Count == 0 || asked.Lands.IsSubsetOf(lands.Count > 0 ? lands : ToldBefore.TakeLast(1).ToHashSet(StringComparer.Ordinal)))
            && asked.Posts.IsSubsetOf(posts.Count > 0 ? posts : ToldBefore.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Whether the story tells of a person by this adjective of nationality.</summary>
    public bool IsFrom(string nationality) => Described.By(nationality).Lands.Overlaps(lands);

    /// <summary>Whether a description gives another country than the story does.</summary>
    public bool IsForeignTo(string description) => lands.Count > 0 && Described.By(description).Lands is { Count: > 0 } others && !others.Overlaps(lands);

    private bool IsDescribedBy(string words, Described asked) => Is(words) && asked.Stems.Count > 0 && descriptions.Exists(asked.Stems.IsSubsetOf);

    private IEnumerable<string> ToldBefore => Countries.In(before).Select(mention => mention.Country);

    private void Add(string description)
    {
        if (description.Length > 0)
        {
            var described = Described.By(description);
            lands.UnionWith(described.Lands);
            posts.UnionWith(described.Posts);
            descriptions.Add(Term.AllIn(description).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal));
        }
    }

    /// <summary>The title before a name: <c>Russian Foreign Minister</c>, <c>Russian foreign minister</c>, <c>Secretary of State</c>.</summary>
    private static string Before(string body, int at)
    {
        var words = body[Math.Max(0, at - Longest)..at].Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        var first = words.Length;
        while (first > 0 && !EndsPart(words[first - 1]) && !IsNoTitle(words[first - 1]))
        {
            first--;
        }

        return string.Join(' ', words[first..]);
    }

    // In “Lavrov met finance minister …”, the title begins after the verb.
    private static bool IsNoTitle(string word) =>
        char.IsLower(word[0]) && Lexicon.Find(word) is var small
        && (small == Lexeme.MaybePast || small.Form != VerbForm.None || (small.Parts & ~PartOfSpeech.Determiner) is not PartOfSpeech.None and not PartOfSpeech.Preposition
            || (small.Parts.HasFlag(PartOfSpeech.Preposition) && word is not ("of" or "for" or "to")));

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

    /// <summary>What words tell of a person.</summary>
    /// <param name="Lands">Whose the person is: countries, by their names, and what else has an adjective of nationality, as <c>European</c>.</param>
    /// <param name="Posts">Countries that the person is an ambassador to or an envoy for.</param>
    /// <param name="Stems">Of all other words.</param>
    private sealed record Described(HashSet<string> Lands, HashSet<string> Posts, HashSet<string> Stems)
    {
        public static Described By(string words)
        {
            var countries = Countries.In(words).Where(mention => !mention.IsCapital).ToList();
            var byPost = countries.ToLookup(mention => ToAPost().IsMatch(words.AsSpan(..mention.Start)), mention => mention.Country);
            var others = countries.AsEnumerable().Reverse().Aggregate(words, (rest, mention) => rest.Remove(mention.Start, mention.End - mention.Start));
            var byNationality = others.Split(' ').ToLookup(Nationalities.Is);
            return new Described(
                [.. byPost[false], .. byNationality[true].SelectMany(Term.AllIn).Select(term => term.Stem)],
                [.. byPost[true]],
                [.. byNationality[false].SelectMany(Term.AllIn).Select(term => term.Stem)]);
        }
    }

    [GeneratedRegex(@"\b(to|for|in) (the )?$", RegexOptions.ExplicitCapture)]
    private static partial Regex ToAPost();
}
