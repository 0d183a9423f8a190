using System.Collections.Concurrent;
using NewsBot.Answers;

namespace NewsBot.Conversations;

/// <summary>The last answer of each conversation, for a while: what “sources” shows.</summary>
public sealed class RecentAnswers(TimeProvider time)
{
    private const int MaxConversations = 5_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<(string? ChannelId, string? ConversationId), (Reply Reply, DateTimeOffset Since)> answers = new();

    public void Keep(string? channelId, string? conversationId, Reply reply)
    {
        if (answers.Count >= MaxConversations)
        {
            foreach (var (conversation, answer) in answers.OrderBy(answer => answer.Value.Since).Take(MaxConversations / 10))
            {
                answers.TryRemove(new(conversation, answer));
            }
        }

        answers[(channelId, conversationId)] = (reply with { Evidence = null }, time.GetUtcNow());
    }

    public Reply? Find(string? channelId, string? conversationId) =>
        answers.TryGetValue((channelId, conversationId), out var answer) && time.GetUtcNow() - answer.Since < Lifetime ? answer.Reply : null;

    public void Forget(string? channelId, string? conversationId) => answers.TryRemove((channelId, conversationId), out _);
}
