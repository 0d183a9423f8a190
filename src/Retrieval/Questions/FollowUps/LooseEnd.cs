using System.Text.RegularExpressions;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Questions.FollowUps;

/// <summary>A question that says of what only by the conversation before it: <c>Who were the winners?</c>, <c>When should surgery be considered?</c></summary>
internal static partial class LooseEnd
{
    private const int MostThings = 3;

    /// <summary>The question with the conversation's topic; null when it has enough of its own.</summary>
    public static string? Tie(string typed, string topic, WordNet dictionary)
    {
        var sentence = AskingSentence.In(typed);
        return Tied(typed[sentence.Start..sentence.End], topic, dictionary) is { } tied ? typed[..sentence.Start] + tied + typed[sentence.End..] : null;
    }

    private static string? Tied(string question, string topic, WordNet dictionary)
    {
        var stems = Term.AllIn(topic).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        var things = NounPhrase.AllIn(question, dictionary);
        if (!Asks().IsMatch(question) || Introduces().IsMatch(question) || Person().IsMatch(question)
            || Term.AllIn(question).Any(term => stems.Contains(term.Stem))
            || things.Count(thing => !thing.IsName) > MostThings
            || things.Any(thing => thing.IsName && !Place().IsMatch(thing.Before))
            || things.Any(BeginsMatter))
        {
            return null;
        }

        // "shoulder surgery", but "the impact of Salt Lake City"
        var end = question.TrimEnd(' ', '?', '.', '!').Length;
        return topic.Split(' ').Length == 1 && char.IsLower(topic[0]) && things.FirstOrDefault(thing => !thing.IsName && !thing.Before.Equals("how", StringComparison.OrdinalIgnoreCase)) is { } thing
            ? question.Insert(thing.Start, topic + " ")
            : $"{question[..end]} of {topic}{question[end..]}";
    }

    // "How is sewage recycled?" is about sewage.
    private static bool BeginsMatter(NounPhrase thing) => !thing.IsDefinite && !thing.IsName && Be().IsMatch(thing.Before) && thing.Text.EndsWith('s') == thing.Before is "are" or "were";

    [GeneratedRegex("^(is|are|was|were|does|do|did)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Be();

    [GeneratedRegex(@"\?\s*$|\b(what|who|whom|whose|which|when|where|why|how|tell me|show me|do|does|did|is|are|was|were|can|could|will|would|should)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Asks();

    // Somebody of whom nothing is known is not what the conversation is about.
    [GeneratedRegex(@"\b(he|him|his|she|her|hers)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Person();

    // "Tell me about biodegradable plastics" begins a matter.
    [GeneratedRegex(@"\b(tell me (more )?about (?!(some|other|the|any)\b)|vs\.?|versus|what about|how about|compared (to|with)|difference between)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Introduces();

    [GeneratedRegex("^(in|from|near|around)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
