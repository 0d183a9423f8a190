namespace NewsBot.Activities;

/// <summary>
/// Sees to it that a conversation is greeted once. Its beginning may be told as a conversationUpdate, as an installationUpdate or as
/// both in either order, and is told again whenever a page is reloaded.
/// </summary>
public sealed class GreetedConversations(TimeProvider time)
{
    private readonly RecentKeys<(string? ChannelId, string? ConversationId)> greeted =
        new(capacity: 10_000, lifetime: TimeSpan.FromDays(1), time);

    /// <summary>True if this activity calls for a greeting and no earlier one did; whoever is told so has to greet.</summary>
    public bool TryClaim(Activity activity) =>
        CallsForGreeting(activity) && greeted.TryAdd((activity.ChannelId, activity.Conversation?.Id));

    private static bool CallsForGreeting(Activity activity) => activity.Type switch
    {
        ActivityTypes.InstallationUpdate => activity.Action is "add",

        // Who joins a group later is not greeted in front of all the others, nor is the bot when it joins alone.
        ActivityTypes.ConversationUpdate => activity.OtherMembersAdded() is { Count: > 0 } others
            && (!IsGroup(activity.Conversation) || others.Count < activity.MembersAdded!.Count),

        _ => true, // such as the event by which a page says that it has opened
    };

    private static bool IsGroup(ConversationAccount? conversation) =>
        conversation is { IsGroup: true } or { ConversationType: "groupChat" or "channel" };
}
