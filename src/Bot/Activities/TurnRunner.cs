using Microsoft.Extensions.Options;

namespace NewsBot.Activities;

/// <summary>Runs turns in the background, because a channel does not wait for an answer as long as an answer takes.</summary>
internal sealed partial class TurnRunner(
    TurnQueue queue, TurnProcessor processor, IOptions<ActivitiesOptions> options, TimeProvider time, ILogger<TurnRunner> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var graceOver = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var stopping = stoppingToken.Register(() => graceOver.CancelAfter(options.Value.ShutdownGrace));
        var places = new ParallelOptions { MaxDegreeOfParallelism = options.Value.MaxConcurrentTurns };
        try
        {
            // Stopping ends the taking of turns at once, but waits for those that run.
            await Parallel.ForEachAsync(
                queue.TakeAllAsync(stoppingToken), places, async (turn, _) => await RunAsync(turn, graceOver.Token));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            if (queue.Waiting is > 0 and var waiting)
            {
                LogWaitingTurnsLost(waiting);
            }
        }
    }

    private async Task RunAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        try
        {
            await processor.RunAsync(turn, cancellationToken);
        }
        finally
        {
            queue.Release(turn);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The program stops; {Turns} waiting turns were not begun")]
    private partial void LogWaitingTurnsLost(int turns);
}
