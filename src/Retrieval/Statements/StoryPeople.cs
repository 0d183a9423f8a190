using System.Text.RegularExpressions;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Statements;

/// <summary>
/// The people whom a story names. Stories introduce people by their full names, with a title, as those who act or speak, or go on with the
/// surname alone: so they are told from places and institutions.
/// </summary>
public sealed partial class StoryPeople
{
    private static readonly HashSet<string> Titles =
    [
        .. "President Chancellor Minister Premier Secretary Secretary-General State Ambassador Envoy Chairman Chairwoman Chief Director General".Split(' '),
        .. "Senator Governor Mayor Speaker King Queen Prince Princess Pope Judge Justice Captain Colonel Professor Dr Mr Mrs Ms Miss Sir Lord Lady".Split(' '),
    ];

    // Places and institutions, by a word of their names.
    private static readonly HashSet<string> Others =
    [
        .. "United States Nations Kingdom Union Council League Agency Bank Committee Commission Court Parliament Assembly Party Coalition Army".Split(' '),
        .. "Ministry Department Press News Times Post Ledger Courier Journal Television Radio University Institute Institution College School".Split(' '),
        .. "City Street Square Island Islands River Sea Bay Lake Mount Airport Hospital Church Museum House Palace Center Centre Station New".Split(' '),
        .. "North South East West Northern Southern Eastern Western Saudi Great San Los Las Al Inc Corp Ltd Group Company Fund Treaty Act Charter".Split(' '),
        .. $"{CalendarNames.Weekdays}|{CalendarNames.Months}".Split('|'),
    ];

    // Capitalised only because a sentence begins with them.
    private static readonly HashSet<string> Openings =
    [
        .. "The A An In On At From To For By With As When While If After Before Since Until Although Though Because Once But And Yet So Or Nor".Split(' '),
        .. "Then Still However Also Instead Meanwhile Whether What Why How Where Only Even Both Neither Like Unlike Despite During Under".Split(' '),
    ];

    // Of those whom a word may name, in the order in which they are introduced: two people may have one surname.
    private readonly Dictionary<string, List<string>> fullNames = new(StringComparer.Ordinal);
    private readonly HashSet<(string Title, string Name)> titles = [];

    private StoryPeople()
    {
    }

    public static StoryPeople Of(IReadOnlyList<Sentence> story)
    {
        var people = new StoryPeople();
        var text = string.Join('\n', story.Select(sentence => sentence.Text));
        var names = Names().Matches(text).Select(match => new Capitals(match, WordsOf(match.Value))).ToList();
        var alone = names.Select(name => name.Words.SkipWhile(Openings.Contains).ToList())
            .Where(words => words.Count == 1).Select(words => words[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var name in names.Where(name => name.Words.Count > 1))
        {
            people.Consider(name, alone, text);
        }

        return people;
    }

    /// <summary>Where people are named, in the text's order; in “Sergei Lavrov” at the last of the words.</summary>
    internal IEnumerable<(int Offset, string Name)> MentionsIn(string text)
    {
        foreach (Match word in Words().Matches(text))
        {
            if (char.IsUpper(word.Value[0]) && NameAt(text, word) is { } name)
            {
                yield return (word.Index, name);
            }
        }
    }

    /// <summary>Whether a word is a title that stands before names.</summary>
    internal static bool IsTitle(string word) => Titles.Contains(word.TrimEnd('.'));

    /// <summary>Everybody's full name, each once.</summary>
    internal IEnumerable<string> FullNames => fullNames.Values.SelectMany(names => names).Distinct(StringComparer.Ordinal);

    /// <summary>Whether the last word of a text is somebody's name.</summary>
    internal bool EndsWithName(string text) =>
        text.LastIndexOf(' ') is var blank && fullNames.ContainsKey(WithoutPossessive(text[(blank + 1)..]));

    public bool AreNamedIn(string text) => Words().Matches(text).Any(word => fullNames.ContainsKey(WithoutPossessive(word.Value)));

    /// <summary>The full name of whoever is named last in a text; null as well where it may be either of two.</summary>
    public string? LastNamedIn(string text) =>
        Words().Matches(text).LastOrDefault(word => fullNames.ContainsKey(WithoutPossessive(word.Value))) is { } last ? NameAt(text, last) : null;

    /// <summary>Whether a text ends with a name that may be either of two people's: <c>Clinton</c>.</summary>
    internal bool AreSeveralCalled(string text) => EndsWithName(text) && LastNamedIn(text) is null;

    /// <summary>The full name of the only one whom the story gives this title, or null.</summary>
    public string? OnlyOneWithTitle(string title)
    {
        var named = titles.Where(titled => string.Equals(titled.Title, title, StringComparison.OrdinalIgnoreCase))
            .SelectMany(titled => fullNames.GetValueOrDefault(titled.Name.Split(' ')[^1], []).Where(name => !titled.Name.Contains(' ') || name == titled.Name))
            .Distinct(StringComparer.Ordinal).ToList();
        return named is [var only] ? only : null;
    }

    private void Consider(Capitals name, HashSet<string> alone, string text)
    {
        var words = name.Words;
        var title = words.FindLastIndex(word => Titles.Contains(word.TrimEnd('.')));
        var person = words.Skip(title + 1).SkipWhile(word => Openings.Contains(word) || IsAcronym(word)).ToList();
        var full = string.Join(' ', person);
        if (title >= 0 && person.Count > 0)
        {
            titles.Add((words[title], full));
        }

        if (person is not [.., var surname] || (person is [_] && title < 0) || !surname.Any(char.IsLower) || person.Exists(Others.Contains)
            || fullNames.GetValueOrDefault(surname, []).Exists(known => known.Contains(' ') && SpeakerName.AreSame(known, full)))
        {
            return;
        }

        // Where the family name comes first, as in Ban Ki-moon, that is what the story goes on with.
        var goesOnWith = alone.Contains(surname) || !alone.Contains(person[0]) ? surname : person[0];
        if (title >= 0 || (words[0] != "The" && !IsAfterArticle(name.Match, text) && (alone.Contains(goesOnWith) || IsIntroduced(name.Match, text))))
        {
            foreach (var word in new[] { surname, goesOnWith, WithoutPrefix().Replace(surname, "") }.Distinct(StringComparer.Ordinal))
            {
                Add(word, full);
            }
        }
    }

    private void Add(string word, string full)
    {
        var names = fullNames.TryGetValue(word, out var known) ? known : fullNames[word] = [];
        names.RemoveAll(name => !name.Contains(' ')); // Mr. Sarris, now with his first name
        names.Add(full);
    }

    /// <summary>Whom a word of a text names; null where several have the name, and neither first name nor title tells which.</summary>
    private string? NameAt(string text, Match word)
    {
        var surname = WithoutPossessive(word.Value);
        if (fullNames.GetValueOrDefault(surname, []) is not { Count: > 1 } several)
        {
            return fullNames.GetValueOrDefault(surname)?[0];
        }

        var before = text.AsSpan(0, word.Index + surname.Length);
        foreach (var name in several)
        {
            if (before.EndsWith(name, StringComparison.Ordinal))
            {
                return name;
            }
        }

        return MrOrMrs().Match(text[Math.Max(0, word.Index - 6)..word.Index]) is { Success: true } title
            && several.Where(name => Gender.OfTitle(title.Value).Fits(name, "")).Take(2).ToList() is [var only]
                ? only
                : null;
    }

    private static bool IsAcronym(string word) => word.Length > 1 && word.All(letter => char.IsUpper(letter) || letter == '.');

    private static bool IsAfterArticle(Match name, string text) => Article().IsMatch(text[Math.Max(0, name.Index - 5)..name.Index]);

    private static bool IsIntroduced(Match name, string text) =>
        Introduction().IsMatch(text, name.Index + name.Length)
        || ((name.Index == 0 || text[name.Index - 1] == '\n') && Verb().IsMatch(text, name.Index + name.Length)) // the subject of its sentence
        || SpeechBefore().IsMatch(text[Math.Max(0, name.Index - 14)..name.Index]);

    // In “Russia's Sergei Lavrov”, the name begins after the possessive.
    private static List<string> WordsOf(string name) =>
        [.. name.Split(' ').Reverse().TakeWhile((word, index) => index == 0 || !Possessive().IsMatch(word)).Reverse().Select(WithoutPossessive)];

    private static string WithoutPossessive(string word) => Possessive().Replace(word, "");

    // Words in capitals, with what stands between them in names such as Walid al-Moallem or Jaap de Hoop Scheffer.
    [GeneratedRegex(@"\b\p{Lu}[\p{L}'’-]*\.?( (al-|el-|(de|den|der|del|di|da|van|von|bin|ben) )?\p{Lu}[\p{L}'’-]*)*", RegexOptions.ExplicitCapture)]
    private static partial Regex Names();

    [GeneratedRegex(@"[\p{L}'’-]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"\b(Mr|Mrs|Ms|Miss)\b(?=\.? $)", RegexOptions.ExplicitCapture)]
    private static partial Regex MrOrMrs();

    [GeneratedRegex(@"['’]s?$")]
    private static partial Regex Possessive();

    // Walid al-Moallem is Moallem later.
    [GeneratedRegex("^[ae]l-")]
    private static partial Regex WithoutPrefix();

    [GeneratedRegex(@"\b[Tt]he $")]
    private static partial Regex Article();

    [GeneratedRegex(@"\G,? " + SpeechVerbs.InStories + @"\b|\G, (the|an?|who|whose|\d\d)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Introduction();

    [GeneratedRegex(@"\G \p{Ll}")]
    private static partial Regex Verb();

    [GeneratedRegex(@"\b" + SpeechVerbs.InStories + " $", RegexOptions.ExplicitCapture)]
    private static partial Regex SpeechBefore();

    /// <summary>Words in capitals that stand together.</summary>
    private sealed record Capitals(Match Match, List<string> Words);
}
