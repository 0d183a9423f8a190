using System.Data;
using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Sentences;

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
    /// <exception cref="IndexUnusableException">The folder cannot be written, or the file in it is damaged or not ours.</exception>
    public SqliteArticleIndex(string folder, string embedder, int dimensions, TimeProvider time)
    {
        path = Path.Combine(Path.GetFullPath(folder), FileName);
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
            Delete(connection, article.Article.Id);
            Insert(connection, article);
            NoteChange(connection);
            transaction.Commit();
            return true;
        },
        cancellationToken);

    public Task RemoveAsync(ArticleId id, CancellationToken cancellationToken) => Run(
        connection =>
        {
            using var transaction = connection.BeginTransaction();
            if (Delete(connection, id))
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
            var described = Describe(connection, byWords.Keys.Union(near).Union(ofArticles), vector.Span);
            var chosen = byWords.Keys
                .Union(described.Where(chunk => near.Contains(chunk.Key)).OrderByDescending(chunk => chunk.Cosine).ThenBy(chunk => chunk.Key)
                    .Take(query.Limit).Select(chunk => chunk.Key))
                .Union(described.Where(chunk => ofArticles.Contains(chunk.Key)).GroupBy(chunk => chunk.Article)
                    .Select(same => same.MaxBy(chunk => chunk.Cosine)!.Key))
                .ToHashSet();
            var chunks = described.Where(chunk => chosen.Contains(chunk.Key))
                .Select(chunk => new ScoredChunk(
                    new ArticleId(chunk.Id),
                    ParseTime(chunk.Published),
                    chunk.Ordinal,
                    chunk.FirstSentence,
                    chunk.SentenceCount,
                    byWords.GetValueOrDefault(chunk.Key),
                    chunk.Cosine,
                    articles.GetValueOrDefault(chunk.Article)))
                .ToList();
            return new ChunkHits(chunks, CountChunks(connection), frequencies);
        },
        cancellationToken);

    public Task<IReadOnlyList<StoredArticle>> ReadAsync(IReadOnlyCollection<ArticleId> ids, CancellationToken cancellationToken) => Run(
        connection =>
        {
            using var snapshot = connection.BeginTransaction(deferred: true);
            var rows = connection.Query<ArticleRow>(
                """
                SELECT key, id, title, source, author, published, url, body
                FROM articles WHERE id IN (SELECT value FROM json_each(@ids))
                """,
                new { ids = Json(ids.Select(id => id.Value)) });
            return (IReadOnlyList<StoredArticle>)rows
                .Select(row => row.ToStoredArticle(Sentences(connection, row)) with { Statements = SqliteStatements.Of(connection, row.Key) }).ToList();
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

    public Task<IReadOnlyList<string>> GetOutletsAsync(CancellationToken cancellationToken) => Run(
        connection => (IReadOnlyList<string>)connection
            .Query<string>("SELECT DISTINCT source FROM articles WHERE source IS NOT NULL ORDER BY source").ToList(),
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
                CountChunks(connection),
                embedder,
                $"SQLite, {path}",
                ParseTime(oldest),
                ParseTime(newest),
                ParseTime(connection.ExecuteScalar<string?>("SELECT value FROM properties WHERE name = 'last change'")));
        },
        cancellationToken);

    public void Dispose()
    {
        vectors.Dispose();

        // Pooled connections would keep the file, and its write-ahead log, open.
        using var connection = new SqliteConnection(connectionString.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    // --- Writing -----------------------------------------------------------------------------------------------------------------

    private static bool Delete(SqliteConnection connection, ArticleId id)
    {
        if (connection.ExecuteScalar<long?>("SELECT key FROM articles WHERE id = @Value", id) is not { } key)
        {
            return false;
        }

        connection.Execute(
            """
            INSERT INTO removals (first_chunk, last_chunk)
                SELECT min(key), max(key) FROM chunks WHERE article = @key HAVING count(*) > 0;
            DELETE FROM chunk_words WHERE rowid IN (SELECT key FROM chunks WHERE article = @key);
            DELETE FROM article_words WHERE rowid = @key;
            DELETE FROM articles WHERE key = @key;
            """,
            new { key });
        return true;
    }

    private static void Insert(SqliteConnection connection, IndexedArticle indexed)
    {
        var article = indexed.Article;
        var key = connection.ExecuteScalar<long>(
            """
            INSERT INTO articles (id, title, source, author, published, published_at, is_day_only, url, body, fingerprint)
            VALUES (@id, @Title, @Source, @Author, @published, @publishedAt, @isDayOnly, @url, @Body, @Fingerprint) RETURNING key
            """,
            new
            {
                id = article.Id.Value,
                article.Title,
                article.Source,
                article.Author,
                published = FormatTime(article.Published),
                publishedAt = article.Published?.ToUnixTimeSeconds(),
                isDayOnly = article.Published is { TimeOfDay.Ticks: 0, Offset.Ticks: 0 },
                url = article.Url?.AbsoluteUri,
                article.Body,
                indexed.Fingerprint,
            });

        connection.Execute("INSERT INTO article_words (rowid, title, body) VALUES (@key, @Title, @Body)", new { key, article.Title, article.Body });
        connection.Execute(
            "INSERT INTO sentences (article, ordinal, start, end) VALUES (@key, @Ordinal, @Start, @End)",
            indexed.Sentences.Select(sentence => new { key, sentence.Ordinal, sentence.Start, sentence.End }));

        SqliteStatements.Insert(connection, key, indexed.Statements);
        foreach (var (chunk, vector) in indexed.Chunks)
        {
            var chunkKey = connection.ExecuteScalar<long>(
                """
                INSERT INTO chunks (article, ordinal, first_sentence, sentence_count, vector)
                VALUES (@key, @Ordinal, @FirstSentence, @SentenceCount, @vector) RETURNING key
                """,
                new { key, chunk.Ordinal, chunk.FirstSentence, chunk.SentenceCount, vector = StoredVector.Encode(vector.Span) });
            connection.Execute(
                "INSERT INTO chunk_words (rowid, title, text) VALUES (@chunkKey, @Title, @Text)",
                new { chunkKey, article.Title, chunk.Text });
        }
    }

    private void NoteChange(SqliteConnection connection) => connection.Execute(
        "INSERT OR REPLACE INTO properties (name, value) VALUES ('last change', @now)",
        new { now = FormatTime(time.GetUtcNow()) });

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

    private static long CountChunks(SqliteConnection connection) => connection.ExecuteScalar<long>("SELECT count(*) FROM chunks");

    private static List<ChunkRow> Describe(SqliteConnection connection, IEnumerable<long> keys, ReadOnlySpan<float> query)
    {
        var rows = connection.Query<ChunkRow>(
            """
            SELECT chunks.key, chunks.article, articles.id, articles.published, ordinal, first_sentence AS firstSentence,
                sentence_count AS sentenceCount, vector
            FROM chunks JOIN articles ON articles.key = chunks.article
            WHERE chunks.key IN (SELECT value FROM json_each(@keys))
            """,
            new { keys = JsonSerializer.Serialize(keys) }).AsList();
        var vector = new float[query.Length];
        foreach (var row in rows)
        {
            StoredVector.Decode(row.Vector, vector);
            row.Cosine = TensorPrimitives.Dot(vector, query);
        }

        return rows;
    }

    /// <summary>The best articles by BM25. It has a connection to itself, so that it may go on beside another search.</summary>
    private Dictionary<long, double> ArticlesByWords(IReadOnlyList<string> words, HashSet<long>? admitted)
    {
        using var connection = Open();
        using var snapshot = connection.BeginTransaction(deferred: true);
        return SqliteWords.ByWords(connection, "article_words", counts.Frequencies(connection, "article_words", words), BestArticles, admitted);
    }

    private static List<Sentence> Sentences(SqliteConnection connection, ArticleRow article) => connection
        .Query<(int Ordinal, int Start, int End)>("SELECT ordinal, start, end FROM sentences WHERE article = @Key ORDER BY ordinal", article)
        .Select(row => new Sentence(row.Ordinal, row.Start, row.End, article.Body[row.Start..row.End]))
        .ToList();

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
        connection.Open();

        // In write-ahead mode NORMAL cannot damage the file; a power cut may only lose the last articles, and they are indexed again.
        connection.Execute("PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536");
        return connection;
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

    private static string? FormatTime(DateTimeOffset? moment) => moment?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    private static DateTimeOffset? ParseTime(string? text) =>
        text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string Json(IEnumerable<string> values) => JsonSerializer.Serialize(values);

    // Classes, because SQLite's integers are long and only a setter narrows them.
    private sealed class ChunkRow
    {
        public long Key { get; init; }
        public long Article { get; init; }
        public string Id { get; init; } = "";
        public string? Published { get; init; }
        public int Ordinal { get; init; }
        public int FirstSentence { get; init; }
        public int SentenceCount { get; init; }
        public byte[] Vector { get; init; } = [];
        public double Cosine { get; set; }
    }

    private sealed class ArticleRow
    {
        public long Key { get; init; }
        public string Id { get; init; } = "";
        public string Title { get; init; } = "";
        public string? Source { get; init; }
        public string? Author { get; init; }
        public string? Published { get; init; }
        public string? Url { get; init; }
        public string Body { get; init; } = "";

        public StoredArticle ToStoredArticle(IReadOnlyList<Sentence> sentences) => new(
            new Article(
                new ArticleId(Id), Title, Source, Author, ParseTime(Published), Url is null ? null : new Uri(Url), Body),
            sentences);
    }
}
