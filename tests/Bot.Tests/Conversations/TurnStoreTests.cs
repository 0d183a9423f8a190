using Dapper;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NewsBot.Conversations;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Questions.FollowUps;

namespace NewsBot.Tests.Conversations;

public sealed class TurnStoreTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FakeTimeProvider time = new();
    private readonly ConversationStore store;
    private readonly TurnStore turns;

    public TurnStoreTests()
    {
        store = Open();
        turns = new TurnStore(store, time);
    }

    [Fact]
    public void What_was_asked_is_there_when_the_program_starts_again()
    {
        turns.Keep("msteams", "chat", Turn(1) with { Understood = new Turn("What did Lavrov say?", ["Sergei Lavrov", "Bashar Assad"]) });
        turns.Keep("msteams", "chat", Turn(2) with { Understood = new Turn("When was that?", []) });
        turns.Keep("webchat", "chat", Turn(3));

        using var again = Open();
        var recent = new TurnStore(again, time).RecentOf("msteams", "chat");
        Assert.Equal(["What did Lavrov say?", "When was that?"], recent.Select(turn => turn.Question));
        Assert.Equal(["Sergei Lavrov", "Bashar Assad"], recent[0].People);
        Assert.Empty(recent[1].People);
    }

    [Fact]
    public void Only_the_last_eight_questions_of_the_last_twelve_hours_are_gone_on_with()
    {
        turns.Keep("msteams", "chat", Turn(0));
        time.Advance(TimeSpan.FromHours(12));
        foreach (var number in Enumerable.Range(1, 9))
        {
            turns.Keep("msteams", "chat", Turn(number));
        }

        Assert.Equal(Enumerable.Range(2, 8).Select(number => $"Question {number}?"), turns.RecentOf("msteams", "chat").Select(turn => turn.Question));
        time.Advance(TimeSpan.FromHours(12));
        Assert.Empty(turns.RecentOf("msteams", "chat"));
    }

    [Fact]
    public void A_turn_is_found_by_its_answer_by_its_question_and_else_as_the_last()
    {
        turns.Keep("msteams", "chat", Turn(1));
        turns.Keep("msteams", "chat", Turn(2));

        Assert.Equal("Typed 1", turns.Find("msteams", "chat", "answer-1")?.Typed);
        Assert.Equal("Typed 1", turns.Find("msteams", "chat", "question-1")?.Typed);
        Assert.Equal("Typed 2", turns.Find("msteams", "chat", messageId: null)?.Typed);
        Assert.Null(turns.Find("msteams", "chat", "answer-3"));
        Assert.Null(turns.Find("msteams", "another", "answer-1"));
    }

    [Fact]
    public void A_conversation_keeps_its_newest_hundred()
    {
        foreach (var number in Enumerable.Range(1, 103))
        {
            turns.Keep("msteams", "chat", Turn(number));
        }

        Assert.Null(turns.Find("msteams", "chat", "answer-3"));
        Assert.NotNull(turns.Find("msteams", "chat", "answer-4"));
    }

    [Fact]
    public void What_is_to_be_forgotten_is_forgotten_and_what_was_answered_long_ago_as_well()
    {
        turns.Keep("msteams", "reset", Turn(1));
        turns.Keep("msteams", "old", Turn(2));
        turns.Forget("msteams", "reset");
        time.Advance(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1));
        turns.Keep("msteams", "new", Turn(3));
        store.DeleteIdle(TimeSpan.FromDays(30));

        Assert.Null(turns.Find("msteams", "reset", messageId: null));
        Assert.Null(turns.Find("msteams", "old", messageId: null));
        Assert.NotNull(turns.Find("msteams", "new", messageId: null));
    }

    [Fact]
    public void A_judgement_is_kept_with_the_question_also_in_a_file_of_an_earlier_version()
    {
        using (var old = store.Open())
        {
            old.Execute("ALTER TABLE feedback DROP COLUMN question; ALTER TABLE feedback DROP COLUMN understood_as; ALTER TABLE feedback DROP COLUMN said");
        }

        using var again = Open();
        var feedback = new FeedbackStore(again, time);
        feedback.Add(new Feedback("msteams", "chat", "anna", IsGood: false, "too short"), "answer-1", Turn(1));
        feedback.Add(new Feedback("msteams", "chat", "bert", IsGood: true, Text: null), "answer-0", judged: null);

        using var connection = again.Open();
        Assert.Equal(
            [("answer-0", null, null, null), ("answer-1", "Typed 1", "Question 1?", "Answer 1. [1]")],
            connection.Query<(string, string?, string?, string?)>("SELECT answer, question, understood_as, said FROM feedback ORDER BY answer"));
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    private static AnsweredTurn Turn(int number) =>
        new($"question-{number}", $"answer-{number}", $"Typed {number}", new Turn($"Question {number}?", ["Somebody"]), $"Answer {number}. [1]");

    private ConversationStore Open() => new(Options.Create(new RetrievalOptions { DataFolder = folder.Path }), time);
}
