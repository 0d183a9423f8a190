using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Retrieval.Retractions;

/// <summary>The stories that are retracted, in a SQLite file beside the index, which a rebuild and a rollback leave alone.</summary>
/// <remarks>
/// SQLite has no asynchronous input and output: the methods run on the caller's thread. They may be called side by side. Every member throws
/// <see cref="IndexUnusableException"/> when the file cannot be opened.
/// </remarks>
public sealed class RetractionRegister
{
    public const string FileName = "retractions.db";

    private const string Columns = "id, title, source, author, published, url, language, body, retracted_at AS RetractedAt, reason, copy_of AS CopyOf";

    private const string Tables =
        """
        CREATE TABLE IF NOT EXISTS retractions (
            id TEXT PRIMARY KEY,
            title TEXT NOT NULL,
            source TEXT,
            author TEXT,
            published TEXT,
            url TEXT,
            language TEXT,
            body TEXT NOT NULL,
            retracted_at TEXT NOT NULL,
            reason TEXT NOT NULL,
            copy_of TEXT) WITHOUT ROWID;
        """;

    private readonly SqliteFile file;
    private readonly TimeProvider time;

    public RetractionRegister(IOptions<RetrievalOptions> options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.time = time;
        file = new SqliteFile(options.Value.DataFolder, FileName, Tables);
    }

    /// <summary>Null: the story is not retracted.</summary>
    public Retraction? Find(ArticleId id) => Among([id]) is [var retraction] ? retraction : null;

    /// <summary>Those of these stories that are retracted, in no particular order.</summary>
    public IReadOnlyList<Retraction> Among(IReadOnlyCollection<ArticleId> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return Read($"SELECT {Columns} FROM retractions WHERE id IN (SELECT value FROM json_each(@ids))", new { ids = JsonSerializer.Serialize(ids.Select(id => id.Value)) });
    }

    /// <summary>All that are retracted, the latest first.</summary>
    public IReadOnlyList<Retraction> All() => Read($"SELECT {Columns} FROM retractions ORDER BY retracted_at DESC, id");

    /// <summary>Notes stories that are retracted together: the first is the one that was named, and the others are its copies.</summary>
    internal void Add(IReadOnlyList<Article> stories, string reason)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        connection.Execute(
            """
            INSERT OR REPLACE INTO retractions (id, title, source, author, published, url, language, body, retracted_at, reason, copy_of)
            VALUES (@id, @Title, @Source, @Author, @published, @url, @Language, @Body, @now, @reason, @copyOf)
            """,
            stories.Select((story, place) => new
            {
                id = story.Id.Value,
                story.Title,
                story.Source,
                story.Author,
                published = SqliteTime.Format(story.Published),
                url = story.Url?.AbsoluteUri,
                story.Language,
                story.Body,
                now = SqliteTime.Format(time.GetUtcNow()),
                reason,
                copyOf = place == 0 ? null : stories[0].Id.Value,
            }));
        transaction.Commit();
    }

    /// <summary>Forgets a retraction with those of its copies.</summary>
    internal void Remove(ArticleId id)
    {
        using var connection = file.Open();
        connection.Execute("DELETE FROM retractions WHERE id = @Value OR copy_of = @Value", id);
    }

    private List<Retraction> Read(string sql, object? parameters = null)
    {
        using var connection = file.Open();
        return connection.Query<Row>(sql, parameters).Select(row => row.ToRetraction()).ToList();
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string Title { get; init; } = "";
        public string? Source { get; init; }
        public string? Author { get; init; }
        public string? Published { get; init; }
        public string? Url { get; init; }
        public string? Language { get; init; }
        public string Body { get; init; } = "";
        public string RetractedAt { get; init; } = "";
        public string Reason { get; init; } = "";
        public string? CopyOf { get; init; }

        public Retraction ToRetraction() => new(
            new Article(new ArticleId(Id), Title, Source, Author, SqliteTime.Parse(Published), Url is null ? null : new Uri(Url), Body) { Language = Language },
            SqliteTime.Parse(RetractedAt)!.Value,
            Reason,
            CopyOf is null ? null : new ArticleId(CopyOf));
    }
}
