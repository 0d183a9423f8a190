using System.Text.RegularExpressions;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Answers;

/// <summary>
/// The people whom a story names. Stories introduce people by their full names, with a title, as somebody who speaks, or go on with the
/// surname alone: so they are told from places and institutions.
/// </summary>
internal sealed partial class StoryPeople
{
    private static readonly HashSet<string> Titles =
    [
        .. "President Chancellor Minister Premier Secretary Secretary-General State Ambassador Envoy Chairman Chairwoman Chief Director General".Split(' '),
        .. "Senator Governor Mayor Speaker King Queen Prince Princess Pope Judge Justice Captain Colonel Professor Dr Mr Mrs Ms Miss Sir Lord Lady".Split(' '),
    ];

    private readonly Dictionary<string, string> fullNames = new(StringComparer.Ordinal);

    private StoryPeople()
    {
    }

    public static StoryPeople Of(IReadOnlyList<Sentence> story)
    {
        var people = new StoryPeople();
        var text = string.Join('\n', story.Select(sentence => sentence.Text));
        foreach (var name in Names().Matches(text).Cast<Match>())
        {
            people.Consider(name, text);
        }

        return people;
    }

    public bool AreNamedIn(string text) => LastNamedIn(text) is not null;

    /// <summary>The full name of whoever is named last in a text.</summary>
    public string? LastNamedIn(string text) => Words().Matches(text)
        .Select(word => fullNames.GetValueOrDefault(WithoutPossessive(word.Value)))
        .LastOrDefault(name => name is not null);

    private void Consider(Match name, string text)
    {
        var words = name.Value.Split(' ').Select(WithoutPossessive).ToList();
        var title = words.FindLastIndex(word => Titles.Contains(word.TrimEnd('.')));
        var person = words.Skip(title + 1).SkipWhile(word => word.Length > 1 && word.All(letter => char.IsUpper(letter) || letter == '.')).ToList();
        if (person is not [.., var surname] || (person is [_] && title < 0) || fullNames.GetValueOrDefault(surname)?.Contains(' ') == true)
        {
            return;
        }

        // Where the family name comes first, as in Ban Ki-moon, that is what the story goes on with.
        var goesOnWith = StandsAlone(surname, text) || !StandsAlone(person[0], text) ? surname : person[0];
        if (title >= 0 || (!IsAfterArticle(name, text) && (IsIntroduced(name, text) || StandsAlone(goesOnWith, text))))
        {
            fullNames[surname] = fullNames[goesOnWith] = string.Join(' ', person);
        }
    }

    private static bool IsAfterArticle(Match name, string text) => Article().IsMatch(text[Math.Max(0, name.Index - 5)..name.Index]);

    private static bool IsIntroduced(Match name, string text) =>
        Introduction().Match(text, name.Index + name.Length) is { Success: true }
        || SpeechBefore().IsMatch(text[Math.Max(0, name.Index - 14)..name.Index]);

    private static bool StandsAlone(string surname, string text) =>
        Regex.IsMatch(text, $@"(?<!\p{{Lu}}[\p{{L}}.'’-]*[ ])\b{Regex.Escape(surname)}\b", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static string WithoutPossessive(string word) => Possessive().Replace(word, "");

    // Several words in capitals, with what stands between them in names such as Walid al-Moallem or Jaap de Hoop Scheffer.
    [GeneratedRegex(@"\b\p{Lu}[\p{L}'’-]*\.?( (al-|el-|(de|den|der|del|di|da|van|von|bin|ben) )?\p{Lu}[\p{L}'’-]*)+", RegexOptions.ExplicitCapture)]
    private static partial Regex Names();

    [GeneratedRegex(@"[\p{L}'’-]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"['’]s?$")]
    private static partial Regex Possessive();

    [GeneratedRegex(@"\b[Tt]he $")]
    private static partial Regex Article();

    [GeneratedRegex(@"\G,? (" + SpeechVerbs.Pattern + @")\b|\G, (the|an?|who|whose|\d\d)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Introduction();

    [GeneratedRegex(@"\b(" + SpeechVerbs.Pattern + ") $", RegexOptions.ExplicitCapture)]
    private static partial Regex SpeechBefore();
}
