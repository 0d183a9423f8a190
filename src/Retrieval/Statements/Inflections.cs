namespace NewsBot.Retrieval.Statements;

/// <summary>The regular forms of verbs.</summary>
internal static class Inflections
{
    private const string Vowels = "aeiou";

    // Whose stress lies on the last syllable, though it is not the only one.
    private static readonly HashSet<string> StressedAtEnd = [.. "refer prefer infer defer confer abhor concur regret rebut".Split(' ')];

    /// <summary>The American spelling that is given, and the British one: criticize, criticise; favor, favour.</summary>
    public static IEnumerable<string> SpellingsOf(string verb) =>
        verb.EndsWith("ize", StringComparison.Ordinal) ? [verb, verb[..^3] + "ise"]
        : verb.EndsWith("vor", StringComparison.Ordinal) || verb.EndsWith("nor", StringComparison.Ordinal) ? [verb, verb[..^2] + "our"]
        : [verb];

    /// <summary>signalled, labelling</summary>
    public static bool IsDoubledInBritain(string verb) => verb is [.., var before, var vowel, 'l'] && Vowels.Contains(vowel) && !Vowels.Contains(before);

    /// <summary>says, denies, stresses</summary>
    public static string Present(string verb) =>
        EndsInConsonantAndY(verb) ? verb[..^1] + "ies"
        : verb.EndsWith('s') || verb.EndsWith('x') || verb.EndsWith('z') || verb.EndsWith("ch", StringComparison.Ordinal)
            || verb.EndsWith("sh", StringComparison.Ordinal) || verb.EndsWith('o') ? verb + "es"
        : verb + "s";

    /// <summary>saying, noting, rebutting</summary>
    public static string Going(string verb) =>
        verb is [.. var rest, 'e'] && rest[^1] is not ('e' or 'o') ? rest + "ing" : Doubled(verb) + "ing";

    /// <summary>added, noted, denied, quipped</summary>
    public static string Past(string verb) =>
        EndsInConsonantAndY(verb) ? verb[..^1] + "ied" : verb.EndsWith('e') ? verb + "d" : Doubled(verb) + "ed";

    private static bool EndsInConsonantAndY(string verb) => verb is [.., var before, 'y'] && !Vowels.Contains(before);

    // A stressed last syllable with one vowel and one consonant: plan, quip, rebut, admit; but answer, comment, benefit.
    private static string Doubled(string verb) =>
        verb is [.., var before, var vowel, var last] && Vowels.Contains(vowel) && !Vowels.Contains(last) && last is not ('w' or 'x' or 'y')
        && (!Vowels.Contains(before) || before == 'u' && verb is [.., 'q', _, _, _])
        && (verb.Count(Vowels.Contains) - (verb.Contains("qu", StringComparison.Ordinal) ? 1 : 0) == 1 || verb.EndsWith("mit", StringComparison.Ordinal) || StressedAtEnd.Contains(verb))
            ? verb + last
            : verb;
}
