using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace NewsBot.Activities.Authentication;

/// <summary>
/// Judges the tokens of developers' tools, which Microsoft Entra gives to whoever has the bot's own credentials:
/// https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#emulator-to-bot
/// </summary>
internal sealed class EmulatorValidation(TokenValidation validation, IOptions<AuthenticationOptions> options, IOptions<BotRegistration> registration)
{
    // Of the Bot Framework's own tenants, one in the public cloud and one of Microsoft's.
    private static readonly string[] WellKnownTenants = ["d6d49420-f39b-4df7-a1dc-d59a935871db", "f8cdef31-a31e-4b4a-93e4-5f571e91255a"];

    // Never of the tenant that a token itself names: anybody can have a tenant.
    private string[] Issuers =>
    [
        .. WellKnownTenants.Append(registration.Value.MicrosoftAppTenantId)
            .Where(tenant => tenant.Length > 0)
            .SelectMany(tenant => new[] { $"https://sts.windows.net/{tenant}/", $"https://login.microsoftonline.com/{tenant}/v2.0" }),
    ];

    public bool IsFor(JsonWebToken token) => options.Value.EmulatorTokens && Issuers.Contains(token.Issuer, StringComparer.Ordinal);

    /// <summary>Null when the token is not good.</summary>
    /// <exception cref="SigningKeysUnavailableException"></exception>
    public async Task<Caller?> AuthenticateAsync(JsonWebToken token, CancellationToken cancellationToken)
    {
        var appId = registration.Value.MicrosoftAppId;
        return await validation.ValidateAsync(token, options.Value.EmulatorMetadata, Issuers, [appId, $"api://{appId}"], cancellationToken) is not null
            && ApplicationOf(token) == appId
            ? new Caller.Emulator()
            : null;
    }

    private static string? ApplicationOf(JsonWebToken token) => Claim(token, "ver") switch
    {
        "1.0" or "" => Claim(token, "appid"),
        "2.0" => Claim(token, "azp"),
        _ => null,
    };

    private static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : null;
}
