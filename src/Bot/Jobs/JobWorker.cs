using NewsBot.Feeds;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Jobs;

/// <summary>Runs what waits while the bot serves, one job after the other; and takes over what an earlier program was cut off from.</summary>
internal sealed partial class JobWorker(JobRunner runner, JobStore store, WriterLock writer, JobSignal signal, ILogger<JobWorker> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whoever starts the program does not wait for this.
        await Task.Yield();
        var isBroken = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var hasRun = await RunNextAsync(stoppingToken);
                isBroken = false;
                if (!hasRun)
                {
                    await signal.WaitAsync(BetweenLooks, stoppingToken);
                }
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                // Be it that it was told to stop, or that what it needs is gone already: it is over.
                return;
            }
            catch (Exception failure)
            {
                if (!isBroken)
                {
                    LogBroken(failure is IndexUnusableException ? null : failure, failure.Message);
                }

                isBroken = true;
                await Task.Delay(BetweenLooks, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> RunNextAsync(CancellationToken stopping)
    {
        if (!store.HasWork() || writer.TryTake() is not { } right)
        {
            return false;
        }

        using (right)
        {
            store.Recover();
            if (store.NextWaiting() is not { } job)
            {
                return false;
            }

            var isRoutine = job.StartedBy == FeedPolling.Starter;
            LogStarted(isRoutine ? LogLevel.Debug : LogLevel.Information, job.Id, job.Kind, job.Sources, job.StartedBy);
            var ended = await runner.RunAsync(job, JobState.Interrupted, stopping);
            LogEnded(isRoutine && ended.Counts.Added + ended.Counts.Updated == 0 ? LogLevel.Debug : LogLevel.Information, job.Id, ended.State, (object?)ended.Fault ?? ended.Counts);
            return true;
        }
    }

    [LoggerMessage("Job {Id} runs ({Kind} of {Sources}, started by {StartedBy})")]
    private partial void LogStarted(LogLevel level, long id, JobKind kind, IReadOnlyList<string> sources, string startedBy);

    [LoggerMessage("Job {Id} is {State}: {Outcome}")]
    private partial void LogEnded(LogLevel level, long id, JobState state, object outcome);

    [LoggerMessage(LogLevel.Error, "Jobs cannot be run at the moment: {Reason}")]
    private partial void LogBroken(Exception? failure, string reason);
}
