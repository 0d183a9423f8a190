namespace NewsBot.Activities;

/// <summary>
/// One activity that came in, and the way back to whoever sent it: a function that delivers an activity and returns the id the channel
/// gave it, if it gave one.
/// </summary>
public sealed class TurnContext(Activity activity, Func<Activity, CancellationToken, Task<string?>> send, TimeProvider? time = null)
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Activity Activity { get; } = activity;

    /// <summary>Whether a channel has proved, by its token, that the activity is its own: only then is what it says of who writes to be believed.</summary>
    public bool IsFromChannel { get; init; }

    /// <summary>What an invoke is answered with; null: the bot does not know it.</summary>
    public InvokeResponse? InvokeResponse { get; set; }

    /// <summary>For what is said little by little. It says one message, and is used once.</summary>
    public StreamingResponse StreamingResponse => field ??= new StreamingResponse(this, time ?? TimeProvider.System);

    /// <summary>Done when the turn is over, however it went.</summary>
    internal Task Ended => ended.Task;

    /// <exception cref="ConnectorException">The channel did not take it.</exception>
    public Task<string?> SendActivityAsync(string text, CancellationToken cancellationToken) =>
        SendActivityAsync(Activity.CreateReply(text), cancellationToken);

    /// <summary>Sends what <see cref="Activity.CreateReply"/> made, and thereby addressed.</summary>
    /// <exception cref="ConnectorException">The channel did not take it.</exception>
    public Task<string?> SendActivityAsync(Activity reply, CancellationToken cancellationToken) => send(reply, cancellationToken);

    /// <summary>Says that the bot is at work. Clients show it for about three seconds; more than one in two seconds is unwelcome.</summary>
    public Task SendTypingAsync(CancellationToken cancellationToken) =>
        SendActivityAsync(Activity.CreateReply(text: null) with { Type = ActivityTypes.Typing }, cancellationToken);

    internal void End() => ended.TrySetResult();
}
