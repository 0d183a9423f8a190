using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;

namespace NewsBot.Retrieval.Indexing;

/// <summary>
/// Counts that questions ask for again and again, remembered until the index changes: to count a common word takes a millisecond, and it
/// is the common ones that recur.
/// </summary>
/// <remarks>A connection must be in a transaction, so that the counts are those of the state that it sees. Safe for many threads at once.</remarks>
internal sealed class SqliteCounts
{
    // Some 2 MB.
    private const int MostFrequencies = 20_000;

    private volatile StateCounts latest = new("");

    /// <summary>In how many rows of a full-text table each word occurs, in the order of the words.</summary>
    public Dictionary<string, long> Frequencies(SqliteConnection connection, string table, IReadOnlyList<string> words)
    {
        var known = CountsSeenBy(connection).Frequencies;
        if (known.Count > MostFrequencies)
        {
            known.Clear();
        }

        return words.Distinct(StringComparer.Ordinal).ToDictionary(
            word => word,
            word => known.GetOrAdd((table, word), _ => SqliteWords.Frequency(connection, table, word)),
            StringComparer.Ordinal);
    }

    /// <summary>How many articles the filter admits; only the count of all articles is remembered.</summary>
    public ArticleCounts Articles(SqliteConnection connection, ArticleFilter filter)
    {
        if (!filter.IsAll)
        {
            return Count(connection, filter);
        }

        var counts = CountsSeenBy(connection);
        return counts.AllArticles ??= Count(connection, filter);
    }

    private static ArticleCounts Count(SqliteConnection connection, ArticleFilter filter)
    {
        var (articles, oldest, newest) = connection.QuerySingle<(long, string?, string?)>(
            $"SELECT count(*), min(published), max(published) FROM articles {SqliteFilter.Condition(filter)}", SqliteFilter.Parameters(filter));
        return new ArticleCounts(articles, SqliteTime.Parse(oldest), SqliteTime.Parse(newest));
    }

    // Another connection may see an earlier state: each takes the counts of its own.
    private StateCounts CountsSeenBy(SqliteConnection connection)
    {
        var state = StateSeenBy(connection);
        var counts = latest;
        return counts.State == state ? counts : latest = new StateCounts(state);
    }

    /// <summary>Changes with every article that is added, replaced or removed: keys only grow.</summary>
    private static string StateSeenBy(SqliteConnection connection) => connection.ExecuteScalar<string>(
        """
        SELECT (SELECT coalesce(group_concat(name || ' ' || seq), '') FROM sqlite_sequence)
            || (SELECT coalesce(max(value), '') FROM properties WHERE name = 'last change')
        """) ?? "";

    private sealed class StateCounts(string state)
    {
        public string State => state;

        public ConcurrentDictionary<(string Table, string Word), long> Frequencies { get; } = new();

        public ArticleCounts? AllArticles { get; set; }
    }
}
