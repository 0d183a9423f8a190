using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace NewsBot.Activities.Authentication;

/// <summary>The section “Authentication” of the settings: whose tokens are believed, and where the bot gets its own. The defaults are Azure's public cloud.</summary>
public sealed class AuthenticationOptions
{
    /// <summary>Microsoft Entra tenants whose people may use the bot. Empty: all.</summary>
    public IList<string> AllowedTenants { get; } = [];

    /// <summary>Hosts that replies may be sent to, as <c>smba.trafficmanager.net</c> or <c>*.botframework.com</c>. Empty: any that a channel's token names.</summary>
    public IList<string> AllowedServiceHosts { get; } = [];

    /// <summary>Who signs the tokens of channels.</summary>
    [Required]
    public string ChannelIssuer { get; set; } = "https://api.botframework.com";

    /// <summary>Where the keys of that issuer are told.</summary>
    [Required]
    public Uri ChannelMetadata { get; set; } = new("https://login.botframework.com/v1/.well-known/openidconfiguration");

    /// <summary>Whether a developer's tool that has the bot's own credentials may use the endpoint, for replies to this machine only. Not for production.</summary>
    public bool EmulatorTokens { get; set; }

    /// <summary>Where the keys are told that sign the tokens of developers' tools.</summary>
    [Required]
    public Uri EmulatorMetadata { get; set; } = new("https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration");

    /// <summary>Who gives the bot its own tokens; empty: the usual one of its MicrosoftAppType.</summary>
    public string Authority { get; set; } = "";

    /// <summary>What the bot's own tokens are for.</summary>
    [Required]
    public string Scope { get; set; } = "https://api.botframework.com/.default";
}

[OptionsValidator]
internal sealed partial class AuthenticationOptionsValidator : IValidateOptions<AuthenticationOptions>;
