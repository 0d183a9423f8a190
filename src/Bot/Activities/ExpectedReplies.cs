namespace NewsBot.Activities;

/// <summary>What the bot says to an activity whose sender waits for it in the response.</summary>
internal sealed record ExpectedReplies(IReadOnlyList<Activity> Activities);
