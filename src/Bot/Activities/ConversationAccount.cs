namespace NewsBot.Activities;

/// <summary>
/// A conversation, as a channel knows it. Its type is <c>personal</c>, <c>groupChat</c> or <c>channel</c> in Teams; most channels do not say.
/// </summary>
public sealed record ConversationAccount(
    string? Id,
    string? Name = null,
    bool? IsGroup = null,
    string? ConversationType = null,
    string? TenantId = null);
