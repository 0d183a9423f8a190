using Dapper;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Feeds;

/// <summary>What is known of the feeds, in a SQLite file beside the index: when they were read, and how long they are used to be silent.</summary>
/// <remarks>Every member throws <see cref="IndexUnusableException"/> when the file cannot be opened.</remarks>
internal sealed class FeedStore(IOptions<RetrievalOptions> options)
{
    private const string FileName = "feeds.db";

    // Weekends and nights are among them, and what a feed was like long ago is not.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(28);

    private readonly SqliteFile file = new(
        options.Value.DataFolder,
        FileName,
        """
        CREATE TABLE IF NOT EXISTS feeds (
            url TEXT PRIMARY KEY,
            last_tried INTEGER, -- this and all others: seconds since 1970, UTC
            last_succeeded INTEGER,
            last_new_story INTEGER,
            next_at INTEGER,
            warning TEXT,
            job INTEGER) WITHOUT ROWID; -- that reads it at the moment
        CREATE TABLE IF NOT EXISTS silences ( -- between two times at which a feed had something new
            url TEXT NOT NULL,
            ended_at INTEGER NOT NULL,
            seconds INTEGER NOT NULL,
            PRIMARY KEY (url, ended_at)) WITHOUT ROWID;
        """);

    public FeedRecord Find(string url)
    {
        using var connection = file.Open();
        var row = connection.QuerySingleOrDefault<Row>(
            """
            SELECT last_tried AS lastTried, last_succeeded AS lastSucceeded, last_new_story AS lastNewStory, next_at AS nextAt, warning, job
            FROM feeds WHERE url = @url
            """,
            new { url });
        return row is null
            ? new FeedRecord()
            : new FeedRecord(Moment(row.LastTried), Moment(row.LastSucceeded), Moment(row.LastNewStory), Moment(row.NextAt), row.Warning, row.Job);
    }

    public void Save(string url, FeedRecord feed)
    {
        using var connection = file.Open();
        connection.Execute(
            """
            INSERT OR REPLACE INTO feeds (url, last_tried, last_succeeded, last_new_story, next_at, warning, job)
            VALUES (@url, @lastTried, @lastSucceeded, @lastNewStory, @nextAt, @Warning, @Job)
            """,
            new
            {
                url,
                lastTried = feed.LastTried?.ToUnixTimeSeconds(),
                lastSucceeded = feed.LastSucceeded?.ToUnixTimeSeconds(),
                lastNewStory = feed.LastNewStory?.ToUnixTimeSeconds(),
                nextAt = feed.NextAt?.ToUnixTimeSeconds(),
                feed.Warning,
                feed.Job,
            });
    }

    /// <summary>Notes that a feed had something new after a while.</summary>
    public void NoteSilence(string url, DateTimeOffset endedAt, TimeSpan length)
    {
        using var connection = file.Open();
        connection.Execute(
            """
            DELETE FROM silences WHERE url = @url AND ended_at < @before;
            INSERT OR REPLACE INTO silences (url, ended_at, seconds) VALUES (@url, @endedAt, @seconds);
            """,
            new { url, before = (endedAt - Remembered).ToUnixTimeSeconds(), endedAt = endedAt.ToUnixTimeSeconds(), seconds = (long)length.TotalSeconds });
    }

    /// <summary>How often a feed was silent, and for how long at most.</summary>
    public (int Count, TimeSpan Longest) Silences(string url)
    {
        using var connection = file.Open();
        var (count, longest) = connection.QuerySingle<(int, long)>("SELECT count(*), coalesce(max(seconds), 0) FROM silences WHERE url = @url", new { url });
        return (count, TimeSpan.FromSeconds(longest));
    }

    private static DateTimeOffset? Moment(long? seconds) => seconds is { } known ? DateTimeOffset.FromUnixTimeSeconds(known) : null;

    private sealed class Row
    {
        public long? LastTried { get; init; }
        public long? LastSucceeded { get; init; }
        public long? LastNewStory { get; init; }
        public long? NextAt { get; init; }
        public string? Warning { get; init; }
        public long? Job { get; init; }
    }
}

/// <summary>What is stored of a feed: see <see cref="FeedState"/>.</summary>
/// <param name="Job">That reads it at the moment; null: none.</param>
internal sealed record FeedRecord(
    DateTimeOffset? LastTried = null,
    DateTimeOffset? LastSucceeded = null,
    DateTimeOffset? LastNewStory = null,
    DateTimeOffset? NextAt = null,
    string? Warning = null,
    long? Job = null);
