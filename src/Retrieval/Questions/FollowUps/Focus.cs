using System.Text.RegularExpressions;
using NewsBot.Retrieval.Meanings;

namespace NewsBot.Retrieval.Questions.FollowUps;

/// <summary>What a conversation is about after its last question: what the words of the next may stand for.</summary>
/// <param name="Topic">The matter of the conversation, to which a question goes back that names none.</param>
/// <param name="Subject">What was asked about last: <c>it</c>, <c>they</c>.</param>
/// <param name="Person"><c>he</c>, <c>she</c></param>
/// <param name="Place"><c>there</c>, <c>the city</c></param>
/// <param name="LastThing">Head of the last thing named: <c>a standing one</c>.</param>
internal sealed partial record Focus(string? Topic, string? Subject, bool IsTopicName, string? Person, string? Place, string? LastThing)
{
    public static Focus Of(IReadOnlyList<Turn> turns, WordNet dictionary) =>
        turns.Aggregate(new Focus(null, null, false, null, null, null), (focus, turn) => focus.After(turn, dictionary));

    private Focus After(Turn turn, WordNet dictionary)
    {
        // What leads up to the question, such as "Interesting", is not what the conversation is about.
        var sentence = AskingSentence.In(turn.Question);
        var asked = turn.Question[sentence.Start..sentence.End];
        var phrases = NounPhrase.AllIn(asked, dictionary);
        var question = QuestionParser.Parse(asked, new AskingContext(DateTimeOffset.UnixEpoch, []));
        var place = phrases.LastOrDefault(phrase => phrase.IsName && Places().IsMatch(phrase.Before))?.Text ?? Place;
        var named = NamedIn(question, phrases, dictionary);
        var thing = named ?? ThingIn(phrases);
        return new Focus(
            Topic: named ?? (Topic is null || Begins().IsMatch(asked) ? thing : null) ?? Topic,
            Subject: named ?? (Subject is null || Introduces().IsMatch(asked) ? thing : null) ?? Subject,
            IsTopicName: named is null ? IsTopicName : phrases.Any(phrase => phrase.IsName && phrase.Text == named),
            PersonOf(question, phrases, turn) ?? Person,
            place,
            phrases is [.., var last] ? last.Head : LastThing);
    }

    // A speaker is meant rather than whom he speaks of; the one who answers who rather than a name that the question has; a place never.
    private static string? PersonOf(Question question, IReadOnlyList<NounPhrase> phrases, Turn turn)
    {
        var answered = turn.People is [var first, ..] ? first : null;
        var named = phrases.FirstOrDefault(phrase => phrase.IsName && !Places().IsMatch(phrase.Before) && !Nationalities.Is(phrase.Text))?.Text;
        return question.Speaker ?? (question.Kind == QuestionKind.Who ? answered ?? named : named ?? answered);
    }

    /// <summary>What words are asked for about, or else the first name; a place only where nothing else is talked of.</summary>
    private string? NamedIn(Question question, IReadOnlyList<NounPhrase> phrases, WordNet dictionary)
    {
        if (question is { Topic: { Length: > 0 } about } && !Pronoun().IsMatch(about) && NounPhrase.AllIn(about, dictionary) is [var matter, ..])
        {
            return matter.IsName || matter.Start > 0 ? matter.Text : about;
        }

        var names = phrases.Where(phrase => phrase.IsName).ToList();
        return (names.Find(name => !Places().IsMatch(name.Before)) ?? (Topic is null ? names.FirstOrDefault() : null))?.Text;
    }

    private string? ThingIn(IReadOnlyList<NounPhrase> phrases)
    {
        var things = phrases.Where(phrase => !phrase.IsDefinite || Topic is null).ToList();
        return (things.Find(phrase => phrase.Before == "about") ?? things.Find(phrase => phrase.Before == "of") ?? things.FirstOrDefault())?.Text;
    }

    [GeneratedRegex(@"\b(he|him|his|she|her|it|its|they|them|their|this|that|i|me|my|you|your|we|us)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Pronoun();

    [GeneratedRegex("^(in|at|near|around|across)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Places();

    [GeneratedRegex(@"\b(tell me (more )?about (?!(some|other|the|any)\b)|let['’]s talk about|moving on to)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Begins();

    [GeneratedRegex(@"\b(tell me (more )?about|what (is|are) (?!the\b)|how (is|are|do|does|did) (?!the\b))", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Introduces();
}
