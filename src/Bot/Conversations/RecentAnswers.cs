using System.Collections.Concurrent;
using NewsBot.Answers;

namespace NewsBot.Conversations;

/// <summary>The last answer of each conversation, for a while: what “sources” shows.</summary>
public sealed class RecentAnswers(TimeProvider time)
{
    private const int MaxConversations = 5_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<(string? ChannelId, string? ConversationId), (Answer Answer, DateTimeOffset Since)> answers = new();

    public void Keep(string? channelId, string? conversationId, Answer answer)
    {
        if (answers.Count >= MaxConversations)
        {
            foreach (var (conversation, oldest) in answers.OrderBy(kept => kept.Value.Since).Take(MaxConversations / 10))
            {
                answers.TryRemove(new(conversation, oldest));
            }
        }

        answers[(channelId, conversationId)] = (answer, time.GetUtcNow());
    }

    public Answer? Find(string? channelId, string? conversationId) =>
        answers.TryGetValue((channelId, conversationId), out var kept) && time.GetUtcNow() - kept.Since < Lifetime ? kept.Answer : null;

    public void Forget(string? channelId, string? conversationId) => answers.TryRemove((channelId, conversationId), out _);
}
