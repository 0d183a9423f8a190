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

    private readonly Dictionary<string, string> fullNames = new(StringComparer.Ordinal);
    private readonly HashSet<(string Title, string Surname)> titles = [];

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
            if (char.IsUpper(word.Value[0]) && fullNames.TryGetValue(WithoutPossessive(word.Value), out var name))
            {
                yield return (word.Index, name);
            }
        }
    }

    /// <summary>Whether a word is a title that stands before names.</summary>
    internal static bool IsTitle(string word) => Titles.Contains(word.TrimEnd('.'));

    /// <summary>Everybody's full name, each once.</summary>
    internal IEnumerable<string> FullNames => fullNames.Values.Distinct(StringComparer.Ordinal);

    /// <summary>Whether the last word of a text is somebody's name.</summary>
    internal bool EndsWithName(string text) =>
        text.LastIndexOf(' ') is var blank && fullNames.ContainsKey(WithoutPossessive(text[(blank + 1)..]));

    public bool AreNamedIn(string text) => LastNamedIn(text) is not null;

    /// <summary>The full name of whoever is named last in a text.</summary>
    public string? LastNamedIn(string text) => Words().Matches(text)
        .Select(word => fullNames.GetValueOrDefault(WithoutPossessive(word.Value)))
        .LastOrDefault(name => name is not null);

    /// <summary>The full name of the only one whom the story gives this title, or null.</summary>
    public string? OnlyOneWithTitle(string title)
    {
        var named = titles.Where(titled => string.Equals(titled.Title, title, StringComparison.OrdinalIgnoreCase))
            .Select(titled => fullNames.GetValueOrDefault(titled.Surname)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return named is [var only] ? only : null;
    }

    private void Consider(Capitals name, HashSet<string> alone, string text)
    {
        var words = name.Words;
        var title = words.FindLastIndex(word => Titles.Contains(word.TrimEnd('.')));
        var person = words.Skip(title + 1).SkipWhile(word => Openings.Contains(word) || IsAcronym(word)).ToList();
        if (title >= 0 && person is [.., var titled])
        {
            titles.Add((words[title], titled));
        }

        if (person is not [.., var surname] || (person is [_] && title < 0) || !surname.Any(char.IsLower) || person.Exists(Others.Contains)
            || fullNames.GetValueOrDefault(surname)?.Contains(' ') == true)
        {
            return;
        }

        // Where the family name comes first, as in Ban Ki-moon, that is what the story goes on with.
        var goesOnWith = alone.Contains(surname) || !alone.Contains(person[0]) ? surname : person[0];
        if (title >= 0 || (words[0] != "The" && !IsAfterArticle(name.Match, text) && (alone.Contains(goesOnWith) || IsIntroduced(name.Match, text))))
        {
            fullNames[surname] = fullNames[goesOnWith] = fullNames[WithoutPrefix().Replace(surname, "")] = string.Join(' ', person);
        }
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
