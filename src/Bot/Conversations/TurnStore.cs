using Dapper;
using Microsoft.Data.Sqlite;
using NewsBot.Retrieval.Questions.FollowUps;

namespace NewsBot.Conversations;

/// <summary>
/// What was asked in conversations and answered, on whatever channel: the next question goes on with it, also after the program was started again,
/// and a reader's judgement is kept with its question.
/// </summary>
/// <remarks>As <see cref="ConversationStore"/>, beside whose tables its own lies.</remarks>
public sealed class TurnStore(ConversationStore conversations, TimeProvider time)
{
    // Readers may judge an answer further up, but not one of last year.
    private const int MaxKept = 100;

    // What was asked longer ago is seldom meant by "it".
    private const int MaxRecent = 8;
    private static readonly TimeSpan Recent = TimeSpan.FromHours(12);

    /// <exception cref="SqliteException">The file could not be written.</exception>
    public void Keep(string? channelId, string? conversationId, AnsweredTurn turn) => conversations.Write(connection => connection.Execute(
        """
        INSERT INTO turns (channel, conversation, question_id, answer_id, typed, question, people, answer, answered_at)
        VALUES (@channel, @conversation, @QuestionId, @AnswerId, @Typed, @Question, @people, @Answer, @now);
        DELETE FROM turns WHERE channel = @channel AND conversation = @conversation AND place <=
            (SELECT place FROM turns WHERE channel = @channel AND conversation = @conversation ORDER BY place DESC LIMIT 1 OFFSET @MaxKept);
        """,
        new
        {
            channel = channelId ?? "",
            conversation = conversationId ?? "",
            turn.QuestionId,
            turn.AnswerId,
            turn.Typed,
            turn.Understood.Question,
            people = string.Join('\n', turn.Understood.People),
            turn.Answer,
            now = time.GetUtcNow().ToUnixTimeSeconds(),
            MaxKept,
        }));

    /// <summary>What was asked lately in a conversation, oldest first.</summary>
    public IReadOnlyList<Turn> RecentOf(string? channelId, string? conversationId)
    {
        using var connection = conversations.Open();
        return connection
            .Query<(string Question, string People)>(
                """
                SELECT question, people FROM turns WHERE channel = @channel AND conversation = @conversation AND answered_at > @since
                ORDER BY place DESC LIMIT @MaxRecent
                """,
                new { channel = channelId ?? "", conversation = conversationId ?? "", since = (time.GetUtcNow() - Recent).ToUnixTimeSeconds(), MaxRecent })
            .Select(row => new Turn(row.Question, PeopleOf(row.People)))
            .Reverse()
            .ToList();
    }

    /// <summary>The turn of a message; null when there is none, or not any more.</summary>
    /// <param name="messageId">Of the answer or of its question; null: the last turn's.</param>
    public AnsweredTurn? Find(string? channelId, string? conversationId, string? messageId)
    {
        using var connection = conversations.Open();
        return connection
            .Query<(string? QuestionId, string? AnswerId, string Typed, string Question, string People, string Answer)>(
                """
                SELECT question_id, answer_id, typed, question, people, answer FROM turns
                WHERE channel = @channel AND conversation = @conversation AND (@messageId IS NULL OR question_id = @messageId OR answer_id = @messageId)
                ORDER BY place DESC LIMIT 1
                """,
                new { channel = channelId ?? "", conversation = conversationId ?? "", messageId })
            .Select(row => new AnsweredTurn(row.QuestionId, row.AnswerId, row.Typed, new Turn(row.Question, PeopleOf(row.People)), row.Answer))
            .FirstOrDefault();
    }

    /// <exception cref="SqliteException">The file could not be written.</exception>
    public void Forget(string? channelId, string? conversationId) => conversations.Write(connection => connection.Execute(
        "DELETE FROM turns WHERE channel = @channel AND conversation = @conversation", new { channel = channelId ?? "", conversation = conversationId ?? "" }));

    private static string[] PeopleOf(string lines) => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A question and its answer.</summary>
/// <param name="QuestionId">The channel's id of the message that asked; null: none.</param>
/// <param name="AnswerId">The channel's id of the message that answered; null: none.</param>
/// <param name="Typed">The question as it was typed.</param>
/// <param name="Understood">The question so that it makes sense alone, with the people of its answer.</param>
/// <param name="Answer">In plain text, with its marks.</param>
public sealed record AnsweredTurn(string? QuestionId, string? AnswerId, string Typed, Turn Understood, string Answer);
