using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Answers.Speech;

/// <summary>
/// Answers who speaks on a matter, and who agrees or disagrees with somebody. Whether two people are of one mind is not for a program to say, so each speaker's statement on
/// the topic is shown beside theirs.
/// </summary>
internal static class PositionsAnswer
{
    private const int MaxSpeakers = 6;

    // From this share of the topic's words on, a statement is on the topic.
    private const double OnTopic = 0.5;

    /// <summary>Null when something else is asked, or nobody else speaks on the topic.</summary>
    public static Answer.Grounded? Of(Evidence evidence)
    {
        var question = evidence.Question;
        if (question.Kind is not (QuestionKind.WhoAgrees or QuestionKind.WhoSpoke) || (question.Topic ?? question.Speaker) is not { } matter)
        {
            return null;
        }

        // Without a topic, those answer who speak of the person.
        var topic = Term.AllIn(matter).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        var statements = SpokenStatement.AllIn(evidence, topic)
            .Where(spoken => !spoken.Statement.IsDenied && spoken.Topic >= OnTopic)
            .OrderByDescending(spoken => spoken.Topic)
            .DistinctBy(spoken => spoken.Statement.Speaker, StringComparer.OrdinalIgnoreCase)
            .ToList();
        var others = statements.Where(spoken => question.Speaker is null || !spoken.IsBy(question.Speaker)).Take(MaxSpeakers).ToList();
        if (others.Count == 0)
        {
            return null;
        }

        return question is { Kind: QuestionKind.WhoAgrees, Speaker: { } speaker }
            ? SpeechLines.Of(statements.Where(spoken => spoken.IsBy(speaker)).Take(1).Concat(others)) with
            {
                Heading = $"Who is of one mind with {speaker} is for you to judge; this is what each of them says{(question.Topic is null ? "" : $" on {question.Topic}")}:",
            }
            : SpeechLines.Of(others) with { Heading = $"{(question.Speaker is null ? "These" : $"Besides {question.Speaker}, these")} speak on {matter} in my stories:" };
    }
}
