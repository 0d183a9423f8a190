using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval;

namespace NewsBot.Admin;

/// <summary>Who changed what and when, in a SQLite file beside the index. Nothing in it is ever changed or deleted.</summary>
/// <remarks>SQLite has no asynchronous input and output: the methods run on the caller's thread. They may be called side by side.</remarks>
public sealed class AuditLog
{
    public const string FileName = "audit.db";

    private const string Tables =
        """
        CREATE TABLE IF NOT EXISTS audit (
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL, -- milliseconds since 1970, UTC
            who TEXT NOT NULL,
            what TEXT NOT NULL,
            target TEXT,
            detail TEXT);
        CREATE TRIGGER IF NOT EXISTS audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'The audit log is not changed.'); END;
        CREATE TRIGGER IF NOT EXISTS audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'The audit log is not deleted.'); END;
        """;

    private readonly SqliteFile file;
    private readonly TimeProvider time;

    public AuditLog(IOptions<RetrievalOptions> options, TimeProvider time)
    {
        this.time = time;
        file = new SqliteFile(options.Value.DataFolder, FileName, Tables);
    }

    /// <param name="who">As whoever it is signed in, with how.</param>
    /// <param name="what">What was done, as <c>retract</c>.</param>
    /// <param name="target">On what: a story's id, a run's number, a name; null: on the whole.</param>
    /// <param name="detail">A reason, or how much it was.</param>
    /// <exception cref="SqliteException">The file could not be written.</exception>
    public void Add(string who, string what, string? target = null, string? detail = null)
    {
        using var connection = file.Open();
        connection.Execute(
            "INSERT INTO audit (at, who, what, target, detail) VALUES (@at, @who, @what, @target, @detail)",
            new { at = time.GetUtcNow().ToUnixTimeMilliseconds(), who, what, target, detail });
    }

    /// <summary>The latest first.</summary>
    public IReadOnlyList<AuditEntry> Recent(int count)
    {
        using var connection = file.Open();
        return connection.Query<(long At, string Who, string What, string? Target, string? Detail)>(
                "SELECT at, who, what, target, detail FROM audit ORDER BY key DESC LIMIT @count", new { count })
            .Select(row => new AuditEntry(DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Who, row.What, row.Target, row.Detail))
            .ToList();
    }
}

/// <param name="Who">As whoever it was signed in, with how.</param>
/// <param name="What">What was done, as <c>retract</c>.</param>
/// <param name="Target">On what; null: on the whole.</param>
/// <param name="Detail">A reason, or how much it was.</param>
public sealed record AuditEntry(DateTimeOffset At, string Who, string What, string? Target, string? Detail);
