namespace NewsBot.Activities;

/// <summary>What the bot does with an activity. Made anew for every turn; override what the bot cares about.</summary>
public abstract class ActivityHandler
{
    public virtual Task OnTurnAsync(TurnContext turn, CancellationToken cancellationToken) => turn.Activity.Type switch
    {
        ActivityTypes.Message => OnMessageAsync(turn, cancellationToken),
        ActivityTypes.ConversationUpdate => OnConversationUpdateAsync(turn, cancellationToken),
        ActivityTypes.InstallationUpdate => OnInstallationUpdateAsync(turn, cancellationToken),
        ActivityTypes.MessageReaction => OnMessageReactionAsync(turn, cancellationToken),
        ActivityTypes.Event => OnEventAsync(turn, cancellationToken),
        ActivityTypes.Invoke => InvokeAsync(turn, cancellationToken),
        ActivityTypes.EndOfConversation => OnEndOfConversationAsync(turn, cancellationToken),
        _ => Task.CompletedTask, // the protocol grows: an activity we do not know is not an error
    };

    /// <summary>Somebody wrote, or submitted a card.</summary>
    protected abstract Task OnMessageAsync(TurnContext turn, CancellationToken cancellationToken);

    /// <summary>Others than the bot joined; <see cref="GreetedConversations"/> knows whether to greet them.</summary>
    protected virtual Task OnMembersAddedAsync(
        IReadOnlyList<ChannelAccount> members, TurnContext turn, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The bot was installed; the conversation's members may be told of before, after or never.</summary>
    protected virtual Task OnInstallationAddedAsync(TurnContext turn, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnInstallationRemovedAsync(TurnContext turn, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task OnMessageReactionAsync(TurnContext turn, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Which event it is says its name.</summary>
    protected virtual Task OnEventAsync(TurnContext turn, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Something is asked whose outcome is waited for; which one says its name. Null: the bot does not know it.</summary>
    protected virtual Task<InvokeResponse?> OnInvokeAsync(TurnContext turn, CancellationToken cancellationToken) => Task.FromResult<InvokeResponse?>(null);

    protected virtual Task OnEndOfConversationAsync(TurnContext turn, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task InvokeAsync(TurnContext turn, CancellationToken cancellationToken) =>
        turn.InvokeResponse = await OnInvokeAsync(turn, cancellationToken);

    private Task OnConversationUpdateAsync(TurnContext turn, CancellationToken cancellationToken) =>
        turn.Activity.OtherMembersAdded() is { Count: > 0 } others
            ? OnMembersAddedAsync(others, turn, cancellationToken)
            : Task.CompletedTask;

    private Task OnInstallationUpdateAsync(TurnContext turn, CancellationToken cancellationToken) => turn.Activity.Action switch
    {
        "add" => OnInstallationAddedAsync(turn, cancellationToken),
        "remove" => OnInstallationRemovedAsync(turn, cancellationToken),
        _ => Task.CompletedTask,
    };
}
