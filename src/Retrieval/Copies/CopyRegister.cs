using System.IO.Hashing;
using System.Runtime.InteropServices;
using Dapper;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Retrieval.Copies;

/// <summary>The signatures of all indexed stories, and what is known of their copies, in a SQLite file beside the index.</summary>
internal sealed class CopyRegister(string folder)
{
    public const string FileName = "copies.db";

    // Texts with half of their runs in common meet in one of 32 bands of three numbers with probability .99, those with a tenth in common with .03.
    private const int NumbersPerBand = 3;

    private readonly SqliteFile file = new(
        folder,
        FileName,
        """
        CREATE TABLE IF NOT EXISTS bands (
            value INTEGER NOT NULL, -- hash of a band's place and numbers
            article TEXT NOT NULL,
            PRIMARY KEY (value, article)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS bands_by_article ON bands (article);
        CREATE TABLE IF NOT EXISTS copies (
            id TEXT PRIMARY KEY,
            original TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            title TEXT NOT NULL,
            source TEXT,
            author TEXT,
            published TEXT,
            url TEXT) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS copies_by_original ON copies (original);
        """);

    /// <summary>Stories that may be the same, those with the most in common first.</summary>
    public IReadOnlyList<ArticleId> Candidates(uint[] signature, int limit)
    {
        using var connection = file.Open();
        return connection.Query<string>(
                "SELECT article FROM bands WHERE value IN @bands GROUP BY article ORDER BY count(*) DESC, article LIMIT @limit",
                new { bands = BandsOf(signature), limit })
            .Select(id => new ArticleId(id))
            .ToList();
    }

    /// <summary>Notes a story that is indexed in its own right.</summary>
    public void AddStory(ArticleId id, uint[] signature)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        connection.Execute("DELETE FROM bands WHERE article = @Value; DELETE FROM copies WHERE id = @Value", id);
        connection.Execute("INSERT OR IGNORE INTO bands (value, article) VALUES (@value, @article)", BandsOf(signature).Select(value => new { value, article = id.Value }));
        transaction.Commit();
    }

    public void AddCopy(Article copy, string fingerprint, ArticleId original)
    {
        using var connection = file.Open();
        connection.Execute(
            """
            DELETE FROM bands WHERE article = @id;
            INSERT OR REPLACE INTO copies (id, original, fingerprint, title, source, author, published, url)
            VALUES (@id, @original, @fingerprint, @Title, @Source, @Author, @published, @url)
            """,
            new
            {
                id = copy.Id.Value,
                original = original.Value,
                fingerprint,
                copy.Title,
                copy.Source,
                copy.Author,
                published = SqliteTime.Format(copy.Published),
                url = copy.Url?.AbsoluteUri,
            });
    }

    /// <summary>The story whose copy this is, and the fingerprint under which that was found; null for what is no copy.</summary>
    public (ArticleId Original, string Fingerprint)? FindCopy(ArticleId id)
    {
        using var connection = file.Open();
        return connection.QuerySingleOrDefault<CopyRow>("SELECT original, fingerprint FROM copies WHERE id = @Value", id) is { } row
            ? (new ArticleId(row.Original), row.Fingerprint)
            : null;
    }

    /// <summary>The copies of these stories, without their text.</summary>
    public ILookup<ArticleId, Article> CopiesOf(IReadOnlyCollection<ArticleId> originals)
    {
        using var connection = file.Open();
        return connection.Query<CopyRow>(
                "SELECT id, original, title, source, author, published, url FROM copies WHERE original IN @originals ORDER BY published, id",
                new { originals = originals.Select(id => id.Value) })
            .ToLookup(row => new ArticleId(row.Original), row => new Article(
                new ArticleId(row.Id), row.Title, row.Source, row.Author, SqliteTime.Parse(row.Published), row.Url is null ? null : new Uri(row.Url), Body: ""));
    }

    /// <summary>Forgets a story with its copies, or a copy.</summary>
    public void Remove(ArticleId id)
    {
        using var connection = file.Open();
        connection.Execute("DELETE FROM bands WHERE article = @Value; DELETE FROM copies WHERE id = @Value OR original = @Value", id);
    }

    private static List<long> BandsOf(uint[] signature) => signature
        .Chunk(NumbersPerBand)
        .Select((numbers, band) => (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes<uint>(numbers), seed: band))
        .ToList();

    private sealed class CopyRow
    {
        public string Id { get; init; } = "";
        public string Original { get; init; } = "";
        public string Fingerprint { get; init; } = "";
        public string Title { get; init; } = "";
        public string? Source { get; init; }
        public string? Author { get; init; }
        public string? Published { get; init; }
        public string? Url { get; init; }
    }
}
