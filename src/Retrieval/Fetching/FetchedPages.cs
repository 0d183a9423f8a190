using Dapper;
using Microsoft.Data.Sqlite;
using NewsBot.Retrieval.Articles;

namespace NewsBot.Retrieval.Fetching;

/// <summary>Which version of which page was read last, in a small SQLite file beside the index, so that a server need not send it again.</summary>
internal sealed class FetchedPages
{
    public const string FileName = "fetched.db";

    private readonly string connectionString;

    /// <param name="folder">The index's folder.</param>
    public FetchedPages(string folder)
    {
        Directory.CreateDirectory(folder);
        connectionString = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, FileName), DefaultTimeout = 60 }.ConnectionString;
        using var connection = Open();
        connection.Execute(
            """
            PRAGMA journal_mode = WAL;
            CREATE TABLE IF NOT EXISTS pages (
                url TEXT PRIMARY KEY,
                etag TEXT,
                last_modified TEXT,
                article TEXT NOT NULL) WITHOUT ROWID;
            """);
    }

    /// <summary>The version that was read, and the story that it held.</summary>
    public (PageVersion Version, ArticleId Article)? Find(Uri url)
    {
        using var connection = Open();
        return connection.QuerySingleOrDefault<Row>("SELECT etag, last_modified AS lastModified, article FROM pages WHERE url = @url", new { url = url.AbsoluteUri }) is { } row
            ? (new PageVersion(row.ETag, row.LastModified), new ArticleId(row.Article))
            : null;
    }

    public void Remember(Uri url, PageVersion version, ArticleId article)
    {
        using var connection = Open();
        connection.Execute(
            "INSERT OR REPLACE INTO pages (url, etag, last_modified, article) VALUES (@url, @ETag, @LastModified, @article)",
            new { url = url.AbsoluteUri, version.ETag, version.LastModified, article = article.Value });
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    private sealed class Row
    {
        public string? ETag { get; init; }
        public string? LastModified { get; init; }
        public string Article { get; init; } = "";
    }
}
