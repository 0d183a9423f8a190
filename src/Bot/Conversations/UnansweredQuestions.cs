using Dapper;
using Microsoft.Data.Sqlite;

namespace NewsBot.Conversations;

/// <summary>
/// What was asked lately and the stories did not answer, without who asked it: for those who choose which stories are added. It is kept as long as
/// conversations are.
/// </summary>
/// <remarks>As <see cref="ConversationStore"/>, beside whose tables its own lies.</remarks>
public sealed class UnansweredQuestions(ConversationStore conversations, TimeProvider time)
{
    private const int MaxKept = 5_000;
    private const int MaxText = 500;

    /// <param name="question">As it was understood, so that it makes sense alone.</param>
    /// <exception cref="SqliteException">The file could not be written.</exception>
    public void Add(string question) => conversations.Write(connection => connection.Execute(
        """
        INSERT INTO unanswered (question, asked_at) VALUES (@question, @now);
        DELETE FROM unanswered WHERE rowid <= last_insert_rowid() - @MaxKept;
        """,
        new { question = question.Length > MaxText ? question[..MaxText] : question, now = time.GetUtcNow().ToUnixTimeSeconds(), MaxKept }));

    /// <summary>Each question once, whatever its capitals, as it was typed last; the one asked last first.</summary>
    public IReadOnlyList<UnansweredQuestion> Recent(int count)
    {
        using var connection = conversations.Open();
        return connection
            .Query<(string Question, long Times, long LastAskedAt)>(
                """
                SELECT question, times, asked_at FROM unanswered
                JOIN (SELECT max(rowid) AS last, count(*) AS times FROM unanswered GROUP BY lower(rtrim(question, ' ?.!'))) ON unanswered.rowid = last
                ORDER BY last DESC LIMIT @count
                """,
                new { count })
            .Select(row => new UnansweredQuestion(row.Question, row.Times, DateTimeOffset.FromUnixTimeSeconds(row.LastAskedAt)))
            .ToList();
    }
}

/// <param name="Times">How often it was asked.</param>
public sealed record UnansweredQuestion(string Question, long Times, DateTimeOffset LastAskedAt);
