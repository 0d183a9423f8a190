using NewsBot.Answers;
using NewsBot.Retrieval.Questions.FollowUps;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Conversations;

/// <summary>What a reply leaves in mind for the next question.</summary>
internal static class TurnMemory
{
    /// <summary>The question with the people of its answer: who speaks, then who is named. Null when nothing was asked.</summary>
    public static Turn? Of(Reply reply) => reply.Answer is Answer.Clarify
        ? null
        : new Turn(reply.Standalone, PeopleIn(reply.Answer as Answer.Grounded, reply).Where(IsName).Distinct(StringComparer.Ordinal).ToList());

    /// <summary>The sentences that an answer rests on, so that it can be told when they change.</summary>
    public static IReadOnlyList<ToldSentence> CitedBy(Reply reply) => reply.Answer is Answer.Grounded answer
        ? answer.Citations.Select(citation => new ToldSentence(citation.Article.Id, citation.Article.Title, citation.Sentence.Text)).ToList()
        : [];

    // "One person involved" is nobody to go on with.
    private static bool IsName(string speaker) => char.IsUpper(speaker[0]);

    private static IEnumerable<string> PeopleIn(Answer.Grounded? answer, Reply reply)
    {
        foreach (var sentence in answer?.Sentences ?? [])
        {
            if ((sentence.Said?.Speaker ?? sentence.NamedBefore) is { } named)
            {
                yield return named;
            }
        }

        foreach (var citation in answer?.Citations ?? [])
        {
            var story = reply.Evidence?.Sentences.FirstOrDefault(scored => scored.Article.Id == citation.Article.Id)?.Story;
            if ((citation.Speaker ?? (story is null ? null : StoryPeople.Of(story).LastNamedIn(citation.Sentence.Text))) is { } named)
            {
                yield return named;
            }
        }
    }
}
