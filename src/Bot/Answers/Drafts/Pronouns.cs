using System.Text.RegularExpressions;

namespace NewsBot.Answers.Drafts;

/// <summary>
/// Rule (d), names: a pronoun without a name before it means whoever the drafted sentences before it are about. These may not have been shown: so the name takes its
/// place, and has to be told like any other.
/// </summary>
internal static partial class Pronouns
{
    /// <param name="before">What was drafted before, newest last.</param>
    /// <returns>The draft with a name for its first such pronoun; itself when it has none, or nobody was named.</returns>
    public static string Named(string text, IReadOnlyList<string> before, IReadOnlyList<CitedSentence> cited) =>
        FirstIn(text) is { } pronoun && before.Reverse().Select(sentence => SubjectOf(sentence, cited)).OfType<string>().FirstOrDefault() is { } name
            ? text[..pronoun.Index] + (IsOwner(text, pronoun) ? name + "’s" : name) + text[(pronoun.Index + pronoun.Length)..]
            : text;

    /// <summary>The first he or she of a draft that stands before any name, outside quotation marks; null when there is none.</summary>
    public static Match? FirstIn(string text)
    {
        var (quoted, dates) = (QuotedPassage.AllIn(text), DateMention.AllIn(text));
        return Personal().Matches(text).FirstOrDefault(match => !IsQuoted(match)) is { } pronoun
            && Capital().Matches(text[..pronoun.Index]).All(word => (word.Index == 0 && Opening().IsMatch(word.Value)) || IsDate(word) || IsQuoted(word))
            && !(Subordinate().IsMatch(text) && LaterName().IsMatch(text[pronoun.Index..]))
            ? pronoun
            : null;

        bool IsQuoted(Match word) => quoted.Any(passage => passage.Outer.Start <= word.Index && passage.Outer.End > word.Index);

        bool IsDate(Match word) => dates.Any(date => date.Start <= word.Index && date.End > word.Index);
    }

    // The first of the people whom a cited story knows: who does or says something, in most sentences.
    private static string? SubjectOf(string sentence, IReadOnlyList<CitedSentence> cited) => Capitalised().Matches(UnquotedText.Of(sentence))
        .Select(match => match.Value)
        .FirstOrDefault(name => cited.Any(one => one.People.AreNamedIn(name.Split(' ')[^1])));

    private static bool IsOwner(string text, Match pronoun) =>
        pronoun.Value is "his" or "His" || (pronoun.Value is "her" or "Her" && Noun().IsMatch(text[(pronoun.Index + pronoun.Length)..]));

    [GeneratedRegex(@"\b(he|she|his|her|him)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Personal();

    // When he was sworn in, Anastasiades said
    [GeneratedRegex(@"^(When|While|As|After|Before|Although|Though|Since|If|Because|By|On|In|At|During|Upon)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Subordinate();

    [GeneratedRegex(@", (\p{Lu}[\p{L}'’.-]+ )+\p{Ll}", RegexOptions.ExplicitCapture)]
    private static partial Regex LaterName();

    [GeneratedRegex(@"\p{Lu}\p{L}+")]
    private static partial Regex Capital();

    [GeneratedRegex("^(In|On|At|After|Before|When|While|As|By|During|Since|Until|From|With|Although|Though|Because|If|Earlier|Later|Then|Also)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Opening();

    [GeneratedRegex(@"\b\p{Lu}[\p{L}'’-]*\p{L}( \p{Lu}[\p{L}'’-]*\p{L})*")]
    private static partial Regex Capitalised();

    [GeneratedRegex(@"^ (?!(in|on|at|to|of|as|for|from|with|by|after|before|and|or|but|that|when|during)\b)\p{Ll}", RegexOptions.ExplicitCapture)]
    private static partial Regex Noun();
}
