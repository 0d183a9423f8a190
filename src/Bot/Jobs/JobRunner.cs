using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using NewsBot.Feeds;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Copies;
using NewsBot.Retrieval.Fetching;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Jobs;

/// <summary>Runs one job to its end: whoever adds stories, on the command line, on the admin page, in chat or by feeds, does it through here.</summary>
internal sealed partial class JobRunner(
    ArticleIngestor ingestor,
    IArticleIndex index,
    IIndexGenerations generations,
    GenerationCheck check,
    WebStories stories,
    StoryOrigins origins,
    JobStore store,
    IndexMaintenance maintenance,
    IOptions<FeedOptions> feeds,
    IServiceProvider services,
    TimeProvider time,
    ILogger<JobRunner> logger)
{
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromMilliseconds(200);

    // A rebuild that comes to less is more likely a mistake than meant.
    private const double ShareExpected = 0.5;

    /// <summary>Runs a waiting job. The caller has the right to write.</summary>
    /// <param name="whenStopped">The state of a job that <paramref name="stopping"/> ends.</param>
    public async Task<Job> RunAsync(Job job, JobState whenStopped, CancellationToken stopping)
    {
        if (!store.TryMove(job.Id, JobState.Running, JobState.Waiting))
        {
            return store.Find(job.Id) ?? job;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var wish = (JobState?)null;
        JobProgress? progress = null;
        var (state, fault) = (JobState.Done, (string?)null);
        try
        {
            var generation = job.Kind == JobKind.Rebuild ? await OpenAsync(job, over.Token) : null;
            job = store.Find(job.Id)!;
            progress = new JobProgress(store, job, time);
            var saving = SaveRegularlyAsync(progress);
            try
            {
                fault = generation is null ? await IndexAsync(job, progress, over.Token) : await RebuildAsync(job, generation, progress, over.Token);
                state = fault is null ? JobState.Done : JobState.Failed;
            }
            finally
            {
                await over.CancelAsync();
                await saving;
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            state = wish ?? whenStopped;
        }
        catch (Exception failure)
        {
            (state, fault) = (JobState.Failed, Sentence(failure));
            if (failure is not IndexUnusableException)
            {
                LogFailed(failure, job.Id);
            }
        }

        progress?.Save();
        store.Finish(job.Id, state, fault, isQuiet: IsQuiet(store.Find(job.Id)!, state));
        return store.Find(job.Id)!;

        async Task SaveRegularlyAsync(JobProgress saved)
        {
            try
            {
                using var timer = new PeriodicTimer(BetweenSaves, time);
                while (wish is null && await timer.WaitForNextTickAsync(over.Token))
                {
                    wish = saved.Save();
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch
            {
                // What is not saved cannot be resumed.
                await over.CancelAsync();
                throw;
            }

            await over.CancelAsync();
        }
    }

    // Most readings of a feed find nothing new, or meet what the last one met with as well: the history would be full of them.
    private bool IsQuiet(Job job, JobState state) =>
        job is { Kind: JobKind.Feeds, StartedBy: FeedPolling.Starter, Counts: { Added: 0, Updated: 0, Copies: 0 } } && state == JobState.Done
        && (job.Counts.Failed == 0 || (store.Previous(job) is { } before && store.ProblemsOf(before, int.MaxValue).ToHashSet().SetEquals(store.ProblemsOf(job.Id, int.MaxValue))));

    private async Task<string?> IndexAsync(Job job, JobProgress progress, CancellationToken cancellationToken)
    {
        progress.Expect(await CountAsync(job.Sources, cancellationToken));
        var results = await IngestAsync(job, ingestor, progress, cancellationToken);
        if (job.Kind == JobKind.Feeds && progress.Counts.Failed == 0)
        {
            job.Sources.ToList().ForEach(stories.Finish);
        }

        if (job.Prunes)
        {
            progress.NoteRemoved(await maintenance.PruneAsync(job.Sources, results, cancellationToken));
        }

        return null;
    }

    private async Task<INewGeneration> OpenAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.Generation is { } name && await generations.ResumeAsync(name, cancellationToken) is { } begun)
        {
            return begun;
        }

        var next = await generations.BeginAsync(cancellationToken);
        store.StartOver(job.Id, next.Name);
        return next;
    }

    private async Task<string?> RebuildAsync(Job job, INewGeneration next, JobProgress progress, CancellationToken cancellationToken)
    {
        using var opened = next;
        try
        {
            // 1. A new index is filled and checked, while the old one serves.
            // What only the old one holds makes no story of the new one a copy.
            progress.Expect(await CountAsync(job.Sources, cancellationToken));
            using var copies = ActivatorUtilities.CreateInstance<WireCopies>(services, next.Index);
            var into = ActivatorUtilities.CreateInstance<ArticleIngestor>(services, next.Index, copies);
            await IngestAsync(job, into, progress, cancellationToken);
            if (await FindFaultAsync(job, next.Index, progress.Counts, cancellationToken) is { } fault)
            {
                await generations.DiscardAsync(next, CancellationToken.None);
                return $"{fault}; so the new index was thrown away, and the old one goes on serving.";
            }

            // 2. From one moment to the next it is the new one that serves, without what was retracted while it was made.
            await into.RemoveRetractedAsync(cancellationToken);
            await generations.PublishAsync(next, cancellationToken);
            stories.StartOver();
            await ingestor.RemoveRetractedAsync(CancellationToken.None);
            return null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await DiscardQuietlyAsync(next);
            throw;
        }
    }

    private async Task<string?> FindFaultAsync(Job job, IArticleIndex next, IndexingCounts counts, CancellationToken cancellationToken)
    {
        // Updated is what has changed while the rebuild was cut off.
        var indexed = counts.Added + counts.Updated;
        if (await check.FindFaultAsync(next, indexed, cancellationToken) is { } fault)
        {
            return fault;
        }

        var serving = (await index.CountAsync(ArticleFilter.All, cancellationToken)).Articles;
        return !job.AllowsFewer && indexed < serving * ShareExpected
            ? $"It holds {(indexed == 1 ? "1 story" : $"{indexed} stories")}, and the index that serves {serving}: if so few are meant, ask for it (--fewer)"
            : null;
    }

    private async Task<List<IngestionResult>> IngestAsync(Job job, ArticleIngestor into, JobProgress progress, CancellationToken cancellationToken)
    {
        var results = new List<IngestionResult>();
        try
        {
            var readings = ReadAsync(job, progress.ExpectMore, cancellationToken);
            await foreach (var result in into.IngestAllAsync(readings, cancellationToken, new IngestionWatch(progress.Begin, progress.Note)))
            {
                results.Add(result with { Problems = [] });
            }

            progress.ExpectNoMore();
        }
        finally
        {
            origins.Note(results.Where(result => result.Id is not null && result.Outcome != IngestionOutcome.Failed).Select(result => (result.Id!.Value, result.Location)));
        }

        return results;
    }

    private IAsyncEnumerable<ArticleReading> ReadAsync(Job job, Action<int> whenLed, CancellationToken cancellationToken)
    {
        var how = new WebReading(OutletOf, whenLed, IsAnew: job.Kind == JobKind.Rebuild);
        return job.Kind == JobKind.Feeds
            ? job.Sources.ToAsyncEnumerable().SelectMany(feed => stories.PollAsync(feed, how, cancellationToken))
            : stories.ReadAsync(job.Sources, cancellationToken, how);
    }

    private string? OutletOf(string source) => feeds.Value.All.FirstOrDefault(feed => feed.Url == source)?.Outlet;

    private static async Task<int> CountAsync(IReadOnlyList<string> sources, CancellationToken cancellationToken)
    {
        var addresses = sources.Count(WebStories.IsAddress);
        return addresses + await ArticleReader.ReadAsync(sources.Where(source => !WebStories.IsAddress(source)), cancellationToken).CountAsync(cancellationToken);
    }

    // What went wrong before is what matters, and the next rebuild removes what is left.
    private async Task DiscardQuietlyAsync(INewGeneration generation)
    {
        try
        {
            await generations.DiscardAsync(generation, CancellationToken.None);
        }
        catch (IndexUnusableException)
        {
        }
    }

    private static string Sentence(Exception failure) => failure switch
    {
        IndexUnusableException => failure.Message,
        SqliteException sqlite => $"A file beside the index could not be written (SQLite error {sqlite.SqliteErrorCode}); check the disk, then resume the run.",
        _ => $"Something went wrong that should not: {failure.Message.TrimEnd('.')} ({failure.GetType().Name}).",
    };

    [LoggerMessage(LogLevel.Error, "Job {Id} failed")]
    private partial void LogFailed(Exception failure, long id);
}
