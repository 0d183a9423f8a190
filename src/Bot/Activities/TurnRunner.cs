using Microsoft.Extensions.Options;

namespace NewsBot.Activities;

/// <summary>Runs turns in the background, because a channel does not wait for an answer as long as an answer takes.</summary>
internal sealed partial class TurnRunner(
    TurnQueue queue,
    IServiceScopeFactory scopes,
    IOptions<ActivitiesOptions> options,
    TimeProvider time,
    ILogger<TurnRunner> logger) : BackgroundService
{
    private const string Apology = "Sorry, something went wrong while I looked that up. Please ask again.";

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
        using var timeout = new CancellationTokenSource(options.Value.TurnTimeout, time);
        using var turnOver = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ActivityHandler>().OnTurnAsync(turn, turnOver.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogTurnCancelled(turn.Activity.Type, turn.Activity.ChannelId);
        }
        catch (Exception failure)
        {
            LogTurnFailed(failure, turn.Activity.Type, turn.Activity.ChannelId);
            await ApologiseAsync(turn, cancellationToken);
        }
        finally
        {
            queue.Release(turn);
        }
    }

    private async Task ApologiseAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        if (turn.Activity.Type is not ActivityTypes.Message)
        {
            return; // nobody asked anything
        }

        try
        {
            await turn.SendActivityAsync(Apology, cancellationToken);
        }
        catch (Exception failure)
        {
            LogApologyFailed(failure, turn.Activity.ChannelId);
        }
    }

    [LoggerMessage(LogLevel.Error, "A turn failed: {ActivityType} on {ChannelId}")]
    private partial void LogTurnFailed(Exception failure, string activityType, string? channelId);

    [LoggerMessage(LogLevel.Warning, "The apology for a failed turn on {ChannelId} could not be sent either")]
    private partial void LogApologyFailed(Exception failure, string? channelId);

    [LoggerMessage(LogLevel.Warning, "A turn was cut short because the program stops: {ActivityType} on {ChannelId}")]
    private partial void LogTurnCancelled(string activityType, string? channelId);

    [LoggerMessage(LogLevel.Warning, "The program stops; {Turns} waiting turns were not begun")]
    private partial void LogWaitingTurnsLost(int turns);
}
