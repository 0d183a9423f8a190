using Microsoft.Extensions.Options;

namespace NewsBot.Activities;

/// <summary>Runs a turn: a handler of its own, in time, and an apology when that fails.</summary>
internal sealed partial class TurnProcessor(
    IServiceScopeFactory scopes, IOptions<ActivitiesOptions> options, TimeProvider time, ILogger<TurnProcessor> logger)
{
    private const string Apology = "Sorry, something went wrong while I looked that up. Please ask again.";
    private const int ReferenceLength = 8;

    /// <summary>False if the turn failed; whoever asked has been told.</summary>
    public async Task<bool> RunAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.Value.TurnTimeout, time);
        using var turnOver = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ActivityHandler>().OnTurnAsync(turn, turnOver.Token);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogTurnCancelled(turn.Activity.Type, turn.Activity.ChannelId);
            return false;
        }
        catch (StoppedByUserException)
        {
            LogStopped(turn.Activity.ChannelId);
            return true;
        }
        catch (Exception failure)
        {
            var reference = Guid.NewGuid().ToString("N")[..ReferenceLength];
            LogTurnFailed(failure, reference, turn.Activity.Type, turn.Activity.ChannelId);
            await ApologiseAsync(turn, reference, cancellationToken);
            return false;
        }
        finally
        {
            turn.End();
        }
    }

    private async Task ApologiseAsync(TurnContext turn, string reference, CancellationToken cancellationToken)
    {
        if (turn.Activity.Type is not ActivityTypes.Message)
        {
            return; // nobody asked anything
        }

        try
        {
            await turn.StreamingResponse.BreakOffAsync($"{Apology} (In the bot's log: {reference})", cancellationToken);
        }
        catch (Exception failure)
        {
            LogApologyFailed(failure, turn.Activity.ChannelId);
        }
    }

    [LoggerMessage(LogLevel.Error, "A turn failed ({Reference}): {ActivityType} on {ChannelId}")]
    private partial void LogTurnFailed(Exception failure, string reference, string activityType, string? channelId);

    [LoggerMessage(LogLevel.Warning, "The apology for a failed turn on {ChannelId} could not be sent either")]
    private partial void LogApologyFailed(Exception failure, string? channelId);

    [LoggerMessage(LogLevel.Warning, "A turn was cut short because the program stops or nobody waits for it: {ActivityType} on {ChannelId}")]
    private partial void LogTurnCancelled(string activityType, string? channelId);

    [LoggerMessage(LogLevel.Debug, "Somebody on {ChannelId} stopped an answer")]
    private partial void LogStopped(string? channelId);
}
