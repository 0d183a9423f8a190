using NewsBot.Answers;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions.FollowUps;

namespace NewsBot.Conversations;

/// <summary>Answers what is said in a conversation, where a question may go on with the one before: <c>And Kerry?</c></summary>
public sealed class ConversationAnswerer(QuestionAnswerer answerer, WordNet dictionary)
{
    /// <param name="earlier">What was asked before, oldest first.</param>
    /// <param name="askedAt">The asker's clock, with the offset of their time zone; null: this machine's.</param>
    public async Task<Reply> AnswerAsync(string utterance, IReadOnlyList<Turn> earlier, DateTimeOffset? askedAt, CancellationToken cancellationToken)
    {
        var standalone = FollowUp.Resolve(utterance, earlier, dictionary);
        if (standalone.Certainty != Certainty.Guessed)
        {
            return await answerer.AnswerAsync(standalone.Text, askedAt, cancellationToken);
        }

        // It may begin another matter. What the stories answer as it was typed, was meant so.
        var typed = await answerer.AnswerAsync(utterance, askedAt, cancellationToken);
        return typed.Answer is Answer.NotCovered && await answerer.AnswerAsync(standalone.Text, askedAt, cancellationToken) is { Answer: Answer.Grounded } meant ? meant : typed;
    }

    /// <summary>Answers questions one after the other, for what they leave in mind.</summary>
    public async Task<IReadOnlyList<Turn>> AskAsync(IEnumerable<string> questions, DateTimeOffset? askedAt, CancellationToken cancellationToken)
    {
        var turns = new List<Turn>();
        foreach (var question in questions)
        {
            turns.AddRange(AnsweredTurn.Of(await AnswerAsync(question, turns, askedAt, cancellationToken)) is { } turn ? [turn] : []);
        }

        return turns;
    }
}
