using System.Text.RegularExpressions;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Answers.Drafts;

/// <summary>Whether a draft and a story call somebody by two forms of one name.</summary>
internal static partial class Names
{
    /// <param name="mention">As the draft has it: <c>the Russian foreign minister</c>, <c>Lavrov</c>, <c>the U.N.</c></param>
    /// <param name="name">As the ledger has it.</param>
    /// <param name="body">Of the story, which tells offices.</param>
    public static bool AreSame(string mention, string name, string body)
    {
        var words = OfWhat().Replace(UpToYear().Replace(mention.Split(',', '(')[0].Trim(), ""), "");
        var head = Leading().Replace(OfSomebody().Replace(words, ""), "");
        (head, name) = (Seat().Replace(head, ""), Seat().Replace(Leading().Replace(name, ""), ""));
        return SpeakerName.AreSame(head, name) || Office.Of(name, body).IsMeantBy(words) || IsShort(head, name) || IsShort(name, head)
            || IsSameOfCountry(head, name) || IsSameOfCountry(name, head);
    }

    /// <summary>Whether one is a country and the other its adjective: <c>Cyprus</c>, <c>Cypriot</c>; small letters do as well.</summary>
    public static bool AreOfOneCountry(string one, string other) =>
        one.AsSpan().CommonPrefixLength(other) >= 4 && Nationalities.Is(Capitalised(one)) != Nationalities.Is(Capitalised(other));

    /// <summary>A text with a capital at its beginning.</summary>
    public static string Capitalised(string text) => text.Length > 0 ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    // Russia’s finance ministry; the Russian finance ministry.
    private static bool IsSameOfCountry(string mention, string name) =>
        OfCountry().Match(mention) is { Success: true } of && mention[of.Length..] is var office
        && name.EndsWith(" " + office, StringComparison.OrdinalIgnoreCase) && AreOfOneCountry(of.Groups["country"].Value, name[..^(office.Length + 1)]);

    /// <summary>Whether the one is made of the other's initials: <c>ESA</c>, <c>European Space Agency</c>; a word may follow both, as in <c>U.N. figures</c>.</summary>
    public static bool IsShort(string acronym, string name)
    {
        name = Leading().Replace(name, "");
        var parts = Leading().Replace(acronym, "").Split(' ', 2);
        var letters = parts[0].Replace(".", "", StringComparison.Ordinal);
        if (letters.Length < 2 || !letters.All(char.IsUpper))
        {
            return false;
        }

        var words = name.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Where(word => char.IsUpper(word[0])).ToList();
        return words.Count >= letters.Length
            && words.Take(letters.Length).Select(word => word[0]).SequenceEqual(letters)
            && (parts.Length == 1 || Term.AllIn(parts[1]).Select(term => term.Stem).SequenceEqual(Term.AllIn(string.Join(' ', name.Split(' ').Skip(letters.Length))).Select(term => term.Stem), StringComparer.Ordinal));
    }

    // The Security Council; Gen. Idris and General Idris.
    [GeneratedRegex(@"^([Tt]he |[0-9]+ |(Gen|General|Lt|Col|Colonel|Maj|Major|Capt|Captain|Sen|Senator|Rep|Gov|Governor|Dr|Mr|Mrs|Ms|Sir|Prof|Professor)\b\.? )+", RegexOptions.ExplicitCapture)]
    private static partial Regex Leading();

    // Parliament in Nicosia: where it sits goes without saying.
    [GeneratedRegex(@"(?<=\p{L}) in (The )?\p{Lu}[\p{L}'’-]*( \p{Lu}[\p{L}'’-]*)*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Seat();

    // Nicos Tornaritis of the ruling party
    [GeneratedRegex(@"(?<=^\p{Lu}[\p{L}'’-]*( \p{Lu}[\p{L}'’.-]*)+) ((of|from|at|for) ((the|his|her|its|their|a) )?\p{Ll}|(of|on|at|from) \p{Lu}{2}).*$", RegexOptions.ExplicitCapture)]
    private static partial Regex OfWhat();

    // After it woke up in January 2014 Fred Jansen said
    [GeneratedRegex(@"^\p{Ll}.*\b(19|20)\d\d (?=\p{Lu})", RegexOptions.ExplicitCapture)]
    private static partial Regex UpToYear();

    // Putin’s spokesman Dmitry Peskov
    [GeneratedRegex(@"^\p{Lu}[\p{L}-]*['’]s (\p{Ll}+ )+(?=\p{Lu})", RegexOptions.ExplicitCapture)]
    private static partial Regex OfSomebody();

    [GeneratedRegex(@"^(?<country>\p{Lu}\p{L}+)['’]s ", RegexOptions.ExplicitCapture)]
    private static partial Regex OfCountry();
}
