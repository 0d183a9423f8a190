using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Indexing;

/// <summary>Writes and reads articles with their sentences and statements, and writes their chunks.</summary>
/// <remarks>A connection must be in a transaction: an article is more than one row.</remarks>
internal static class SqliteArticles
{
    /// <summary>The articles with these ids that are there, in no particular order.</summary>
    public static IReadOnlyList<StoredArticle> Read(SqliteConnection connection, IReadOnlyCollection<ArticleId> ids)
    {
        var rows = connection.Query<ArticleRow>(
            """
            SELECT key, id, title, source, author, published, url, language, body, sentence_vectors AS sentenceVectors
            FROM articles WHERE id IN (SELECT value FROM json_each(@ids))
            """,
            new { ids = JsonSerializer.Serialize(ids.Select(id => id.Value)) });
        return rows
            .Select(row => row.ToStoredArticle(Sentences(connection, row)) with { Statements = SqliteStatements.Of(connection, row.Key) })
            .ToList();
    }

    /// <summary>Whether it was there.</summary>
    public static bool Delete(SqliteConnection connection, ArticleId id)
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

    public static void Insert(SqliteConnection connection, IndexedArticle indexed)
    {
        var article = indexed.Article;
        var key = connection.ExecuteScalar<long>(
            """
            INSERT INTO articles (id, title, source, author, published, published_at, is_day_only, url, language, body, sentence_vectors, fingerprint)
            VALUES (@id, @Title, @Source, @Author, @published, @publishedAt, @isDayOnly, @url, @Language, @Body, @sentenceVectors, @Fingerprint) RETURNING key
            """,
            new
            {
                id = article.Id.Value,
                article.Title,
                article.Source,
                article.Author,
                published = SqliteTime.Format(article.Published),
                publishedAt = article.Published?.ToUnixTimeSeconds(),
                isDayOnly = article.Published is { TimeOfDay.Ticks: 0, Offset.Ticks: 0 },
                url = article.Url?.AbsoluteUri,
                article.Language,
                article.Body,
                sentenceVectors = indexed.SentenceVectors.Bytes.ToArray(),
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

    private static List<Sentence> Sentences(SqliteConnection connection, ArticleRow article) => connection
        .Query<(int Ordinal, int Start, int End)>("SELECT ordinal, start, end FROM sentences WHERE article = @Key ORDER BY ordinal", article)
        .Select(row => new Sentence(row.Ordinal, row.Start, row.End, article.Body[row.Start..row.End]))
        .ToList();

    // A class, because SQLite's integers are long and only a setter narrows them.
    private sealed class ArticleRow
    {
        public long Key { get; init; }
        public string Id { get; init; } = "";
        public string Title { get; init; } = "";
        public string? Source { get; init; }
        public string? Author { get; init; }
        public string? Published { get; init; }
        public string? Url { get; init; }
        public string? Language { get; init; }
        public string Body { get; init; } = "";
        public byte[] SentenceVectors { get; init; } = [];

        public StoredArticle ToStoredArticle(IReadOnlyList<Sentence> sentences) => new(
            new Article(new ArticleId(Id), Title, Source, Author, SqliteTime.Parse(Published), Url is null ? null : new Uri(Url), Body)
            {
                Language = Language,
            },
            sentences)
        {
            SentenceVectors = Indexing.SentenceVectors.Read(SentenceVectors, sentences.Count),
        };
    }
}
