using System.Text.RegularExpressions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Questions.FollowUps;

/// <summary>Words that stand for something said before, each kind replaced where it occurs first: what follows refers to the question itself.</summary>
internal static partial class Anaphora
{
    /// <summary>The question with names in their place; null when there are none, or when it is not known what they stand for.</summary>
    public static string? Replace(string question, Focus focus)
    {
        var replaced = question;
        if (focus.Person is { } person && !NamesBefore(replaced, Personal()))
        {
            replaced = Personal().Replace(replaced, match => IsOwner(match) ? Owner(person) : person, 1);
        }

        if (focus.Place is { } place)
        {
            replaced = There().Replace(replaced, $"in {place}", 1);
        }

        var where = focus is { IsTopicName: true, Topic: { } name } ? name : focus.Place;
        if (where is not null)
        {
            replaced = Locality().Replace(replaced, match => match.Groups["around"].Success ? $"the {where} {match.Groups["around"].Value}" : where, 1);
        }

        if (focus.LastThing is { } last)
        {
            replaced = Others().Replace(One().Replace(replaced, match => $"{match.Groups["lead"].Value}{last}", 1), $"other {last}", 1);
        }

        if (focus.Subject is { } topic)
        {
            replaced = ReplaceTopic(replaced, topic);
        }

        return replaced == question ? null : replaced;
    }

    private static string ReplaceTopic(string question, string topic)
    {
        var stems = Term.AllIn(topic).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        if (Term.AllIn(question).Any(term => stems.Contains(term.Stem)))
        {
            return question;
        }

        return Owned().IsMatch(question) ? Owned().Replace(question, match => $"the {match.Groups["thing"].Value} of {topic}", 1)
            : Matter().IsMatch(question) && !NamesBefore(question, Matter()) ? Matter().Replace(question, match => IsOwner(match) ? Owner(topic) : topic, 1)
            : Shown().IsMatch(question) ? Shown().Replace(question, match => $"the {topic} {match.Groups["thing"].Value}", 1)
            : ShownAlone().Replace(question, topic, 1);
    }

    // "Did Kerry say that he would come?" and "What is new and what is better about it?" speak of their own.
    private static bool NamesBefore(string question, Regex pronoun) =>
        pronoun.Match(question) is { Success: true } match && NameInside().IsMatch(question.AsSpan(0, match.Index));

    private static bool IsOwner(Match match) => match.Groups["owner"].Success;

    private static string Owner(string name) => name.EndsWith('s') ? $"{name}’" : $"{name}’s";

    // A capital that does not begin the sentence; of "Boeing's response" the response is what is spoken of.
    [GeneratedRegex(@"(?<=[\p{L}\p{N},;] )\p{Lu}[\p{L}\p{M}\p{N}-]+\b(?!['’]s)|\band (what|who|how|why|when|where)\b")]
    private static partial Regex NameInside();

    [GeneratedRegex(@"\b((?<owner>his|her(?= \p{Ll}))|he|she|him|her|hers)\b(?!['’])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Personal();

    // "its operational costs" at the end: the costs of the plane
    [GeneratedRegex(@"\b(its|their) (?<thing>(?-i:\p{Ll}[\p{L}-]+( \p{Ll}[\p{L}-]+){0,2}))(?=\W*$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Owned();

    // Not "it is true that", "how long does it take", "it rains".
    [GeneratedRegex(
        @"\b((?<owner>its|their)|they|them|theirs|(?<!\b(is|was|does|did|will|would|can) )it(?! (is|was|seems|takes|took|looks)\b)|(?<=\b(is|was) )it(?= (?!true|known|possible|likely|time|that|the case)\p{L})"
        + @"|(?<=\b(does|did|will|would|can) )it(?! (take|matter|rain|snow|seem|look))|(?<=\bif )it(?=['’]s))\b(?<!\bit(?=['’]s (true|known|possible|likely)))",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Matter();

    [GeneratedRegex(@"\b(this|that|these|those) (?<thing>(?-i:(?!(is|are|was|were|be|would|will|could|can|should|has|have|had|he|she|it|they|we|you|i|the|a|an|there)\b)\p{Ll}{3,}( \p{Ll}{3,})?))(?=\W*$| (of|in|on|for|to|from|by|with|at)\b)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Shown();

    [GeneratedRegex(@"(?<=\b(about|of|for|to|with|on|from|by|do|did|mean|cause|caused|stop|fix|use|make) )(this|that|these|those)(?=\W*$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex ShownAlone();

    [GeneratedRegex(@"(?<!\b(is|are|was|were|be|been|will|would|can|could) )\bthere\b(?! (is|are|was|were|be|been|any|a|an|will|would|has|have)\b)(?!['’])", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex There();

    [GeneratedRegex(@"\b(the|this|that) ((city|country|town|island|village|place|nation)|(?<around>area|region))\b(?! of\b)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Locality();

    [GeneratedRegex(@"\bothers\b(?=\W*$)", RegexOptions.IgnoreCase)]
    private static partial Regex Others();

    [GeneratedRegex(@"\b(?<lead>(a|an|another|the) (\p{Ll}+ )?)ones?\b(?! (of|thing|day|who|that)\b)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex One();
}
