using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace NewsBot.Admin;

/// <summary>Signing in with the admin's key or with a token of Microsoft Entra, and out.</summary>
internal static partial class SessionEndpoints
{
    private const int MaxName = 60;

    public static void MapSession(this RouteGroupBuilder api)
    {
        api.MapGet("/session", (Delegate)Get).AllowAnonymous()
            .WithSummary("Who is signed in, in which ways one signs in, and the token that every change has to bring");
        api.MapPost("/session", SignInAsync).AllowAnonymous().RequireRateLimiting(SignInLimits.Policy)
            .WithSummary("Signs in: exchanges the admin's key, or an access token of Microsoft Entra, for a cookie").ProducesProblem(StatusCodes.Status401Unauthorized);
        api.MapDelete("/session", SignOutAsync).WithSummary("Signs out");
    }

    private static Ok<SessionState> Get(HttpContext http, AdminAccess access, IAntiforgery antiforgery)
    {
        var isAdmin = http.User.IsInRole(AdminAccess.Role);
        return TypedResults.Ok(new SessionState(
            isAdmin,
            isAdmin ? http.User.Identity?.Name : null,
            isAdmin ? http.User.FindFirstValue(AdminAccess.WayClaim) : null,
            access.TakesKey,
            access.TakesTokens,
            antiforgery.GetAndStoreTokens(http).RequestToken!));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SignInAsync(
        SignIn request, HttpContext http, AdminAccess access, AuditLog audit, IOptions<AdminOptions> options, TimeProvider time, ILoggerFactory loggers)
    {
        var lifetime = time.GetUtcNow() + options.Value.SessionLifetime;
        if (request.Key is { Length: > 0 } key && access.IsKey(key))
        {
            var name = request.Name?.Trim() is { Length: > 0 } given ? given[..Math.Min(given.Length, MaxName)] : "An admin";
            return await AdmitAsync(AdminAccess.Admin("key", name, "admin key"), lifetime);
        }

        if (request.Token is { Length: > 0 } token && access.TakesTokens)
        {
            // As if it had come with the request.
            http.Request.Headers.Authorization = $"Bearer {token}";
            var result = await http.AuthenticateAsync(AdminAccess.EntraScheme);
            if (result.Principal?.IsInRole(AdminAccess.Role) is true)
            {
                return await AdmitAsync(result.Principal, result.Properties?.ExpiresUtc is { } end && end < lifetime ? end : lifetime);
            }
        }

        LogRefused(loggers.CreateLogger(typeof(SessionEndpoints)), http.Connection.RemoteIpAddress);
        return TypedResults.Problem(
            request.Token is { Length: > 0 } ? $"This is no valid access token for this bot with the role {AdminAccess.Role}." : "This is not the admin's key.",
            statusCode: StatusCodes.Status401Unauthorized);

        async Task<Results<NoContent, ProblemHttpResult>> AdmitAsync(ClaimsPrincipal admin, DateTimeOffset until)
        {
            await http.SignInAsync(AdminAccess.SessionScheme, admin, new AuthenticationProperties { ExpiresUtc = until });
            http.User = admin;
            audit.Add(AdminAccess.NameOf(http), "sign in");
            return TypedResults.NoContent();
        }
    }

    private static async Task<NoContent> SignOutAsync(HttpContext http, AuditLog audit)
    {
        audit.Add(AdminAccess.NameOf(http), "sign out");
        await http.SignOutAsync(AdminAccess.SessionScheme);
        return TypedResults.NoContent();
    }

    [LoggerMessage(LogLevel.Warning, "Somebody at {Address} tried to sign in as an admin, and was refused")]
    private static partial void LogRefused(ILogger logger, System.Net.IPAddress? address);
}

/// <param name="Name">Whoever is signed in; null: nobody.</param>
/// <param name="Way">In which way they are an admin.</param>
/// <param name="TakesKey">Whether one signs in with the admin's key.</param>
/// <param name="TakesTokens">Whether one signs in with an access token of Microsoft Entra.</param>
/// <param name="AntiforgeryToken">What every change has to bring in the header X-Antiforgery-Token.</param>
internal sealed record SessionState(bool IsSignedIn, string? Name, string? Way, bool TakesKey, bool TakesTokens, string AntiforgeryToken);

/// <param name="Key">The admin's key.</param>
/// <param name="Token">Instead of a key: an access token of Microsoft Entra for the bot's app.</param>
/// <param name="Name">For the audit log, as everybody has the same key.</param>
internal sealed record SignIn(string? Key = null, string? Token = null, string? Name = null);
