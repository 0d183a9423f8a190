namespace NewsBot.Activities;

/// <summary>
/// One activity that came in, and the way back to whoever sent it: a function that delivers an activity and returns the id the channel
/// gave it, if it gave one.
/// </summary>
public sealed class TurnContext(Activity activity, Func<Activity, CancellationToken, Task<string?>> send)
{
    public Activity Activity { get; } = activity;

    /// <exception cref="ConnectorException">The channel did not take it.</exception>
    public Task<string?> SendActivityAsync(string text, CancellationToken cancellationToken) =>
        SendActivityAsync(Activity.CreateReply(text), cancellationToken);

    /// <summary>Sends what <see cref="Activity.CreateReply"/> made, and thereby addressed.</summary>
    /// <exception cref="ConnectorException">The channel did not take it.</exception>
    public Task<string?> SendActivityAsync(Activity reply, CancellationToken cancellationToken) => send(reply, cancellationToken);

    /// <summary>Says that the bot is at work. Clients show it for about three seconds; more than one in two seconds is unwelcome.</summary>
    public Task SendTypingAsync(CancellationToken cancellationToken) =>
        SendActivityAsync(Activity.CreateReply(text: null) with { Type = ActivityTypes.Typing }, cancellationToken);
}
