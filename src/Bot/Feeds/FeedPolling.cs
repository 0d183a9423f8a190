using Microsoft.Extensions.Options;
using NewsBot.Jobs;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Feeds;

/// <summary>Reads the configured feeds regularly while the bot serves: each reading is a job, as if an admin had started it.</summary>
internal sealed partial class FeedPolling(IndexingJobs jobs, FeedStore store, IOptions<FeedOptions> options, TimeProvider time, ILogger<FeedPolling> logger) : BackgroundService
{
    /// <summary>Who starts what nobody asked for.</summary>
    public const string Starter = "feeds";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    // So that feeds of one start-up, or of one outlet, are not all read at the same moment.
    private const double Jitter = 0.1;
    private static readonly TimeSpan FirstWithin = TimeSpan.FromSeconds(30);

    // In a longer pause the program was not there to see what was new.
    private const double LongestPause = 3;

    private readonly Lock gate = new();

    /// <summary>The configured feeds, in their order.</summary>
    public IReadOnlyList<FeedState> States => options.Value.All
        .Select(feed => (Feed: feed, Record: store.Find(feed.Url)))
        .Select(known => new FeedState(
            known.Feed.Url, known.Feed.Outlet, known.Feed.Every, known.Record.LastTried, known.Record.LastSucceeded, known.Record.LastNewStory,
            known.Record.Job is null ? known.Record.NextAt : null, known.Record.Warning))
        .ToList();

    /// <summary>Reads a feed as soon as nobody else writes, whenever its time would be.</summary>
    /// <returns>The job that does it; null when no such feed is configured.</returns>
    public Job? PollNow(string url, string startedBy = Starter)
    {
        if (options.Value.All.FirstOrDefault(feed => feed.Url == url) is not { } feed)
        {
            return null;
        }

        lock (gate)
        {
            return store.Find(url).Job is { } running && jobs.Find(running) is { IsOver: false } job ? job : Start(feed, startedBy);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whoever starts the program does not wait for this.
        await Task.Yield();
        if (options.Value.All.Count == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(BetweenLooks, time);
        var isBroken = false;
        do
        {
            try
            {
                foreach (var feed in options.Value.All)
                {
                    Look(feed);
                }

                isBroken = false;
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                if (!isBroken)
                {
                    LogBroken(failure is IndexUnusableException ? null : failure, failure.Message);
                }

                isBroken = true;
            }
        }
        while (await WaitAsync(timer, stoppingToken));
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Look(Feed feed)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            var record = store.Find(feed.Url);
            if (record.Job is { } id)
            {
                var job = jobs.Find(id);
                if (job is null or { IsOver: true })
                {
                    Conclude(feed, record, job, now);
                }
            }
            else if (record.NextAt is not { } due)
            {
                store.Save(feed.Url, record with { NextAt = now + (Random.Shared.NextDouble() * (FirstWithin < feed.Every ? FirstWithin : feed.Every)) });
            }
            else if (due <= now || due > now + (2 * feed.Every))
            {
                Start(feed, Starter);
            }
        }
    }

    private Job Start(Feed feed, string startedBy)
    {
        var job = jobs.Start(new JobRequest(JobKind.Feeds, [feed.Url], Prunes: false, startedBy));
        store.Save(feed.Url, store.Find(feed.Url) with { Job = job.Id });
        return job;
    }

    private void Conclude(Feed feed, FeedRecord before, Job? job, DateTimeOffset now)
    {
        var next = now + (feed.Every * (1 - Jitter + (2 * Jitter * Random.Shared.NextDouble())));
        if (job is null or { State: JobState.Cancelled })
        {
            store.Save(feed.Url, before with { Job = null, NextAt = next });
            return;
        }

        var after = before with { Job = null, NextAt = next, LastTried = now };
        if (FeedWarning.OfFailure(feed.Url, job, jobs.ProblemsOf(job.Id, int.MaxValue)) is { } failure)
        {
            after = after with { Warning = failure };
        }
        else
        {
            if (job.Counts.Added + job.Counts.Copies > 0)
            {
                if (before.LastNewStory is { } last && before.LastTried is { } tried && now - tried < LongestPause * feed.Every)
                {
                    store.NoteSilence(feed.Url, now, now - last);
                }

                after = after with { LastNewStory = now };
            }

            after = after with { LastSucceeded = now, Warning = FeedWarning.OfSilence(feed, after.LastNewStory, store.Silences(feed.Url), now) };
        }

        store.Save(feed.Url, after);
        if (after.Warning is { } warning && warning != before.Warning)
        {
            LogWarning(feed.Url, warning);
        }
        else if (after.Warning is null && before.Warning is not null)
        {
            LogWellAgain(feed.Url);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The feed {Url}: {Warning}")]
    private partial void LogWarning(string url, string warning);

    [LoggerMessage(LogLevel.Information, "The feed {Url} is well again")]
    private partial void LogWellAgain(string url);

    [LoggerMessage(LogLevel.Error, "Feeds cannot be read at the moment: {Reason}")]
    private partial void LogBroken(Exception? failure, string reason);
}
