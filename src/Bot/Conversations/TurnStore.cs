using Dapper;
using Microsoft.Data.Sqlite;
using NewsBot.Retrieval.Articles;
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

    // So many sentences are looked up again at each turn.
    private const int MaxCited = 200;

    // What was asked longer ago is seldom meant by "it".
    private const int MaxRecent = 8;
    private static readonly TimeSpan Recent = TimeSpan.FromHours(12);

    /// <exception cref="SqliteException">The file could not be written.</exception>
    public void Keep(string? channelId, string? conversationId, AnsweredTurn turn) => conversations.Write(connection =>
    {
        using var transaction = connection.BeginTransaction();
        var place = connection.ExecuteScalar<long>(
            """
            INSERT INTO turns (channel, conversation, question_id, answer_id, typed, question, people, answer, answered_at)
            VALUES (@channel, @conversation, @QuestionId, @AnswerId, @Typed, @Question, @people, @Answer, @now) RETURNING place
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
            });
        connection.Execute(
            "INSERT INTO cited (turn, article, title, sentence) VALUES (@place, @article, @Title, @Sentence)",
            turn.Cited.Select(cited => new { place, article = cited.ArticleId.Value, cited.Title, cited.Sentence }));
        connection.Execute(
            """
            DELETE FROM turns WHERE channel = @channel AND conversation = @conversation AND place <=
                (SELECT place FROM turns WHERE channel = @channel AND conversation = @conversation ORDER BY place DESC LIMIT 1 OFFSET @MaxKept)
            """,
            new { channel = channelId ?? "", conversation = conversationId ?? "", MaxKept });
        transaction.Commit();
    });

    /// <summary>What the conversation's answers cited, each sentence once, without what <see cref="MarkOutdated"/> was told of; the latest answer's first.</summary>
    public IReadOnlyList<ToldSentence> CitedIn(string? channelId, string? conversationId)
    {
        using var connection = conversations.Open();
        return connection
            .Query<(string Article, string Title, string Sentence, long AnsweredAt)>(
                """
                SELECT article, title, sentence, max(answered_at) FROM cited JOIN turns ON place = turn
                WHERE channel = @channel AND conversation = @conversation AND is_outdated = 0
                GROUP BY article, sentence ORDER BY max(place) DESC, min(cited.rowid) LIMIT @MaxCited
                """,
                new { channel = channelId ?? "", conversation = conversationId ?? "", MaxCited })
            .Select(row => new ToldSentence(new ArticleId(row.Article), row.Title, row.Sentence) { At = DateTimeOffset.FromUnixTimeSeconds(row.AnsweredAt) })
            .ToList();
    }

    /// <summary>Notes that the conversation knows: these sentences do not stand in their stories any more.</summary>
    /// <exception cref="SqliteException">The file could not be written.</exception>
    public void MarkOutdated(string? channelId, string? conversationId, IEnumerable<ToldSentence> sentences) => conversations.Write(connection =>
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute(
            """
            UPDATE cited SET is_outdated = 1 WHERE article = @article AND sentence = @Sentence
                AND turn IN (SELECT place FROM turns WHERE channel = @channel AND conversation = @conversation)
            """,
            sentences.Select(cited => new { article = cited.ArticleId.Value, cited.Sentence, channel = channelId ?? "", conversation = conversationId ?? "" }));
        transaction.Commit();
    });

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
public sealed record AnsweredTurn(string? QuestionId, string? AnswerId, string Typed, Turn Understood, string Answer)
{
    /// <summary>The sentences that the answer rests on.</summary>
    public IReadOnlyList<ToldSentence> Cited { get; init; } = [];
}

/// <summary>A sentence that an answer rested on when it was given.</summary>
/// <param name="Title">Of its story, then.</param>
/// <param name="Sentence">Word for word.</param>
public sealed record ToldSentence(ArticleId ArticleId, string Title, string Sentence)
{
    /// <summary>When the last answer was given that cited it.</summary>
    public DateTimeOffset At { get; init; }
}
