using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NewsBot.Activities;
using NewsBot.Conversations;
using NewsBot.Retrieval;

namespace NewsBot.Tests.Conversations;

public sealed class ConversationStoreTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FakeTimeProvider time = new();
    private readonly ConversationStore store;

    public ConversationStoreTests() => store = Open();

    [Fact]
    public void What_was_said_is_there_when_the_program_starts_again()
    {
        store.Create("one", "anna");
        Say("one", "first");
        Say("one", "second");

        using var again = Open();
        Assert.Equal([(1L, "first"), (2L, "second")], again.ReadAfter("one", 0).Select(said => (said.Sequence, said.Activity.Text)));
        Assert.Equal("second", Assert.Single(again.ReadAfter("one", 1)).Activity.Text);
        Assert.Equal("anna", again.FindUser("one"));
        Assert.Equal(store.GetOrCreateKey("key"), again.GetOrCreateKey("key"));
    }

    [Fact]
    public void What_was_not_answered_is_forgotten_as_soon_as_a_conversation_would_be()
    {
        var unanswered = new UnansweredQuestions(store, time);
        unanswered.Add("Who won the regatta?");
        unanswered.Add("who won the regatta");
        time.Advance(TimeSpan.FromDays(20));
        unanswered.Add("When did the dam break?");

        Assert.Equal([("When did the dam break?", 1L), ("who won the regatta", 2L)], unanswered.Recent(10).Select(question => (question.Question, question.Times)));
        time.Advance(TimeSpan.FromDays(20));
        store.DeleteIdle(TimeSpan.FromDays(30));
        Assert.Equal("When did the dam break?", Assert.Single(unanswered.Recent(10)).Question);
    }

    [Fact]
    public void A_conversation_begins_once()
    {
        store.Create("one", "anna");

        Assert.True(store.TryStart("one"));
        Assert.False(store.TryStart("one"));
        Assert.False(store.TryStart("another"));
    }

    [Fact]
    public void A_conversation_keeps_its_newest_thousand_activities()
    {
        store.Create("one", "anna");
        for (var count = 0; count < 1_003; count++)
        {
            Say("one", "word");
        }

        var kept = store.ReadAfter("one", 0);
        Assert.Equal((1_000, 4L, 1_003L), (kept.Count, kept[0].Sequence, kept[^1].Sequence));
    }

    [Fact]
    public void Idle_conversations_are_forgotten_with_all_that_was_said_in_them_but_not_those_that_are_open()
    {
        foreach (var id in new[] { "idle", "used", "open" })
        {
            store.Create(id, "anna");
            Say(id, "word");
        }

        time.Advance(TimeSpan.FromMinutes(50));
        Say("used", "word");
        time.Advance(TimeSpan.FromMinutes(20));
        store.Touch(["open", "unknown"]);

        Assert.Equal(1, store.DeleteIdle(TimeSpan.FromHours(1)));
        Assert.Null(store.FindUser("idle"));
        Assert.Empty(store.ReadAfter("idle", 0));
        Assert.Null(store.Append("idle", _ => Message("word")));
        Assert.True(store.Exists("used", "anna"));
        Assert.True(store.Exists("open", "anna"));
        Assert.False(store.Exists("open", "bert"));
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    private ConversationStore Open() => new(Options.Create(new RetrievalOptions { DataFolder = folder.Path }), time);

    private void Say(string id, string text) => store.Append(id, _ => Message(text));

    private static Activity Message(string text) => new() { Type = ActivityTypes.Message, Text = text };
}
