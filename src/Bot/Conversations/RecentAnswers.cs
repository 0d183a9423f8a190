using System.Collections.Concurrent;
using NewsBot.Answers;

namespace NewsBot.Conversations;

/// <summary>The last answer of each conversation, for a while: what “sources” shows, and what a judgement that names no answer is about.</summary>
public sealed class RecentAnswers(TimeProvider time)
{
    private const int MaxConversations = 5_000;
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

        answers[(channelId, conversationId)] = (new RecentAnswer(reply with { Evidence = null }, messageId), time.GetUtcNow());
    }

    public RecentAnswer? Find(string? channelId, string? conversationId) =>
        answers.TryGetValue((channelId, conversationId), out var answer) && time.GetUtcNow() - answer.Since < Lifetime ? answer.Answer : null;

    public void Forget(string? channelId, string? conversationId) => answers.TryRemove((channelId, conversationId), out _);
}

/// <summary>An answer and the message that told it.</summary>
public sealed record RecentAnswer(Reply Reply, string? MessageId);
