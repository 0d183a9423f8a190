using System.Globalization;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Jobs;

/// <summary>All jobs with how far they came, and their problems, in a SQLite file beside the index. Several programs may use it at once.</summary>
/// <remarks>Every member throws <see cref="IndexUnusableException"/> when the file cannot be opened.</remarks>
internal sealed class JobStore(IOptions<RetrievalOptions> options, TimeProvider time)
{
    public const string FileName = "jobs.db";

    // Whoever wants to know more has the log.
    private const int MaxJobs = 1_000;

    private const string Columns =
        """
        id, kind, state, sources, prunes, allows_fewer AS allowsFewer, started_by AS startedBy, created_at AS createdAt, started_at AS startedAt, finished_at AS finishedAt,
        added, updated, unchanged, failed, copies, removed, seconds, total, speed, fault, generation, version
        """;

    private readonly SqliteFile file = new(
        options.Value.DataFolder,
        FileName,
        """
        CREATE TABLE IF NOT EXISTS jobs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            state TEXT NOT NULL,
            sources TEXT NOT NULL, -- JSON
            prunes INTEGER NOT NULL,
            allows_fewer INTEGER NOT NULL,
            started_by TEXT NOT NULL,
            created_at TEXT NOT NULL,
            started_at TEXT,
            finished_at TEXT,
            added INTEGER NOT NULL DEFAULT 0,
            updated INTEGER NOT NULL DEFAULT 0,
            unchanged INTEGER NOT NULL DEFAULT 0,
            failed INTEGER NOT NULL DEFAULT 0,
            copies INTEGER NOT NULL DEFAULT 0,
            removed INTEGER NOT NULL DEFAULT 0,
            seconds REAL NOT NULL DEFAULT 0,
            total INTEGER NOT NULL DEFAULT 0,
            speed REAL, -- stories a second
            fault TEXT,
            generation TEXT,
            wish TEXT, -- the state that somebody wants a running job to be in
            is_foreground INTEGER NOT NULL, -- run by the program that made it, and by nobody else
            is_quiet INTEGER NOT NULL DEFAULT 0, -- came to nothing that people want to read of
            version INTEGER NOT NULL); -- the latest change of any job has the highest
        CREATE INDEX IF NOT EXISTS jobs_by_version ON jobs (version);
        CREATE INDEX IF NOT EXISTS jobs_by_state ON jobs (state);
        CREATE TABLE IF NOT EXISTS stories ( -- of jobs that are not done, so that none is counted twice
            job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
            story TEXT NOT NULL,
            outcome TEXT NOT NULL,
            is_done INTEGER NOT NULL, -- else it was begun
            PRIMARY KEY (job, story)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS problems (
            key INTEGER PRIMARY KEY,
            job INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
            location TEXT NOT NULL,
            text TEXT NOT NULL,
            is_failure INTEGER NOT NULL);
        CREATE INDEX IF NOT EXISTS problems_by_job ON problems (job);
        """);

    /// <param name="isForeground">Whether the program that adds it runs it itself, at once.</param>
    public Job Add(JobRequest request, bool isForeground)
    {
        using var connection = file.Open();
        var id = connection.ExecuteScalar<long>(
            """
            INSERT INTO jobs (kind, state, sources, prunes, allows_fewer, started_by, created_at, is_foreground, version)
            VALUES (@kind, 'Waiting', @sources, @Prunes, @AllowsFewer, @StartedBy, @now, @isForeground, (SELECT coalesce(max(version), 0) + 1 FROM jobs))
            RETURNING id
            """,
            new
            {
                kind = request.Kind.ToString(),
                sources = JsonSerializer.Serialize(request.Sources.ToArray(), JobJson.Default.StringArray),
                request.Prunes,
                request.AllowsFewer,
                request.StartedBy,
                now = Now,
                isForeground,
            });
        return Find(id)!;
    }

    public Job? Find(long id) => Query("WHERE id = @id", new { id }).FirstOrDefault().Job;

    /// <summary>The newest first; without those that came to nothing that people want to read of.</summary>
    public IReadOnlyList<Job> Recent(int count) => Query("WHERE is_quiet = 0 ORDER BY id DESC LIMIT @count", new { count }).Select(found => found.Job).ToList();

    /// <summary>Those that are not over, and the last that is; the oldest first.</summary>
    public IReadOnlyList<(Job Job, long Version)> Current() => Query(
        """
        WHERE state NOT IN ('Done', 'Failed', 'Cancelled') OR id = (SELECT max(id) FROM jobs WHERE is_quiet = 0 AND state IN ('Done', 'Failed', 'Cancelled'))
        ORDER BY id
        """);

    /// <summary>The one that runs, by whatever program; null: none.</summary>
    public Job? Running() => Query("WHERE state = 'Running' ORDER BY id DESC LIMIT 1").FirstOrDefault().Job;

    /// <summary>Those that have changed, in the order of their last changes.</summary>
    public IReadOnlyList<(Job Job, long Version)> ChangedAfter(long version) => Query("WHERE version > @version ORDER BY version", new { version });

    /// <summary>How many changes there were.</summary>
    public long Version()
    {
        using var connection = file.Open();
        return connection.ExecuteScalar<long?>("SELECT max(version) FROM jobs") ?? 0;
    }

    /// <summary>The job before this one with the same sources; null: none.</summary>
    public long? Previous(Job job)
    {
        using var connection = file.Open();
        return connection.ExecuteScalar<long?>(
            "SELECT max(id) FROM jobs WHERE id < @Id AND kind = @kind AND sources = (SELECT sources FROM jobs WHERE id = @Id)", new { job.Id, kind = job.Kind.ToString() });
    }

    /// <summary>In the order in which they were met.</summary>
    public IReadOnlyList<JobProblem> ProblemsOf(long id, int count)
    {
        using var connection = file.Open();
        return connection.Query<JobProblem>("SELECT location, text FROM problems WHERE job = @id ORDER BY key LIMIT @count", new { id, count }).AsList();
    }

    /// <summary>The job that is to run next; null: none.</summary>
    public Job? NextWaiting() => Query("WHERE state = 'Waiting' AND is_foreground = 0 ORDER BY id LIMIT 1").FirstOrDefault().Job;

    /// <summary>Whether there is something to run, or to take over from a program that has ended.</summary>
    public bool HasWork()
    {
        using var connection = file.Open();
        return connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT * FROM jobs WHERE state = 'Running' OR (state IN ('Waiting', 'Interrupted') AND is_foreground = 0))");
    }

    /// <summary>To be called by whoever has the right to write: what seems to run was cut off, and what was cut off waits again.</summary>
    public void Recover()
    {
        using var connection = file.Open();
        connection.Execute(
            """
            UPDATE jobs SET state = 'Interrupted', speed = NULL, version = (SELECT max(version) + 1 FROM jobs) WHERE state = 'Running';
            UPDATE jobs SET state = 'Waiting', version = (SELECT max(version) + 1 FROM jobs) WHERE state = 'Interrupted' AND is_foreground = 0;
            """);
    }

    /// <summary>Ends those that were cut off and did the same: a command that is given again goes on in their place.</summary>
    public void Supersede(Job job)
    {
        using var connection = file.Open();
        connection.Execute(
            """
            UPDATE jobs SET state = 'Cancelled', finished_at = @now, version = (SELECT max(version) + 1 FROM jobs)
            WHERE id < @Id AND state = 'Interrupted' AND is_foreground = 1 AND (kind, sources) = (SELECT kind, sources FROM jobs WHERE id = @Id)
            """,
            new { job.Id, now = Now });
    }

    /// <summary>Moves a job on, if it is in one of these states.</summary>
    public bool TryMove(long id, JobState to, params IEnumerable<JobState> from) => Change(
        """
        state = @to, wish = NULL, speed = NULL,
        is_foreground = CASE @to WHEN 'Waiting' THEN 0 ELSE is_foreground END,
        started_at = CASE @to WHEN 'Running' THEN coalesce(started_at, @now) ELSE started_at END,
        fault = CASE WHEN @to IN ('Waiting', 'Running') THEN NULL ELSE fault END,
        finished_at = CASE WHEN @to IN ('Done', 'Failed', 'Cancelled') THEN @now ELSE NULL END
        """,
        "AND state IN @from",
        new { id, to = to.ToString(), from = from.Select(state => state.ToString()), now = Now });

    /// <summary>Lets whoever runs a job know that it is to end in this state.</summary>
    public bool Wish(long id, JobState state) => Change("wish = @state", "AND state = 'Running'", new { id, state = state.ToString() });

    /// <summary>Ends a running job.</summary>
    /// <param name="isQuiet">Whether nobody wants to read of it.</param>
    public void Finish(long id, JobState state, string? fault, bool isQuiet)
    {
        Change(
            "state = @state, wish = NULL, speed = NULL, fault = @fault, is_quiet = @isQuiet, generation = CASE WHEN @state IN ('Done', 'Failed', 'Cancelled') THEN NULL ELSE generation END, finished_at = CASE WHEN @state IN ('Done', 'Failed', 'Cancelled') THEN @now ELSE NULL END",
            "",
            new { id, state = state.ToString(), fault, isQuiet, now = Now });
        using var connection = file.Open();
        connection.Execute(
            """
            PRAGMA foreign_keys = ON;
            DELETE FROM stories WHERE job IN (SELECT id FROM jobs WHERE state IN ('Done', 'Cancelled'));
            DELETE FROM jobs WHERE is_quiet = 1 AND finished_at < @dayAgo;
            DELETE FROM jobs WHERE state IN ('Done', 'Failed', 'Cancelled') AND id <= (SELECT id FROM jobs ORDER BY id DESC LIMIT 1 OFFSET @MaxJobs);
            """,
            new { dayAgo = Format(time.GetUtcNow().AddDays(-1)), MaxJobs });
    }

    /// <summary>The stories of a job that was cut off: what was done, and what was begun.</summary>
    public IReadOnlyList<JobStory> StoriesOf(long id)
    {
        using var connection = file.Open();
        return connection.Query<(string Story, string Outcome, bool IsDone)>("SELECT story, outcome, is_done FROM stories WHERE job = @id", new { id })
            .Select(row => new JobStory(row.Story, Enum.Parse<IngestionOutcome>(row.Outcome), row.IsDone))
            .ToList();
    }

    /// <summary>Notes that a story is about to be written.</summary>
    public void NoteBegun(long id, ArticleId story, IngestionOutcome outcome)
    {
        using var connection = file.Open();
        connection.Execute(
            "INSERT INTO stories (job, story, outcome, is_done) VALUES (@id, @story, @outcome, 0) ON CONFLICT DO NOTHING",
            new { id, story = story.Value, outcome = outcome.ToString() });
    }

    /// <summary>Saves how far a job has come, all at once.</summary>
    /// <param name="done">What was done since the last time.</param>
    /// <param name="problems">What was met since the last time, and whether it is why a story failed.</param>
    /// <returns>The state that somebody wants the job to be in; null: it may go on.</returns>
    public JobState? Save(
        long id, IndexingCounts counts, int total, double? speed, IReadOnlyCollection<JobStory> done, IReadOnlyCollection<(JobProblem Problem, bool IsFailure)> problems)
    {
        using var connection = file.Open();
        using var transaction = connection.BeginTransaction();
        connection.Execute(
            "INSERT OR REPLACE INTO stories (job, story, outcome, is_done) VALUES (@id, @Key, @outcome, 1)",
            done.Select(story => new { id, story.Key, outcome = story.Outcome.ToString() }));
        connection.Execute(
            "INSERT INTO problems (job, location, text, is_failure) VALUES (@id, @Location, @Text, @IsFailure)",
            problems.Select(met => new { id, met.Problem.Location, met.Problem.Text, met.IsFailure }));
        var wish = connection.ExecuteScalar<string?>(
            """
            UPDATE jobs SET added = @Added, updated = @Updated, unchanged = @Unchanged, failed = @Failed, copies = @Copies, removed = @Removed, seconds = @Seconds,
                total = @total, speed = @speed, version = (SELECT max(version) + 1 FROM jobs)
            WHERE id = @id RETURNING wish
            """,
            new { id, counts.Added, counts.Updated, counts.Unchanged, counts.Failed, counts.Copies, counts.Removed, counts.Seconds, total, speed });
        transaction.Commit();
        return wish is null ? null : Enum.Parse<JobState>(wish);
    }

    /// <summary>Forgets what had failed: it is tried again, and told again if need be.</summary>
    public void ForgetFailures(long id)
    {
        using var connection = file.Open();
        connection.Execute("DELETE FROM problems WHERE job = @id AND is_failure = 1; UPDATE jobs SET failed = 0 WHERE id = @id", new { id });
    }

    /// <summary>A rebuild begins with a new index: all that it had done is gone.</summary>
    public void StartOver(long id, string generation)
    {
        using var connection = file.Open();
        connection.Execute(
            """
            DELETE FROM stories WHERE job = @id;
            DELETE FROM problems WHERE job = @id;
            UPDATE jobs SET generation = @generation, added = 0, updated = 0, unchanged = 0, failed = 0, copies = 0, seconds = 0 WHERE id = @id;
            """,
            new { id, generation });
    }

    private string Now => Format(time.GetUtcNow());

    private static string Format(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private bool Change(string assignments, string condition, object values)
    {
        using var connection = file.Open();
        return connection.Execute($"UPDATE jobs SET {assignments}, version = (SELECT max(version) + 1 FROM jobs) WHERE id = @id {condition}", values) > 0;
    }

    private List<(Job Job, long Version)> Query(string condition, object? values = null)
    {
        using var connection = file.Open();
        return connection.Query<Row>($"SELECT {Columns} FROM jobs {condition}", values).Select(row => (row.ToJob(), row.Version)).ToList();
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public string Kind { get; init; } = "";
        public string State { get; init; } = "";
        public string Sources { get; init; } = "";
        public bool Prunes { get; init; }
        public bool AllowsFewer { get; init; }
        public string StartedBy { get; init; } = "";
        public string CreatedAt { get; init; } = "";
        public string? StartedAt { get; init; }
        public string? FinishedAt { get; init; }
        public int Added { get; init; }
        public int Updated { get; init; }
        public int Unchanged { get; init; }
        public int Failed { get; init; }
        public int Copies { get; init; }
        public int Removed { get; init; }
        public double Seconds { get; init; }
        public int Total { get; init; }
        public double? Speed { get; init; }
        public string? Fault { get; init; }
        public string? Generation { get; init; }
        public long Version { get; init; }

        public Job ToJob() => new(
            Id,
            Enum.Parse<JobKind>(Kind),
            Enum.Parse<JobState>(State),
            JsonSerializer.Deserialize(Sources, JobJson.Default.StringArray) ?? [],
            Prunes,
            StartedBy,
            Parse(CreatedAt)!.Value,
            Parse(StartedAt),
            Parse(FinishedAt),
            new IndexingCounts(Added, Updated, Unchanged, Failed, Copies, Removed, Math.Round(Seconds, 2)),
            Total,
            Fault)
        {
            ArticlesPerSecond = Speed,
            AllowsFewer = AllowsFewer,
            Generation = Generation,
        };

        private static DateTimeOffset? Parse(string? moment) => moment is null ? null : DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture);
    }
}

/// <summary>What became of a story in a job, or was about to.</summary>
/// <param name="Key">The story's id; where it has none, its location.</param>
internal sealed record JobStory(string Key, IngestionOutcome Outcome, bool IsDone);

[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class JobJson : System.Text.Json.Serialization.JsonSerializerContext;
