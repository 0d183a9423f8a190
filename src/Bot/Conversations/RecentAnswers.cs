using System.Collections.Concurrent;
using NewsBot.Answers;
using NewsBot.Retrieval.Questions.FollowUps;

namespace NewsBot.Conversations;

/// <summary>
/// The last answer of each conversation, for a while, and what was asked before: what “sources” shows, what a judgement that names no answer is
/// about, and what the next question goes on with.
/// </summary>
public sealed class RecentAnswers(TimeProvider time)
{
    private const int MaxConversations = 5_000;

    // What was asked longer ago is seldom meant by "it".
    private const int MaxTurns = 8;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<(string? ChannelId, string? ConversationId), (RecentAnswer Answer, DateTimeOffset Since)> answers = new();

    /// <param name="messageId">The id that the channel gave the message with the answer; null: none.</param>
    public void Keep(string? channelId, string? conversationId, Reply reply, string? messageId)
    {
        if (answers.Count >= MaxConversations)
        {
            foreach (var (conversation, answer) in answers.OrderBy(answer => answer.Value.Since).Take(MaxConversations / 10))
            {
                answers.TryRemove(new(conversation, answer));
            }
        }

        IReadOnlyList<Turn> turns = [.. TurnsOf(channelId, conversationId), .. AnsweredTurn.Of(reply) is { } turn ? [turn] : (Turn[])[]];
        answers[(channelId, conversationId)] = (new RecentAnswer(reply with { Evidence = null }, messageId, [.. turns.TakeLast(MaxTurns)]), time.GetUtcNow());
    }

    public RecentAnswer? Find(string? channelId, string? conversationId) =>
        answers.TryGetValue((channelId, conversationId), out var answer) && time.GetUtcNow() - answer.Since < Lifetime ? answer.Answer : null;

    /// <summary>What was asked in a conversation, oldest first.</summary>
    public IReadOnlyList<Turn> TurnsOf(string? channelId, string? conversationId) => Find(channelId, conversationId)?.Turns ?? [];

    public void Forget(string? channelId, string? conversationId) => answers.TryRemove((channelId, conversationId), out _);
}

/// <summary>An answer and the message that told it.</summary>
/// <param name="Turns">What was asked, oldest first, up to this answer's question.</param>
public sealed record RecentAnswer(Reply Reply, string? MessageId, IReadOnlyList<Turn> Turns);
