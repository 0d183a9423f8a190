using System.Numerics.Tensors;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;

namespace NewsBot.Retrieval.Indexing;

/// <summary>Reads what is stored of chunks.</summary>
internal static class SqliteChunks
{
    public static long Count(SqliteConnection connection) => connection.ExecuteScalar<long>("SELECT count(*) FROM chunks");

    /// <summary>The chunks with these keys, compared with the question's embedding.</summary>
    public static List<ChunkRow> Describe(SqliteConnection connection, IEnumerable<long> keys, ReadOnlySpan<float> query)
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
}

/// <summary>A chunk as it is stored. A class, because SQLite's integers are long and only a setter narrows them.</summary>
internal sealed class ChunkRow
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
