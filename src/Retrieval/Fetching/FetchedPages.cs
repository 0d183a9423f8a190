using Dapper;
using NewsBot.Retrieval.Articles;

namespace NewsBot.Retrieval.Fetching;

/// <summary>Which version of which page was read last, in a small SQLite file beside the index, so that a server need not send it again.</summary>
/// <param name="folder">The index's folder.</param>
internal sealed class FetchedPages(string folder)
{
    public const string FileName = "fetched.db";

    private readonly SqliteFile file = new(
        folder,
        FileName,
        """
        CREATE TABLE IF NOT EXISTS pages (
            url TEXT PRIMARY KEY,
            etag TEXT,
            last_modified TEXT,
            article TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS looks (
            url TEXT PRIMARY KEY,
            at INTEGER NOT NULL) WITHOUT ROWID; -- seconds since 1970, UTC
        CREATE TABLE IF NOT EXISTS feeds ( -- of which all that they lead to is indexed
            url TEXT PRIMARY KEY,
            etag TEXT,
            last_modified TEXT) WITHOUT ROWID;
        """);

    /// <summary>The version that was read, and the story that it held.</summary>
    public (PageVersion Version, ArticleId Article)? Find(Uri url)
    {
        using var connection = file.Open();
        return connection.QuerySingleOrDefault<Row>("SELECT etag, last_modified AS lastModified, article FROM pages WHERE url = @url", new { url = url.AbsoluteUri }) is { } row
            ? (new PageVersion(row.ETag, row.LastModified), new ArticleId(row.Article))
            : null;
    }

    public void Remember(Uri url, PageVersion version, ArticleId article)
    {
        using var connection = file.Open();
        connection.Execute(
            "INSERT OR REPLACE INTO pages (url, etag, last_modified, article) VALUES (@url, @ETag, @LastModified, @article)",
            new { url = url.AbsoluteUri, version.ETag, version.LastModified, article = article.Value });
    }

    /// <summary>The story of a page that was looked at since a moment, whether it had changed or not; null: it was not.</summary>
    public ArticleId? LookedAtSince(Uri url, DateTimeOffset since)
    {
        using var connection = file.Open();
        return connection.ExecuteScalar<string?>(
            "SELECT article FROM pages JOIN looks USING (url) WHERE url = @url AND at >= @since", new { url = url.AbsoluteUri, since = since.ToUnixTimeSeconds() }) is { } article
            ? new ArticleId(article)
            : null;
    }

    public void NoteLook(Uri url, DateTimeOffset at)
    {
        using var connection = file.Open();
        connection.Execute("INSERT OR REPLACE INTO looks (url, at) VALUES (@url, @at)", new { url = url.AbsoluteUri, at = at.ToUnixTimeSeconds() });
    }

    /// <summary>The version of a feed of which all that it led to is indexed.</summary>
    public PageVersion? FindFeed(Uri url)
    {
        using var connection = file.Open();
        return connection.QuerySingleOrDefault<Row>("SELECT etag, last_modified AS lastModified FROM feeds WHERE url = @url", new { url = url.AbsoluteUri }) is { } row
            ? new PageVersion(row.ETag, row.LastModified)
            : null;
    }

    public void RememberFeed(Uri url, PageVersion version)
    {
        using var connection = file.Open();
        connection.Execute(
            "INSERT OR REPLACE INTO feeds (url, etag, last_modified) VALUES (@url, @ETag, @LastModified)", new { url = url.AbsoluteUri, version.ETag, version.LastModified });
    }

    /// <summary>Forgets when feeds and their pages were looked at, as another index has not seen what came of it.</summary>
    public void ForgetLooks()
    {
        using var connection = file.Open();
        connection.Execute("DELETE FROM feeds; DELETE FROM looks");
    }

    private sealed class Row
    {
        public string? ETag { get; init; }
        public string? LastModified { get; init; }
        public string Article { get; init; } = "";
    }
}
