using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace NewsBot.Activities.Authentication;

/// <summary>
/// Judges the tokens of channels:
/// https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#connector-to-bot
/// </summary>
internal sealed class ChannelValidation(TokenValidation validation, IOptions<AuthenticationOptions> options, IOptions<BotRegistration> registration)
{
    private const string ServiceUrlClaim = "serviceurl";
    private const string EndorsementsProperty = "endorsements";

    public bool IsFor(JsonWebToken token) => token.Issuer == options.Value.ChannelIssuer;

    /// <summary>Null when the token is not good.</summary>
    /// <exception cref="SigningKeysUnavailableException"></exception>
    public async Task<Caller?> AuthenticateAsync(JsonWebToken token, CancellationToken cancellationToken) =>
        await validation.ValidateAsync(
            token, options.Value.ChannelMetadata, [options.Value.ChannelIssuer], [registration.Value.MicrosoftAppId], cancellationToken) is { } key
        && token.TryGetPayloadValue<string>(ServiceUrlClaim, out var serviceUrl) && !string.IsNullOrEmpty(serviceUrl)
            ? new Caller.Channel(serviceUrl, EndorsementsOf(key))
            : null;

    // An extension of the Bot Framework to RFC 7517: a key without it speaks for no channel.
    private static IReadOnlyList<string> EndorsementsOf(JsonWebKey key) =>
        key.AdditionalData.TryGetValue(EndorsementsProperty, out var value) && value is JsonElement { ValueKind: JsonValueKind.Array } endorsements
            ? [.. endorsements.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];
}
