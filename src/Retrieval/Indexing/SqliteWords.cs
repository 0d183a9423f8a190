using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Indexing;

/// <summary>Searches the full-text tables (FTS5) of chunks and of articles by words.</summary>
internal static class SqliteWords
{
    // A word in the headline says more than one in the text.
    private const string TitleWeight = "2.0";

    // Some 4 ms of scoring each: an article's words are many more than a chunk's.
    private const long MaxChunkMatches = 6_000;
    private const long MaxArticleMatches = 1_500;

    /// <summary>The best rows of a table by BM25, higher being better.</summary>
    /// <param name="frequencies">In how many rows each word occurs.</param>
    /// <param name="admitted">Keys of the articles to search; null: all.</param>
    public static Dictionary<long, double> ByWords(
        SqliteConnection connection, string table, Dictionary<string, long> frequencies, int limit, HashSet<long>? admitted)
    {
        var words = WorthMatching(frequencies, table == "article_words" ? MaxArticleMatches : MaxChunkMatches);
        if (words.Count == 0)
        {
            return [];
        }

        // FTS5's bm25() is negative: lower is better.
        var articleOf = table == "article_words" ? "rowid" : "(SELECT article FROM chunks WHERE chunks.key = chunk_words.rowid)";
        var filter = admitted is null ? "" : $"AND {articleOf} IN (SELECT value FROM json_each(@admitted))";
        return connection.Query<(long Key, double Rank)>(
            $"""
            SELECT rowid, bm25({table}, {TitleWeight}, 1.0) AS score FROM {table}
            WHERE {table} MATCH @match {filter} ORDER BY score LIMIT @limit
            """,
            new { match = string.Join(" OR ", words.Select(AnySpelling)), limit, admitted = admitted is null ? null : JsonSerializer.Serialize(admitted) })
            .ToDictionary(hit => hit.Key, hit => -hit.Rank);
    }

    /// <summary>
    /// The rarest words, as many as match a bounded number of rows: FTS5 scores every row that holds any of the words, and the
    /// thousands that hold only a common one cost most of the time and never come first.
    /// </summary>
    private static List<string> WorthMatching(Dictionary<string, long> frequencies, long maxMatches)
    {
        var matches = 0L;
        return frequencies
            .Where(word => word.Value > 0)
            .OrderBy(word => word.Value)
            .TakeWhile((word, index) => (matches += word.Value) <= maxMatches || index == 0)
            .Select(word => word.Key)
            .ToList();
    }

    /// <summary>In how many rows of a table a word occurs.</summary>
    public static long Frequency(SqliteConnection connection, string table, string word) =>
        connection.ExecuteScalar<long>($"SELECT count(*) FROM {table} WHERE {table} MATCH @match", new { match = AnySpelling(word) });

    /// <summary>The articles in which any of these phrases stands, best first.</summary>
    public static IReadOnlyList<ArticleId> WithPhrases(SqliteConnection connection, IReadOnlyList<string> phrases, int limit) => connection
        .Query<string>(
            """
            SELECT id FROM article_words JOIN articles ON key = article_words.rowid
            WHERE article_words MATCH @match ORDER BY article_words.rank LIMIT @limit
            """,
            new { match = string.Join(" OR ", phrases.Select(Quote)), limit })
        .Select(id => new ArticleId(id))
        .ToList();

    /// <summary>Matches a text that has the word however it is spelled.</summary>
    public static string AnySpelling(string word) => $"({string.Join(" OR ", Spellings.Of(word).Select(Quote))})";

    // Quoting keeps AND, NEAR, "-" and ":" in a question from being read as query syntax.
    public static string Quote(string word) => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
