using System.Buffers.Binary;
using Dapper;
using Microsoft.Data.Sqlite;

namespace NewsBot.Retrieval.Indexing;

/// <summary>The tables of the embedded index, and the check that a file really holds them before anything is written to it.</summary>
internal static class SqliteSchema
{
    /// <summary>Raised whenever a table changes; a file with another number is not opened.</summary>
    public const int Version = 6;

    // “NwsB”: tells our files from other programs' (https://sqlite.org/pragma.html#pragma_application_id).
    private const int ApplicationId = 0x4E777342;

    /// <summary>
    /// Whether a file is shorter than its header says (https://sqlite.org/fileformat.html): told without SQLite, which would notice as well,
    /// but leave a write-ahead log beside the file. A file that has such a log is SQLite's to judge.
    /// </summary>
    public static bool IsCutOff(string path)
    {
        if (!File.Exists(path) || File.Exists(path + "-wal"))
        {
            return false;
        }

        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> header = stackalloc byte[32];
            if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.StartsWith("SQLite format 3\0"u8))
            {
                return false;
            }

            // A page of 65,536 bytes does not fit in the field, and is written as 1.
            var pageSize = BinaryPrimitives.ReadUInt16BigEndian(header[16..]) is var size and not 1 ? size : 65536L;
            return file.Length < pageSize * BinaryPrimitives.ReadUInt32BigEndian(header[28..]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Creates the tables in a new file, or checks those of an existing one.</summary>
    /// <exception cref="IndexUnusableException">The file is another program's, of another version, or made with another embedder.</exception>
    public static void CreateOrCheck(SqliteConnection connection, string embedder)
    {
        if (Number(connection, "SELECT count(*) FROM sqlite_schema") == 0)
        {
            Create(connection, embedder);
            return;
        }

        if (Number(connection, "PRAGMA application_id") != ApplicationId)
        {
            throw new IndexUnusableException(
                $"{connection.DataSource} is not an index of the news bot; name another folder with --data, or move the file away.");
        }

        var version = Number(connection, "PRAGMA user_version");
        if (version != Version)
        {
            throw new IndexUnusableException(version > Version
                ? $"{connection.DataSource} was made by a newer version of the news bot (schema {version}, this one knows {Version}); update the bot, or name another folder with --data."
                : $"{connection.DataSource} was made by an older version of the news bot (schema {version}, this one needs {Version}); move it away and index the stories again.");
        }

        var madeWith = connection.ExecuteScalar<string>("SELECT value FROM properties WHERE name = 'embedder'");
        if (madeWith != embedder)
        {
            throw new IndexUnusableException(
                $"{connection.DataSource} was made with the embedder {madeWith}, not {embedder}; index the stories again into another folder (--data).");
        }
    }

    private static void Create(SqliteConnection connection, string embedder)
    {
        // Write-ahead logging lets readers go on while an article is written; the file remembers it.
        connection.Execute("PRAGMA journal_mode = WAL");
        using var transaction = connection.BeginTransaction();
        if (Number(connection, "SELECT count(*) FROM sqlite_schema") > 0)
        {
            return; // another process was faster
        }

        connection.Execute(Tables);
        connection.Execute($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}");
        connection.Execute("INSERT INTO properties (name, value) VALUES ('embedder', @embedder)", new { embedder });
        transaction.Commit();
    }

    private const string Tables =
        """
        CREATE TABLE properties (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

        CREATE TABLE articles (
            key INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again, so that the order of chunks is that of their articles
            id TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            source TEXT,
            author TEXT,
            published TEXT, -- ISO 8601 with offset
            published_at INTEGER, -- seconds since 1970, UTC
            is_day_only INTEGER NOT NULL, -- 1: the date has no time of day, and is that day wherever the asker is
            url TEXT,
            language TEXT, -- ISO 639-1
            body TEXT NOT NULL,
            sentence_vectors BLOB NOT NULL, -- a signed byte for each component; empty where the embedder does not know the language
            fingerprint TEXT NOT NULL);
        CREATE INDEX articles_by_time ON articles (published_at);
        CREATE INDEX articles_by_source ON articles (source);

        -- Offsets count UTF-16 units in the article's body; the text is the body's slice.
        CREATE TABLE sentences (
            article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            start INTEGER NOT NULL,
            end INTEGER NOT NULL,
            PRIMARY KEY (article, ordinal)) WITHOUT ROWID;

        -- Who says what. A speaker is found by the stem of the last word of the name.
        CREATE TABLE statements (
            article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            speaker TEXT,
            speaker_key TEXT,
            mention_start INTEGER,
            mention_end INTEGER,
            verb TEXT,
            cue_start INTEGER,
            cue_end INTEGER,
            content TEXT NOT NULL, -- JSON: offsets of start, end, start, end …
            type TEXT NOT NULL,
            is_denied INTEGER NOT NULL,
            first_sentence INTEGER NOT NULL,
            last_sentence INTEGER NOT NULL,
            within INTEGER, -- ordinal of the statement that tells of it
            PRIMARY KEY (article, ordinal)) WITHOUT ROWID;
        CREATE INDEX statements_by_speaker ON statements (speaker_key);

        -- Keys only grow, so that a reader finds what is new by asking for what is above the last key it knows.
        CREATE TABLE chunks (
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            first_sentence INTEGER NOT NULL,
            sentence_count INTEGER NOT NULL,
            vector BLOB NOT NULL, -- bfloat16, little endian
            UNIQUE (article, ordinal));

        -- Tells readers which chunks to forget.
        CREATE TABLE removals (
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            first_chunk INTEGER NOT NULL,
            last_chunk INTEGER NOT NULL);

        -- The words alone: the text itself is the body's.
        CREATE VIRTUAL TABLE chunk_words USING fts5 (
            title, text, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2');
        CREATE VIRTUAL TABLE article_words USING fts5 (
            title, body, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2');
        """;

    private static long Number(SqliteConnection connection, string sql) => connection.ExecuteScalar<long>(sql);
}
