using Dapper;
using Microsoft.Data.Sqlite;

namespace NewsBot.Conversations;

/// <summary>What readers think of answers, for those who look after the bot.</summary>
public sealed class FeedbackStore(ConversationStore conversations, TimeProvider time)
{
    private const int MaxText = 2_000;

    /// <summary>Keeps a judgement; the latest on an answer by the same reader counts.</summary>
    /// <param name="answerId">Id of the message with the answer, or of the question that it answers; null when the channel does not tell.</param>
    /// <param name="judged">What was asked and answered; null when that is not known any more.</param>
    /// <exception cref="SqliteException">The file could not be written.</exception>
    public void Add(Feedback feedback, string? answerId, AnsweredTurn? judged) => conversations.Write(connection => connection.Execute(
        """
        INSERT OR REPLACE INTO feedback (channel, conversation, user_id, answer, is_good, text, given_at, question, understood_as, said)
        VALUES (@ChannelId, @ConversationId, @UserId, @answerId, @IsGood, @text, @now, @question, @understoodAs, @said)
        """,
        new
        {
            feedback.ChannelId,
            feedback.ConversationId,
            feedback.UserId,
            answerId = answerId ?? judged?.AnswerId ?? "",
            feedback.IsGood,
            text = feedback.Text is { Length: > MaxText } ? feedback.Text[..MaxText] : feedback.Text,
            now = time.GetUtcNow().ToUnixTimeSeconds(),
            question = judged?.Typed,
            understoodAs = judged?.Understood.Question,
            said = judged?.Answer,
        }));

    /// <summary>The answers that were judged bad and whose question is known, the latest first.</summary>
    public IReadOnlyList<Complaint> Complaints(int count)
    {
        using var connection = conversations.Open();
        return connection
            .Query<(string Question, string? Said, string? Text, long GivenAt)>(
                """
                SELECT coalesce(understood_as, question), said, text, given_at FROM feedback
                WHERE is_good = 0 AND question IS NOT NULL ORDER BY given_at DESC, rowid DESC LIMIT @count
                """,
                new { count })
            .Select(row => new Complaint(row.Question, row.Said, row.Text, DateTimeOffset.FromUnixTimeSeconds(row.GivenAt)))
            .ToList();
    }

    public FeedbackCounts Count()
    {
        using var connection = conversations.Open();
        return connection.QuerySingle<FeedbackCounts>("SELECT coalesce(sum(is_good), 0) AS Good, count(*) - coalesce(sum(is_good), 0) AS Bad FROM feedback");
    }
}

/// <summary>A reader's judgement of an answer.</summary>
public sealed record Feedback(string? ChannelId, string? ConversationId, string? UserId, bool IsGood, string? Text);

/// <summary>How many answers were judged good, and how many bad.</summary>
public sealed record FeedbackCounts(long Good, long Bad);

/// <summary>An answer that a reader judged bad.</summary>
/// <param name="Question">As it was understood.</param>
/// <param name="Answer">In plain text, with its marks.</param>
/// <param name="Text">What the reader wrote to it.</param>
public sealed record Complaint(string Question, string? Answer, string? Text, DateTimeOffset At);
