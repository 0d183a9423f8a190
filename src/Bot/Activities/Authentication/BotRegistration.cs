using Microsoft.Extensions.Options;

namespace NewsBot.Activities.Authentication;

/// <summary>The bot as it is registered with Azure: settings at the root, under the names that Bot Framework programs share.</summary>
public sealed class BotRegistration
{
    /// <summary><c>MultiTenant</c>, which is what empty means, <c>SingleTenant</c> or <c>UserAssignedMSI</c>.</summary>
    public string MicrosoftAppType { get; set; } = "";

    /// <summary>Empty: the bot is not registered, and only programs on this machine can talk with it.</summary>
    public string MicrosoftAppId { get; set; } = "";

    /// <summary>The client secret; a managed identity has none.</summary>
    public string MicrosoftAppPassword { get; set; } = "";

    /// <summary>The Microsoft Entra tenant of a bot of one tenant.</summary>
    public string MicrosoftAppTenantId { get; set; } = "";

    public bool Exists => MicrosoftAppId.Length > 0;

    /// <summary>Null when it is none of the three.</summary>
    internal BotType? Type =>
        MicrosoftAppType.Length == 0 ? BotType.MultiTenant
        : Enum.TryParse<BotType>(MicrosoftAppType, ignoreCase: true, out var type) && !char.IsAsciiDigit(MicrosoftAppType[0]) ? type
        : null;
}

/// <summary>Whose users the bot is for, and how it proves who it is.</summary>
internal enum BotType
{
    MultiTenant,
    SingleTenant,
    UserAssignedMSI,
}

/// <summary>Half a registration would only fail at the first message, and less clearly.</summary>
internal sealed class BotRegistrationValidator : IValidateOptions<BotRegistration>
{
    public ValidateOptionsResult Validate(string? name, BotRegistration options) => options switch
    {
        { Exists: false } => ValidateOptionsResult.Success,
        _ when !Guid.TryParse(options.MicrosoftAppId, out _) => ValidateOptionsResult.Fail("MicrosoftAppId has to be the GUID of the bot's app registration."),
        { Type: null } => ValidateOptionsResult.Fail("MicrosoftAppType has to be MultiTenant, SingleTenant or UserAssignedMSI."),
        { Type: BotType.UserAssignedMSI, MicrosoftAppPassword.Length: > 0 } =>
            ValidateOptionsResult.Fail("MicrosoftAppPassword has to be empty when MicrosoftAppType is UserAssignedMSI: a managed identity has no secret."),
        { Type: not BotType.UserAssignedMSI, MicrosoftAppPassword.Length: 0 } =>
            ValidateOptionsResult.Fail("MicrosoftAppPassword is missing: the bot with that MicrosoftAppId cannot send without its client secret."),
        { Type: BotType.SingleTenant, MicrosoftAppTenantId.Length: 0 } =>
            ValidateOptionsResult.Fail("MicrosoftAppTenantId is missing: a bot of MicrosoftAppType SingleTenant has a tenant."),
        _ => ValidateOptionsResult.Success,
    };
}
