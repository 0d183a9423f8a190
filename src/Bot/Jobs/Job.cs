namespace NewsBot.Jobs;

/// <summary>A run that changes the index: what is running, what waits, and the history.</summary>
/// <param name="Sources">Full paths, addresses, or what was named for removal.</param>
/// <param name="Prunes">Whether it also removes the stories that are gone from the files and folders among the sources.</param>
/// <param name="StartedBy">Who asked for it, for people: <c>command line</c>, <c>feeds</c>, a person.</param>
/// <param name="StartedAt">When it first began to run; null while it waits.</param>
/// <param name="FinishedAt">When it was over; null until then.</param>
/// <param name="Counts">What it has done so far, over all times that it was paused, cut off and resumed.</param>
/// <param name="Total">How many stories it is about, as far as is known: feeds show how many they lead to as they are read.</param>
/// <param name="Fault">One sentence on why it failed.</param>
internal sealed record Job(
    long Id,
    JobKind Kind,
    JobState State,
    IReadOnlyList<string> Sources,
    bool Prunes,
    string StartedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    IndexingCounts Counts,
    int Total,
    string? Fault)
{
    /// <summary>How fast it is at the moment; null when that is not known.</summary>
    public double? ArticlesPerSecond { get; init; }

    /// <summary>How long it will take at this speed; null when that is not known.</summary>
    public TimeSpan? TimeLeft => State == JobState.Running && ArticlesPerSecond is > 0 and { } speed && Total > Counts.Sum
        ? TimeSpan.FromSeconds((Total - Counts.Sum) / speed)
        : null;

    /// <summary>Whether a rebuild may come to far fewer stories than the index has that serves.</summary>
    public bool AllowsFewer { get; init; }

    /// <summary>Whether nothing more will become of it, unless somebody resumes it.</summary>
    public bool IsOver => State is JobState.Done or JobState.Failed or JobState.Cancelled;

    /// <summary>The unfinished index that a rebuild fills; null: none yet.</summary>
    internal string? Generation { get; init; }
}

internal enum JobKind
{
    /// <summary>Adds and updates stories.</summary>
    Index,

    /// <summary>Makes a new index of these stories alone.</summary>
    Rebuild,

    /// <summary>Reads feeds for what is new.</summary>
    Feeds,

    /// <summary>Removes stories.</summary>
    Removal,

    /// <summary>Goes back to the index before the last rebuild.</summary>
    Rollback,
}

internal enum JobState
{
    Waiting,
    Running,
    Paused,
    Done,
    Failed,
    Cancelled,

    /// <summary>The program ended in the middle of it; the next one that serves resumes it.</summary>
    Interrupted,
}

/// <summary>What is asked for.</summary>
/// <param name="Sources">Paths and addresses; relative paths from the current folder.</param>
internal sealed record JobRequest(JobKind Kind, IReadOnlyList<string> Sources, bool Prunes, string StartedBy)
{
    /// <inheritdoc cref="Job.AllowsFewer"/>
    public bool AllowsFewer { get; init; }
}

/// <summary>A problem with one story.</summary>
/// <param name="Location">The path or address, with the line in a file of many stories.</param>
/// <param name="Text">One sentence that says what is wrong and what to do.</param>
internal sealed record JobProblem(string Location, string Text);
