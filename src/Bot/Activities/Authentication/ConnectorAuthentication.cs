using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace NewsBot.Activities.Authentication;

/// <summary>
/// Gets the tokens by which channels know the bot, and keeps each for as long as it is good:
/// https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#bot-to-connector
/// </summary>
public sealed class ConnectorAuthentication
{
    /// <summary>Name of the HTTP client.</summary>
    public const string HttpClientName = "bot tokens";

    private const string LoginService = "https://login.microsoftonline.com";
    private const string TenantOfMultiTenantBots = "botframework.com";

    private readonly Lazy<Func<CancellationToken, Task<AuthenticationResult>>> acquire;

    public ConnectorAuthentication(IOptions<BotRegistration> registration, IOptions<AuthenticationOptions> options, IHttpClientFactory http) =>
        acquire = new(() => Acquirer(registration.Value, options.Value, new MsalHttpClients(http)));

    /// <exception cref="ConnectorException">There is none to be had.</exception>
    public async Task<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await acquire.Value(cancellationToken)).AccessToken;
        }
        catch (Exception failure) when (failure is MsalException or HttpRequestException)
        {
            throw new ConnectorException(
                $"The bot got no token to send with ({(failure as MsalException)?.ErrorCode ?? "unreachable"}); "
                + "check MicrosoftAppType, MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId.",
                failure);
        }
    }

    // Both keep the token, and ask for another when it is about to expire.
    private static Func<CancellationToken, Task<AuthenticationResult>> Acquirer(
        BotRegistration registration, AuthenticationOptions options, IMsalHttpClientFactory http)
    {
        if (registration.Type == BotType.UserAssignedMSI)
        {
            var identity = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(registration.MicrosoftAppId))
                .WithHttpClientFactory(http)
                .Build();
            return cancellationToken => identity.AcquireTokenForManagedIdentity(options.Scope).ExecuteAsync(cancellationToken);
        }

        var application = ConfidentialClientApplicationBuilder.Create(registration.MicrosoftAppId)
            .WithClientSecret(registration.MicrosoftAppPassword)
            .WithAuthority(AuthorityOf(registration, options), validateAuthority: false)
            .WithInstanceDiscovery(enableInstanceDiscovery: false) // the authority is configured, not discovered
            .WithHttpClientFactory(http)
            .Build();
        return cancellationToken => application.AcquireTokenForClient([options.Scope]).ExecuteAsync(cancellationToken);
    }

    private static string AuthorityOf(BotRegistration registration, AuthenticationOptions options) =>
        options.Authority.Length > 0 ? options.Authority
        : $"{LoginService}/{(registration.Type == BotType.SingleTenant ? registration.MicrosoftAppTenantId : TenantOfMultiTenantBots)}";

    private sealed class MsalHttpClients(IHttpClientFactory http) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => http.CreateClient(HttpClientName);
    }
}
