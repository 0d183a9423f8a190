using Microsoft.Extensions.Options;
using NewsBot.Activities;

namespace NewsBot.Tests.Activities;

public sealed class TurnQueueTests
{
    private readonly TurnQueue queue = new(Options.Create(new ActivitiesOptions { MaxConcurrentTurns = 2, MaxWaitingTurns = 6 }));

    [Fact]
    public void Is_crowded_by_conversations_and_not_by_one_that_talks_much()
    {
        Enqueue("one", 4);
        Assert.False(queue.IsCrowded);

        Enqueue("two", 1);
        Assert.True(queue.IsCrowded);
    }

    [Fact]
    public void Is_full_before_it_refuses_a_turn()
    {
        Enqueue("one", 5);
        Assert.False(queue.IsFull);

        Enqueue("one", 1);
        Assert.True(queue.IsFull);
        Assert.False(queue.TryEnqueue(Turn("one")));
    }

    private void Enqueue(string conversation, int count)
    {
        for (var turn = 0; turn < count; turn++)
        {
            Assert.True(queue.TryEnqueue(Turn(conversation)));
        }
    }

    private static TurnContext Turn(string conversation) => new(
        new Activity { Type = ActivityTypes.Message, ChannelId = "webchat", Conversation = new ConversationAccount(conversation) }, (_, _) => Task.FromResult<string?>(null));
}
