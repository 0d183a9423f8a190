using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using NewsBot.Activities;
using NewsBot.Retrieval;

namespace NewsBot.Conversations;

/// <summary>
/// What was said in the conversations that this bot itself hosts, in one SQLite file beside the index: a page that is reloaded, and a program that
/// is started again, go on where they stopped.
/// </summary>
/// <remarks>SQLite has no asynchronous input and output: the methods run on the caller's thread. They may be called side by side.</remarks>
public sealed class ConversationStore : IDisposable
{
    private const string FileName = "conversations.db";

    // A conversation keeps its newest activities: a page shows no more, and nobody fills the disk.
    private const int MaxActivities = 1_000;

    private const string Tables =
        """
        PRAGMA journal_mode = WAL;
        CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS conversations (
            id TEXT PRIMARY KEY,
            user_id TEXT NOT NULL,
            has_started INTEGER NOT NULL DEFAULT 0,
            last_sequence INTEGER NOT NULL DEFAULT 0,
            last_used INTEGER NOT NULL) WITHOUT ROWID; -- seconds since 1970, UTC
        CREATE INDEX IF NOT EXISTS conversations_by_use ON conversations (last_used);
        CREATE TABLE IF NOT EXISTS activities (
            conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            sequence INTEGER NOT NULL, -- from 1, without gaps
            json BLOB NOT NULL,
            PRIMARY KEY (conversation, sequence)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS feedback (
            channel TEXT,
            conversation TEXT,
            user_id TEXT,
            answer TEXT NOT NULL,
            is_good INTEGER NOT NULL,
            text TEXT,
            given_at INTEGER NOT NULL, -- seconds since 1970, UTC
            UNIQUE (channel, conversation, user_id, answer));
        CREATE TABLE IF NOT EXISTS turns (
            place INTEGER PRIMARY KEY,
            channel TEXT NOT NULL,
            conversation TEXT NOT NULL,
            question_id TEXT,
            answer_id TEXT,
            typed TEXT NOT NULL,
            question TEXT NOT NULL, -- as it was understood
            people TEXT NOT NULL, -- one a line
            answer TEXT NOT NULL,
            answered_at INTEGER NOT NULL); -- seconds since 1970, UTC
        CREATE INDEX IF NOT EXISTS turns_by_conversation ON turns (channel, conversation, place);
        CREATE INDEX IF NOT EXISTS turns_by_time ON turns (answered_at);
        CREATE TABLE IF NOT EXISTS cited (
            turn INTEGER NOT NULL REFERENCES turns (place) ON DELETE CASCADE,
            article TEXT NOT NULL,
            title TEXT NOT NULL,
            sentence TEXT NOT NULL, -- word for word
            is_outdated INTEGER NOT NULL DEFAULT 0); -- 1: the conversation was told that the story does not say so any more
        CREATE INDEX IF NOT EXISTS cited_by_turn ON cited (turn);
        CREATE TABLE IF NOT EXISTS unanswered (
            question TEXT NOT NULL, -- as it was understood; nothing tells who asked it
            asked_at INTEGER NOT NULL); -- seconds since 1970, UTC
        CREATE INDEX IF NOT EXISTS unanswered_by_time ON unanswered (asked_at);
        """;

    // Of a judgement, which files of earlier versions do not have.
    private static readonly string[] LaterColumns = ["question", "understood_as", "said"];

    private readonly SqliteConnectionStringBuilder connectionString;
    private readonly TimeProvider time;
    private readonly Lock writing = new();

    /// <exception cref="SqliteException">The file in the data folder cannot be written, or is not a database.</exception>
    public ConversationStore(IOptions<RetrievalOptions> options, TimeProvider time)
    {
        this.time = time;
        Directory.CreateDirectory(options.Value.DataFolder);
        connectionString = new() { DataSource = Path.Combine(options.Value.DataFolder, FileName), ForeignKeys = true, DefaultTimeout = 30 };
        using var connection = Open();
        connection.Execute(Tables);
        var known = connection.Query<string>("SELECT name FROM pragma_table_info('feedback')").ToHashSet(StringComparer.Ordinal);
        foreach (var column in LaterColumns.Where(column => !known.Contains(column)))
        {
            connection.Execute($"ALTER TABLE feedback ADD COLUMN {column} TEXT");
        }
    }

    /// <summary>A key of 32 random bytes that stays the same for as long as the file does.</summary>
    public byte[] GetOrCreateKey(string name)
    {
        lock (writing)
        {
            using var connection = Open();
            connection.Execute("INSERT OR IGNORE INTO secrets (name, value) VALUES (@name, @value)", new { name, value = RandomNumberGenerator.GetBytes(32) });
            return connection.QuerySingle<byte[]>("SELECT value FROM secrets WHERE name = @name", new { name });
        }
    }

    public void Create(string id, string userId)
    {
        lock (writing)
        {
            using var connection = Open();
            connection.Execute("INSERT OR IGNORE INTO conversations (id, user_id, last_used) VALUES (@id, @userId, @now)", new { id, userId, now = Now });
        }
    }

    public bool Exists(string id, string userId)
    {
        using var connection = Open();
        return connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM conversations WHERE id = @id AND user_id = @userId)", new { id, userId });
    }

    /// <summary>Whose conversation it is; null when there is none.</summary>
    public string? FindUser(string id)
    {
        using var connection = Open();
        return connection.ExecuteScalar<string?>("SELECT user_id FROM conversations WHERE id = @id", new { id });
    }

    /// <summary>True for the first who asks.</summary>
    public bool TryStart(string id)
    {
        lock (writing)
        {
            using var connection = Open();
            return connection.Execute("UPDATE conversations SET has_started = 1, last_used = @now WHERE id = @id AND has_started = 0", new { id, now = Now }) > 0;
        }
    }

    /// <summary>Adds an activity at the end. Null when the conversation does not exist any more.</summary>
    /// <param name="make">Makes the activity from its place in the conversation, from 1.</param>
    public StoredActivity? Append(string conversationId, Func<long, Activity> make)
    {
        lock (writing)
        {
            using var connection = Open();
            using var transaction = connection.BeginTransaction();
            var place = connection.ExecuteScalar<long?>(
                "UPDATE conversations SET last_sequence = last_sequence + 1, last_used = @now WHERE id = @conversationId RETURNING last_sequence",
                new { conversationId, now = Now });
            if (place is not { } sequence)
            {
                return null;
            }

            var activity = make(sequence);
            connection.Execute(
                """
                INSERT INTO activities (conversation, sequence, json) VALUES (@conversationId, @sequence, @json);
                DELETE FROM activities WHERE conversation = @conversationId AND sequence <= @sequence - @MaxActivities;
                """,
                new { conversationId, sequence, json = JsonSerializer.SerializeToUtf8Bytes(activity, ActivityJson.Default.Activity), MaxActivities });
            transaction.Commit();
            return new StoredActivity(sequence, activity);
        }
    }

    /// <summary>What was said after a place in a conversation, in its order.</summary>
    public IReadOnlyList<StoredActivity> ReadAfter(string conversationId, long sequence)
    {
        using var connection = Open();
        return connection
            .Query<(long Sequence, byte[] Json)>(
                "SELECT sequence, json FROM activities WHERE conversation = @conversationId AND sequence > @sequence ORDER BY sequence",
                new { conversationId, sequence })
            .Select(row => new StoredActivity(row.Sequence, JsonSerializer.Deserialize(row.Json, ActivityJson.Default.Activity)!))
            .ToList();
    }

    /// <summary>Keeps conversations from being forgotten as if something were said in them now.</summary>
    public void Touch(IReadOnlyCollection<string> ids)
    {
        lock (writing)
        {
            using var connection = Open();
            using var transaction = connection.BeginTransaction();
            connection.Execute("UPDATE conversations SET last_used = @now WHERE id = @id", ids.Select(id => new { id, now = Now }), transaction);
            transaction.Commit();
        }
    }

    /// <summary>
    /// Forgets the conversations in which nothing was said for so long, and tells how many these were; and what was asked and answered so long ago on
    /// other channels.
    /// </summary>
    public int DeleteIdle(TimeSpan idle)
    {
        lock (writing)
        {
            using var connection = Open();
            var before = Now - (long)idle.TotalSeconds;
            connection.Execute("DELETE FROM turns WHERE answered_at < @before; DELETE FROM unanswered WHERE asked_at < @before", new { before });
            return connection.Execute("DELETE FROM conversations WHERE last_used < @before", new { before });
        }
    }

    public void Dispose()
    {
        using var connection = new SqliteConnection(connectionString.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    // One after the other: SQLite has whoever comes second wait for long.
    internal void Write(Action<SqliteConnection> change)
    {
        lock (writing)
        {
            using var connection = Open();
            change(connection);
        }
    }

    internal SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString.ConnectionString);
        try
        {
            connection.Open();
            connection.Execute("PRAGMA synchronous = NORMAL");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

/// <summary>An activity of a conversation.</summary>
/// <param name="Sequence">Its place in the conversation, from 1.</param>
public sealed record StoredActivity(long Sequence, Activity Activity);
