using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.Net.Http.Headers;
using NewsBot.Activities.Authentication;

namespace NewsBot.Admin;

/// <summary>
/// Takes the access tokens that Microsoft Entra gives for the bot's app in the bot's own tenant:
/// https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
/// </summary>
internal sealed class EntraHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> schemes,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    TokenValidation validation,
    IOptions<BotRegistration> registration,
    IOptions<Activities.Authentication.AuthenticationOptions> options) : AuthenticationHandler<AuthenticationSchemeOptions>(schemes, loggers, encoder)
{
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var (appId, tenant) = (registration.Value.MicrosoftAppId, registration.Value.MicrosoftAppTenantId);
        if (appId.Length == 0 || tenant.Length == 0 || Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            || TokenValidation.Read(header[Bearer.Length..].Trim()) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        try
        {
            var key = await validation.ValidateAsync(
                token,
                options.Value.EmulatorMetadata,
                [$"https://login.microsoftonline.com/{tenant}/v2.0", $"https://sts.windows.net/{tenant}/"],
                [appId, $"api://{appId}"],
                Context.RequestAborted);
            return key is null ? AuthenticateResult.Fail("The token is not good.") : AuthenticateResult.Success(new AuthenticationTicket(
                Principal(token), new AuthenticationProperties { ExpiresUtc = new DateTimeOffset(token.ValidTo) }, Scheme.Name));
        }
        catch (SigningKeysUnavailableException failure)
        {
            return AuthenticateResult.Fail(failure);
        }
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if ((await HandleAuthenticateOnceSafeAsync()).Failure is SigningKeysUnavailableException)
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.Append(HeaderNames.WWWAuthenticate, "Bearer");
    }

    // Whoever signs in has a name; a program that does has only its own id.
    private static ClaimsPrincipal Principal(JsonWebToken token)
    {
        var id = Claim(token, "oid") ?? token.Subject;
        var name = Claim(token, "preferred_username") ?? Claim(token, "upn") ?? Claim(token, "name") ?? Claim(token, "azp") ?? Claim(token, "appid") ?? id;
        var isAdmin = token.Claims.Any(claim => claim is { Type: "roles", Value: AdminAccess.Role });
        return isAdmin
            ? AdminAccess.Admin(id, name, "Microsoft Entra")
            : new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, id)], AdminAccess.EntraScheme));
    }

    private static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) && value.Length > 0 ? value : null;
}
