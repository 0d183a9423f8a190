using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Search;

/// <summary>A question that asks what or who something is: <c>Who is Selim Idris?</c>, <c>What is interphase?</c></summary>
internal sealed partial class AskedDefinition
{
    // Between the thing and "is a" may stand a note, such as how it is pronounced.
    private const int LongestNote = 160;

    private readonly HashSet<string> stems;

    public AskedDefinition(string question) =>
        stems = Definition().Match(question) is { Success: true } asked ? Term.AllIn(asked.Groups["thing"].Value).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal) : [];

    /// <summary>Whether the sentence tells what the thing is: <c>Interphase is the phase …</c>, <c>Gen. Selim Idris, who heads …</c>, <c>the envoy Lakhdar Brahimi</c>.</summary>
    public bool IsIn(string text, IReadOnlyList<Token> tokens)
    {
        if (stems.Count == 0)
        {
            return false;
        }

        var last = tokens.ToList().FindIndex(token => stems.Contains(token.Stem));
        while (last >= 0 && last + 1 < tokens.Count && stems.Contains(tokens[last + 1].Stem))
        {
            last++;
        }

        // The words after the thing, or an office in small letters just before a person.
        return last >= 0
            && (Is().IsMatch(text.AsSpan(tokens[last].End, Math.Min(LongestNote, text.Length - tokens[last].End))) || IsIntroduced(text, tokens, last));
    }

    private bool IsIntroduced(string text, IReadOnlyList<Token> tokens, int last)
    {
        var first = last;
        while (first > 0 && tokens[first - 1].IsCapitalised)
        {
            first--;
        }

        // Offices are written large where they lead the name: Russian Foreign Minister Sergei Lavrov.
        return tokens[last].IsCapitalised && (tokens.Take(first..last).Count(token => !stems.Contains(token.Stem)) >= 2
            || (first > 1 && !tokens[first - 1].IsStopWord && Article().IsMatch(text.AsSpan(tokens[first - 2].Start, tokens[first - 2].Length))));
    }

    [GeneratedRegex(
        @"^(so |and )?(what|who)( is|'s|’s| are| was| were) ((exactly|meant by|the (meaning|definition) of) )?((a|an|the) )?(?<thing>[\p{L}\p{M}\p{N}'’.-]+( [\p{L}\p{M}\p{N}'’.-]+){0,3}?)\W*$"
        + @"|^what (does|do) (?<thing>.{2,40}) (mean|stand for)\b|\b(meaning|definition) of (?<thing>.{2,40}?)\W*$|^(?<thing>.{2,40}) (meaning|definition)\W*$|^define (?<thing>.{2,40}?)\W*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Definition();

    [GeneratedRegex(
        @"^[’'""” ]*(\(.*\)|,.*,)?[ ,]*((is|are|was|were) (a|an|the|one|any|our|his|her|its|their|not)\b|(means?|refers?|describes?|denotes?)\b|, (a|an|the|who|which|his|her|its|their|then|former|now)\b|, \p{Ll}+ (of|for|at|in)\b)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Is();

    [GeneratedRegex("^(a|an|the|his|her|its|their|former)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Article();
}
