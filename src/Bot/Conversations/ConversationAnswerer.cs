using System.Runtime.CompilerServices;
using NewsBot.Answers;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions.FollowUps;

namespace NewsBot.Conversations;

/// <summary>Answers what is said in a conversation, where a question may go on with the one before: <c>And Kerry?</c></summary>
/// <param name="writer">Reads what rules are not sure of; null: they alone do.</param>
public sealed class ConversationAnswerer(QuestionAnswerer answerer, WordNet dictionary, QuestionWriter? writer = null)
{
    private static readonly char[] EndMarks = [' ', '\t', '\n', '?', '!', '.'];

    /// <summary>The whole answer.</summary>
    /// <param name="earlier">What was asked before, oldest first.</param>
    /// <param name="askedAt">The asker's clock, with the offset of their time zone; null: this machine's.</param>
    public async Task<Reply> AnswerAsync(string utterance, IReadOnlyList<Turn> earlier, DateTimeOffset? askedAt, CancellationToken cancellationToken) =>
        await StreamAsync(utterance, earlier, askedAt, cancellationToken).LastAsync(cancellationToken);

    /// <summary>The answer as it comes: each reply begins with the sentences of the one before, and the last is whole.</summary>
    /// <param name="earlier">What was asked before, oldest first.</param>
    /// <param name="askedAt">The asker's clock, with the offset of their time zone; null: this machine's.</param>
    public async IAsyncEnumerable<Reply> StreamAsync(
        string utterance, IReadOnlyList<Turn> earlier, DateTimeOffset? askedAt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = await FindAsync(utterance, earlier, askedAt, cancellationToken);
        await foreach (var reply in answerer.WriteAsync(found, cancellationToken))
        {
            yield return reply;
        }
    }

    /// <summary>Answers questions one after the other, for what they leave in mind.</summary>
    public async Task<IReadOnlyList<Turn>> AskAsync(IEnumerable<string> questions, DateTimeOffset? askedAt, CancellationToken cancellationToken)
    {
        var turns = new List<Turn>();
        foreach (var question in questions)
        {
            turns.AddRange(TurnMemory.Of(await FindAsync(question, turns, askedAt, cancellationToken)) is { } turn ? [turn] : []);
        }

        return turns;
    }

    private async Task<Reply> FindAsync(string utterance, IReadOnlyList<Turn> earlier, DateTimeOffset? askedAt, CancellationToken cancellationToken)
    {
        var standalone = FollowUp.Resolve(utterance, earlier, dictionary);
        if (standalone.Certainty != Certainty.Guessed)
        {
            return await FindReadAsync(standalone.Text);
        }

        // It may begin another matter. What the stories answer as it was typed was meant so, unless a language model reads it otherwise.
        var readings = writer is not null && await writer.WriteAsync(utterance, earlier, cancellationToken) is { } written ? new[] { written, utterance } : [utterance, standalone.Text];
        var first = await FindReadAsync(readings[0]);
        return first.Answer is Answer.NotCovered && await FindReadAsync(readings[1]) is { Answer: Answer.Grounded } second ? second : first;

        async Task<Reply> FindReadAsync(string question) =>
            await answerer.FindAsync(question, askedAt, cancellationToken) with { TakenAs = IsTyped(question) ? null : question };

        bool IsTyped(string question) => string.Equals(question.Trim(EndMarks), utterance.Trim(EndMarks), StringComparison.OrdinalIgnoreCase);
    }
}
