using Microsoft.Extensions.Options;
using NewsBot.Activities;
using NewsBot.Conversations;
using NewsBot.DirectLine;
using NewsBot.Retrieval;

namespace NewsBot.Tests.DirectLine;

/// <summary>Saying and hearing, without the network.</summary>
public sealed class DirectLineConversationsTests : IDisposable
{
    private const string Id = "conversation-1";

    private readonly TempFolder folder = new();
    private readonly ConversationStore store;
    private readonly DirectLineConversations conversations;

    public DirectLineConversationsTests()
    {
        store = new ConversationStore(Options.Create(new RetrievalOptions { DataFolder = folder.Path }), TimeProvider.System);
        conversations = new DirectLineConversations(store, TimeProvider.System);
        store.Create(Id, "dl_anna");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_listens_while_many_speak_hears_each_word_once_and_in_order()
    {
        const int Speakers = 4, Words = 40;
        var speaking = Enumerable.Range(0, Speakers).Select(_ => Task.Run(() =>
        {
            for (var word = 0; word < Words; word++)
            {
                conversations.Say(Id, Message("word"));
            }
        })).ToList();
        using var listener = conversations.Listen(Id, after: 0); // in the midst of it
        await Task.WhenAll(speaking);

        var heard = listener.Missed.Select(missed => missed.Sequence).ToList();
        while (listener.Heard.TryRead(out var said))
        {
            heard.Add(said.Sequence!.Value);
        }

        Assert.Equal(Enumerable.Range(1, Speakers * Words).Select(place => (long)place), heard);
    }

    [Fact]
    public async Task Whoever_is_too_far_behind_is_sent_away_and_finds_all_on_coming_back()
    {
        using var slow = conversations.Listen(Id, after: 0);
        for (var word = 0; word < 300; word++)
        {
            conversations.Say(Id, Message("word"));
        }

        var last = 0L;
        await foreach (var said in slow.Heard.ReadAllAsync(Cancel)) // it ends
        {
            last = said.Sequence!.Value;
        }

        Assert.True(last < 300);
        using var again = conversations.Listen(Id, after: last);
        Assert.Equal(300 - last, again.Missed.Count);
    }

    [Fact]
    public void Of_too_many_who_listen_to_one_conversation_the_first_is_sent_away()
    {
        var listeners = Enumerable.Range(0, 9).Select(_ => conversations.Listen(Id, after: 0)).ToList();
        conversations.Say(Id, Message("word"));

        Assert.True(listeners[0].Heard.Completion.IsCompleted);
        Assert.All(listeners.Skip(1), listener => Assert.True(listener.Heard.TryRead(out _)));
        Assert.Equal([Id], conversations.Open);
        listeners.ForEach(listener => listener.Dispose());
        Assert.Empty(conversations.Open);
    }

    [Fact]
    public void In_a_conversation_that_was_forgotten_nothing_is_said() => Assert.Null(conversations.Say("another", Message("word")));

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    private static Activity Message(string text) => new() { Type = ActivityTypes.Message, Text = text };
}
