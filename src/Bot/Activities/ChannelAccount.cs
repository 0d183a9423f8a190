namespace NewsBot.Activities;

/// <summary>
/// A person or a bot, as a channel knows them. The role is <c>user</c> or <c>bot</c>; the AAD object id is the person's in
/// Microsoft Entra ID, where the channel has one.
/// </summary>
public sealed record ChannelAccount(string? Id, string? Name = null, string? AadObjectId = null, string? Role = null);
