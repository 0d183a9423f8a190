using Dapper;
using DiffPlex;
using DiffPlex.Chunkers;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.History;

/// <summary>What indexed stories said before they were changed, sentence by sentence, in a SQLite file beside the index.</summary>
public sealed class SentenceHistory(IOptions<RetrievalOptions> options, TimeProvider time)
{
    public const string FileName = "history.db";

    private readonly SqliteFile file = new(
        options.Value.DataFolder,
        FileName,
        """
        CREATE TABLE IF NOT EXISTS changes (
            key INTEGER PRIMARY KEY,
            article TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            before TEXT NOT NULL,
            after TEXT);
        CREATE INDEX IF NOT EXISTS changes_by_article ON changes (article);
        """);

    /// <summary>The sentences of a story that have changed or gone since it was first indexed, the oldest change first.</summary>
    public IReadOnlyList<SentenceChange> Of(ArticleId id)
    {
        using var connection = file.Open();
        return connection.Query<(string ChangedAt, string Before, string? After)>("SELECT changed_at, before, after FROM changes WHERE article = @Value ORDER BY key", id)
            .Select(row => new SentenceChange(SqliteTime.Parse(row.ChangedAt)!.Value, row.Before, row.After))
            .ToList();
    }

    internal void Note(ArticleId id, IReadOnlyList<Sentence> before, IReadOnlyList<Sentence> after)
    {
        var changes = Changes(before.Select(sentence => sentence.Text).ToList(), after.Select(sentence => sentence.Text).ToList());
        if (changes.Count == 0)
        {
            return;
        }

        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        connection.Execute(
            "INSERT INTO changes (article, changed_at, before, after) VALUES (@article, @changedAt, @Before, @After)",
            changes.Select(change => new { article = id.Value, changedAt = SqliteTime.Format(time.GetUtcNow()), change.Before, change.After }));
        transaction.Commit();
    }

    internal void Forget(ArticleId id)
    {
        using var connection = file.Open();
        connection.Execute("DELETE FROM changes WHERE article = @Value", id);
    }

    // Within a stretch that has changed, the first sentence took the place of the first, and so on; those left over have gone.
    private static List<(string Before, string? After)> Changes(List<string> before, List<string> after)
    {
        // A sentence may hold line breaks, which here tell sentences apart.
        static string Lines(List<string> sentences) => string.Join('\n', sentences.Select(sentence => sentence.ReplaceLineEndings(" ")));
        var blocks = Differ.Instance.CreateDiffs(Lines(before), Lines(after), ignoreWhiteSpace: false, ignoreCase: false, LineChunker.Instance).DiffBlocks;
        return blocks
            .SelectMany(block => Enumerable.Range(0, block.DeleteCountA).Select(place =>
                (before[block.DeleteStartA + place], place < block.InsertCountB ? after[block.InsertStartB + place] : null)))
            .ToList();
    }
}

/// <summary>A sentence that a story no longer has as it was.</summary>
/// <param name="At">When the change was indexed.</param>
/// <param name="After">What stands in its place; null where nothing does.</param>
public sealed record SentenceChange(DateTimeOffset At, string Before, string? After);
