using NewsBot.Retrieval;
using NewsBot.Retrieval.Articles;

namespace NewsBot.Jobs;

/// <summary>
/// Counts what becomes of the stories of a job, each once, however often the job is cut off and resumed: what was done before is read again and not
/// counted again, and what was only begun counts as what it was begun as.
/// </summary>
internal sealed class JobProgress
{
    // Over which the speed is measured: unchanged stories are passed over a thousand times as fast as new ones are read.
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(10);

    private readonly JobStore store;
    private readonly long job;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly HashSet<string> done = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IngestionOutcome> begun = new(StringComparer.Ordinal);
    private readonly List<JobStory> newlyDone = [];
    private readonly List<(JobProblem Problem, bool IsFailure)> newProblems = [];
    private readonly Queue<(long At, int Sum)> marks = [];
    private readonly double secondsBefore;
    private readonly long started;
    private IndexingCounts counts;
    private int total;
    private int met;

    public JobProgress(JobStore store, Job job, TimeProvider time)
    {
        this.store = store;
        this.job = job.Id;
        this.time = time;
        store.ForgetFailures(job.Id);
        foreach (var story in store.StoriesOf(job.Id))
        {
            if (story.IsDone)
            {
                done.Add(story.Key);
            }
            else
            {
                begun[story.Key] = story.Outcome;
            }
        }

        counts = job.Counts with { Failed = 0 };
        total = job.Total;
        secondsBefore = job.Counts.Seconds;
        started = time.GetTimestamp();
    }

    public IndexingCounts Counts
    {
        get
        {
            lock (gate)
            {
                return counts;
            }
        }
    }

    /// <summary>How many stories there are, as far as is known.</summary>
    public void Expect(int stories)
    {
        lock (gate)
        {
            total = stories;
        }
    }

    /// <summary>What counted as one story, an address, leads to so many.</summary>
    public void ExpectMore(int stories)
    {
        lock (gate)
        {
            total += stories - 1;
        }
    }

    /// <summary>All has been met: what was to be expected beyond that were stories that several feeds lead to, or one too many.</summary>
    public void ExpectNoMore()
    {
        lock (gate)
        {
            total = counts.Sum;
        }
    }

    /// <summary>A story is about to be written.</summary>
    public void Begin(ArticleId id, IngestionOutcome outcome) => store.NoteBegun(job, id, outcome);

    public void Note(IngestionResult result)
    {
        lock (gate)
        {
            total = Math.Max(total, ++met);
            var isFailure = result.Outcome == IngestionOutcome.Failed;
            var key = result.Id?.Value ?? result.Location;
            if (!isFailure && !done.Add(key))
            {
                return;
            }

            var outcome = result.Outcome == IngestionOutcome.Unchanged && begun.TryGetValue(key, out var intended) ? intended : result.Outcome;
            counts = counts.With(outcome);
            newProblems.AddRange(result.Problems.Select(problem => (new JobProblem(result.Location, problem), isFailure)));
            if (!isFailure)
            {
                newlyDone.Add(new JobStory(key, outcome, IsDone: true));
            }
        }
    }

    public void NoteRemoved(int stories)
    {
        lock (gate)
        {
            counts = counts with { Removed = counts.Removed + stories };
        }
    }

    /// <summary>Saves how far the job has come.</summary>
    /// <returns>The state that somebody wants it to be in; null: it may go on.</returns>
    public JobState? Save()
    {
        lock (gate)
        {
            counts = counts with { Seconds = secondsBefore + time.GetElapsedTime(started).TotalSeconds };
            var wish = store.Save(job, counts, total, Speed(), newlyDone, newProblems);
            newlyDone.Clear();
            newProblems.Clear();
            return wish;
        }
    }

    private double? Speed()
    {
        var now = time.GetTimestamp();
        marks.Enqueue((now, met));
        while (marks.Count > 2 && time.GetElapsedTime(marks.Peek().At, now) > Lately)
        {
            marks.Dequeue();
        }

        var (at, sum) = marks.Peek();
        var seconds = time.GetElapsedTime(at, now).TotalSeconds;
        return seconds > 0 && met > sum ? (met - sum) / seconds : null;
    }
}
