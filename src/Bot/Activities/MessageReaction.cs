namespace NewsBot.Activities;

/// <summary>Such as <c>like</c>.</summary>
public sealed record MessageReaction(string? Type);
