using System.Runtime.CompilerServices;
using NewsBot.Retrieval.Fetching;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Jobs;

/// <summary>Jobs as people start, watch and stop them. A program that serves runs what waits, one after the other.</summary>
/// <remarks>Every member throws <see cref="IndexUnusableException"/> when the jobs' file cannot be opened.</remarks>
internal sealed class IndexingJobs(JobRunner runner, JobStore store, WriterLock writer, JobSignal signal, TimeProvider time)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    /// <summary>Lets a job wait for its turn.</summary>
    /// <exception cref="ArgumentException">It has no sources, or is none that can be asked for; the message says so in a sentence.</exception>
    public Job Start(JobRequest request)
    {
        var job = store.Add(Checked(request), isForeground: false);
        signal.Set();
        return job;
    }

    /// <summary>Runs a job here and now, as soon as nobody else writes; nobody else takes it over when this program ends.</summary>
    /// <param name="whenWaiting">Told once, when somebody else writes; with the job that does, if it is one.</param>
    /// <param name="whenStarted">Told once.</param>
    /// <exception cref="OperationCanceledException">It was not even begun.</exception>
    public async Task<Job> RunAsync(JobRequest request, Action<Job?> whenWaiting, Action<Job> whenStarted, CancellationToken cancellationToken)
    {
        Checked(request);
        using var right = await writer.TakeAsync(() => whenWaiting(store.Running()), cancellationToken);
        store.Recover();
        var job = store.Add(Checked(request), isForeground: true);
        store.Supersede(job);
        whenStarted(job);
        return await runner.RunAsync(job, JobState.Cancelled, cancellationToken);
    }

    /// <returns>False when it does not wait or run.</returns>
    public bool Pause(long id) => store.TryMove(id, JobState.Paused, JobState.Waiting) || store.Wish(id, JobState.Paused);

    /// <summary>Goes on with a job that was paused or cut off, or failed, with what is not done yet.</summary>
    /// <returns>False when it was none of these.</returns>
    public bool Resume(long id)
    {
        var isWaiting = store.Find(id) is { Kind: JobKind.Index or JobKind.Rebuild or JobKind.Feeds }
            && store.TryMove(id, JobState.Waiting, JobState.Paused, JobState.Interrupted, JobState.Failed);
        signal.Set();
        return isWaiting;
    }

    /// <returns>False when it is over already.</returns>
    public bool Cancel(long id) =>
        store.TryMove(id, JobState.Cancelled, JobState.Waiting, JobState.Paused, JobState.Interrupted) || store.Wish(id, JobState.Cancelled);

    public Job? Find(long id) => store.Find(id);

    /// <summary>The newest first; without feeds' readings that found nothing new.</summary>
    public IReadOnlyList<Job> Recent(int count) => store.Recent(count);

    /// <summary>Those that run, wait, or can be resumed; the oldest first.</summary>
    public IReadOnlyList<Job> Unfinished() => store.Current().Select(found => found.Job).Where(job => !job.IsOver).ToList();

    /// <summary>In the order in which they were met.</summary>
    public IReadOnlyList<JobProblem> ProblemsOf(long id, int count) => store.ProblemsOf(id, count);

    /// <summary>
    /// At once every job that is not over and the last that is, then each that changes, whichever program runs it; at most five times a second.
    /// </summary>
    public async IAsyncEnumerable<Job> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (seen, changed) = (store.Version(), store.Current());
        while (true)
        {
            foreach (var (job, version) in changed)
            {
                seen = Math.Max(seen, version);
                yield return job;
            }

            await Task.Delay(BetweenLooks, time, cancellationToken);
            changed = store.ChangedAfter(seen);
        }
    }

    private static JobRequest Checked(JobRequest request) => request switch
    {
        { Sources: [] } => throw new ArgumentException("Name files, folders or addresses.", nameof(request)),
        { Kind: JobKind.Rebuild, Prunes: true } => throw new ArgumentException("A new index has nothing to remove yet.", nameof(request)),
        { Kind: not (JobKind.Index or JobKind.Rebuild or JobKind.Feeds) } => throw new ArgumentException("Such a job cannot be started.", nameof(request)),
        _ => request with { Sources = [.. request.Sources.Select(source => WebStories.IsAddress(source) ? source : Path.GetFullPath(source))] },
    };
}
