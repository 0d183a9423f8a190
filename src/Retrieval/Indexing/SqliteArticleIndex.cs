using System.Data;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsBot.Retrieval.Articles;

namespace NewsBot.Retrieval.Indexing;

/// <summary>The embedded index: one SQLite file with articles, sentences, chunks and their words (FTS5); vectors are searched in memory.</summary>
/// <remarks>SQLite has no asynchronous input and output: the methods run on the caller's thread and return when they are done.</remarks>
public sealed class SqliteArticleIndex : IArticleIndex, IDisposable
{
    public const string FileName = "news.db";

    // Of so many articles at least one chunk is found.
    private const int BestArticles = 20;

    // So many times as many chunks as are wanted are taken from the vectors in memory, which are not exact.
    private const int Spare = 2;

    private const long SecondsPerDay = 24 * 60 * 60;

    private readonly string path;
    private readonly string embedder;
    private readonly TimeProvider time;
    private readonly SqliteConnectionStringBuilder connectionString;
    private readonly VectorTable vectors;
    private readonly SqliteCounts counts = new();
    private readonly Lock catchingUp = new();
    private long lastRemoval;

    /// <summary>Opens the index in a folder, or creates it there.</summary>
    /// <param name="folder">Created when it is missing.</param>
    /// <param name="embedder">Name of what makes the vectors: those of different embedders cannot be compared.</param>
    /// <param name="dimensions">Length of the vectors.</param>
    /// <param name="fileName">Of the generation.</param>
    /// <exception cref="IndexUnusableException">The folder cannot be written, or the file in it is damaged or not ours.</exception>
    public SqliteArticleIndex(string folder, string embedder, int dimensions, TimeProvider time, string fileName = FileName)
    {
        path = Path.Combine(Path.GetFullPath(folder), fileName);
        this.embedder = embedder;
        this.time = time;
        connectionString = new() { DataSource = path, ForeignKeys = true, DefaultTimeout = 60 };
        vectors = new VectorTable(dimensions);
        CreateFolder();
        if (SqliteSchema.IsCutOff(path))
        {
            throw new IndexUnusableException(Damaged);
        }

        Guarded(() =>
        {
            using var connection = Open();
            SqliteSchema.CreateOrCheck(connection, embedder);
            return true;
        });
    }

    public Task<string?> FindFingerprintAsync(ArticleId id, CancellationToken cancellationToken) => Run(
        connection => connection.ExecuteScalar<string?>("SELECT fingerprint FROM articles WHERE id = @Value", id),
        cancellationToken);

    public Task UpsertAsync(IndexedArticle article, CancellationToken cancellationToken) => Run(
        connection =>
        {
            using var transaction = connection.BeginTransaction();
            SqliteArticles.Delete(connection, article.Article.Id);
            SqliteArticles.Insert(connection, article);
            NoteChange(connection);
            transaction.Commit();
            return true;
        },
        cancellationToken);

    public Task RemoveAsync(ArticleId id, CancellationToken cancellationToken) => Run(
        connection =>
        {
            using var transaction = connection.BeginTransaction();
            if (SqliteArticles.Delete(connection, id))
            {
                NoteChange(connection);
                transaction.Commit();
            }

            return true;
        },
        cancellationToken);

    public Task<ChunkHits> SearchAsync(ChunkQuery query, CancellationToken cancellationToken) => Run(
        connection =>
        {
            // One snapshot for what is told of the chunks, whatever a writer does meanwhile.
            using var snapshot = connection.BeginTransaction(deferred: true);
            CatchUp(connection);
            var admitted = Admitted(connection, query.Filter);

            // All three take a few milliseconds, and each goes on by itself.
            var nearest = Task.Run(async () => vectors.Nearest(await query.Vector, query.Limit * Spare, admitted), CancellationToken.None);
            var best = Task.Run(() => ArticlesByWords(query.Words, admitted), CancellationToken.None);
            var frequencies = counts.Frequencies(connection, "chunk_words", query.Words);
            var byWords = SqliteWords.ByWords(connection, "chunk_words", frequencies, query.Limit, admitted);
            var articles = best.GetAwaiter().GetResult();
            var near = nearest.GetAwaiter().GetResult().ToHashSet();
            var vector = query.Vector.GetAwaiter().GetResult();
            var ofArticles = vectors.NearestOfEach(vector, articles.Keys, Spare).ToHashSet();

            // What is in memory is nearly right about the nearest; what is stored tells.
            var described = SqliteChunks.Describe(connection, byWords.Keys.Union(near).Union(ofArticles), vector.Span);
            var chosen = byWords.Keys
                .Union(described.Where(chunk => near.Contains(chunk.Key)).OrderByDescending(chunk => chunk.Cosine).ThenBy(chunk => chunk.Key)
                    .Take(query.Limit).Select(chunk => chunk.Key))
                .Union(described.Where(chunk => ofArticles.Contains(chunk.Key)).GroupBy(chunk => chunk.Article)
                    .Select(same => same.MaxBy(chunk => chunk.Cosine)!.Key))
                .ToHashSet();
            var chunks = described.Where(chunk => chosen.Contains(chunk.Key))
                .Select(chunk => new ScoredChunk(
                    new ArticleId(chunk.Id),
                    SqliteTime.Parse(chunk.Published),
                    chunk.Ordinal,
                    chunk.FirstSentence,
                    chunk.SentenceCount,
                    byWords.GetValueOrDefault(chunk.Key),
                    chunk.Cosine,
                    articles.GetValueOrDefault(chunk.Article)))
                .ToList();
            return new ChunkHits(chunks, SqliteChunks.Count(connection), frequencies);
        },
        cancellationToken);

    public Task<IReadOnlyList<StoredArticle>> ReadAsync(IReadOnlyCollection<ArticleId> ids, CancellationToken cancellationToken) => Run(
        connection =>
        {
            using var snapshot = connection.BeginTransaction(deferred: true);
            return SqliteArticles.Read(connection, ids);
        },
        cancellationToken);

    public Task<ArticleCounts> CountAsync(ArticleFilter filter, CancellationToken cancellationToken) => Run(
        connection =>
        {
            using var snapshot = connection.BeginTransaction(deferred: true);
            return counts.Articles(connection, filter);
        },
        cancellationToken);

    public Task<long> CountMentionsAsync(IReadOnlyList<string> words, CancellationToken cancellationToken) => Run(
        connection => words.Count == 0
            ? 0
            : connection.ExecuteScalar<long>(
                "SELECT count(*) FROM article_words WHERE article_words MATCH @match", new { match = words is [var word] ? SqliteWords.AnySpelling(word) : SqliteWords.Quote(string.Join(' ', words)) }),
        cancellationToken);

    public Task<IReadOnlyList<ArticleId>> FindPhrasesAsync(IReadOnlyList<string> phrases, int limit, CancellationToken cancellationToken) => Run(
        connection => phrases.Count == 0 ? [] : SqliteWords.WithPhrases(connection, phrases, limit),
        cancellationToken);

    public Task<IReadOnlyList<SpeakerHit>> FindSpeakersAsync(SpeakerQuery query, CancellationToken cancellationToken) => Run(
        connection => SqliteStatements.FindSpeakers(connection, query),
        cancellationToken);

    public Task<IReadOnlyList<ArticleId>> GetNewestAsync(int count, CancellationToken cancellationToken) => Run(
        connection => (IReadOnlyList<ArticleId>)connection
            .Query<string>("SELECT id FROM articles ORDER BY published_at DESC NULLS LAST LIMIT @count", new { count })
            .Select(id => new ArticleId(id)).ToList(),
        cancellationToken);

    public Task<IReadOnlyList<string>> GetOutletsAsync(CancellationToken cancellationToken) => Run(
        connection => (IReadOnlyList<string>)connection
            .Query<string>("SELECT DISTINCT source FROM articles WHERE source IS NOT NULL ORDER BY source").ToList(),
        cancellationToken);

    public Task<ArticleDistribution> GetDistributionAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken) => Run(
        connection =>
        {
            using var snapshot = connection.BeginTransaction(deferred: true);
            var days = connection.Query<(string Day, long Articles)>(
                "SELECT date(published_at, 'unixepoch') AS day, count(*) FROM articles WHERE published_at >= @from AND published_at < @until GROUP BY day ORDER BY day",
                new { from = Midnight(first), until = Midnight(last) + SecondsPerDay });
            var outlets = connection.Query<(string Outlet, long Articles)>(
                "SELECT source, count(*) AS articles FROM articles WHERE source IS NOT NULL GROUP BY source ORDER BY articles DESC, source");
            return new ArticleDistribution(
                days.Select(row => new DayCount(DateOnly.Parse(row.Day, CultureInfo.InvariantCulture), row.Articles)).ToList(),
                outlets.Select(row => new OutletCount(row.Outlet, row.Articles)).ToList());
        },
        cancellationToken);

    public Task<IndexStatus> GetStatusAsync(CancellationToken cancellationToken) => Run(
        connection =>
        {
            using var snapshot = connection.BeginTransaction(deferred: true);
            var (oldest, newest) = connection.QuerySingle<(string?, string?)>(
                "SELECT min(published), max(published) FROM (SELECT published FROM articles WHERE published IS NOT NULL)");
            return new IndexStatus(
                connection.ExecuteScalar<long>("SELECT count(*) FROM articles"),
                connection.ExecuteScalar<long>("SELECT count(*) FROM sentences"),
                connection.ExecuteScalar<long>("SELECT count(*) FROM statements"),
                SqliteChunks.Count(connection),
                embedder,
                $"SQLite, {path}",
                SqliteTime.Parse(oldest),
                SqliteTime.Parse(newest),
                SqliteTime.Parse(connection.ExecuteScalar<string?>("SELECT value FROM properties WHERE name = 'last change'")));
        },
        cancellationToken);

    public void Dispose()
    {
        vectors.Dispose();

        // Pooled connections would keep the file, and its write-ahead log, open.
        using var connection = new SqliteConnection(connectionString.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    private static long Midnight(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();

    // --- Writing -----------------------------------------------------------------------------------------------------------------

    private void NoteChange(SqliteConnection connection) => connection.Execute(
        "INSERT OR REPLACE INTO properties (name, value) VALUES ('last change', @now)",
        new { now = SqliteTime.Format(time.GetUtcNow()) });

    // --- Searching ---------------------------------------------------------------------------------------------------------------

    /// <summary>Brings the vectors in memory up to the snapshot: this process or another one may have written since.</summary>
    private void CatchUp(SqliteConnection connection)
    {
        lock (catchingUp)
        {
            var added = connection.ExecuteScalar<long?>("SELECT max(key) FROM chunks") ?? 0;
            if (added > vectors.LastKey)
            {
                vectors.Add(connection.Query<(long, long, byte[])>(
                    "SELECT key, article, vector FROM chunks WHERE key > @LastKey ORDER BY key", new { vectors.LastKey }, buffered: false));
            }

            foreach (var (key, first, last) in connection.Query<(long, long, long)>(
                "SELECT key, first_chunk, last_chunk FROM removals WHERE key > @lastRemoval ORDER BY key", new { lastRemoval }))
            {
                vectors.Remove(first, last);
                lastRemoval = key;
            }
        }
    }

    /// <summary>The keys of the articles that a filter admits; null: all.</summary>
    private static HashSet<long>? Admitted(SqliteConnection connection, ArticleFilter filter) => filter.IsAll
        ? null
        : connection.Query<long>($"SELECT key FROM articles {SqliteFilter.Condition(filter)}", SqliteFilter.Parameters(filter)).ToHashSet();

    /// <summary>The best articles by BM25. It has a connection to itself, so that it may go on beside another search.</summary>
    private Dictionary<long, double> ArticlesByWords(IReadOnlyList<string> words, HashSet<long>? admitted)
    {
        using var connection = Open();
        using var snapshot = connection.BeginTransaction(deferred: true);
        return SqliteWords.ByWords(connection, "article_words", counts.Frequencies(connection, "article_words", words), BestArticles, admitted);
    }

    // --- Connections -------------------------------------------------------------------------------------------------------------

    private void CreateFolder()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IndexUnusableException(
                $"The data folder {Path.GetDirectoryName(path)} cannot be created ({failure.Message.TrimEnd('.')}); name another one with --data.", failure);
        }
    }

    private Task<T> Run<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult(Guarded(() =>
            {
                using var connection = Open();
                return work(connection);
            }));
        }
        catch (IndexUnusableException failure)
        {
            return Task.FromException<T>(failure);
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString.ConnectionString);
        try
        {
            connection.Open();

            // In write-ahead mode NORMAL cannot damage the file; a power cut may only lose the last articles, and they are indexed again.
            connection.Execute("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536");
            return connection;
        }
        catch
        {
            // Otherwise the pool would leave a write-ahead log beside a damaged file.
            connection.Dispose();
            SqliteConnection.ClearPool(connection);
            throw;
        }
    }

    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException failure)
        {
            throw new IndexUnusableException(Explain(failure), failure);
        }
    }

    private string Damaged => $"{path} is damaged or not an index; move it away and index the stories again, or restore a copy of it.";

    // Result codes: https://sqlite.org/rescode.html
    private string Explain(SqliteException failure) => failure.SqliteErrorCode switch
    {
        11 or 26 => Damaged,
        13 => $"The disk that holds {path} is full; free some space and run the command again (the articles indexed so far are safe).",
        5 or 6 => $"{path} is in use by another program that does not let go of it; try again when it has finished.",
        8 or 14 or 23 => $"{path} cannot be opened for writing; check the permissions of the folder, or name another one with --data.",
        10 => $"{path} could not be read or written (disk error); check the disk and run the command again.",
        _ => $"{path} could not be used (SQLite error {failure.SqliteErrorCode}); check the disk and run the command again.",
    };
}
