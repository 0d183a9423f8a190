namespace NewsBot.Activities;

/// <summary>A conversation, as a channel knows it. Of its type, Teams says <c>personal</c>, <c>groupChat</c> or <c>channel</c>; most say nothing.</summary>
public sealed record ConversationAccount(
    string? Id,
    string? Name = null,
    bool? IsGroup = null,
    string? ConversationType = null,
    string? TenantId = null);
