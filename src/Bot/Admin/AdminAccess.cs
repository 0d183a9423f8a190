using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using NewsBot.Activities.Authentication;

namespace NewsBot.Admin;

/// <summary>
/// For whom the admin's surface exists: for everybody who can sign in, once there is a key or the bot has a tenant; else for programs on this
/// machine, while the bot is being developed.
/// </summary>
internal sealed partial class AdminAccess(
    IOptions<AdminOptions> options, IOptions<BotRegistration> registration, AnonymousAccess local, ILogger<AdminAccess> logger)
{
    /// <summary>Name of the policy of everything but signing in.</summary>
    public const string Policy = "admin";

    /// <summary>What an admin has to be, in Microsoft Entra too: https://learn.microsoft.com/entra/identity-platform/howto-add-app-roles-in-apps</summary>
    public const string Role = "News.Admin";

    /// <summary>The scheme that chooses one of the three others by what a request brings.</summary>
    public const string AnyScheme = "Admin";

    public const string SessionScheme = "AdminSession";
    public const string EntraScheme = "AdminEntra";
    public const string LocalScheme = "AdminLocal";

    /// <summary>The claim that tells in which way somebody is an admin, for the audit log.</summary>
    public const string WayClaim = "way";

    public bool TakesKey => options.Value.HasKey;

    /// <summary>Whether tokens of Microsoft Entra are taken: they are those of the bot's own tenant, for the bot's own app.</summary>
    public bool TakesTokens => registration.Value.Exists && registration.Value.MicrosoftAppTenantId.Length > 0;

    public bool ExistsFor(HttpContext http) => TakesKey || TakesTokens || IsLocal(http);

    /// <summary>Whether nobody has to sign in who asks from this machine.</summary>
    public bool IsLocal(HttpContext http) =>
        !TakesKey && !TakesTokens && local.Admits(http.Connection.RemoteIpAddress, http.Request.Host, http.Request.Headers);

    /// <summary>Compares in a time that tells nothing of the key, not even its length.</summary>
    public bool IsKey(string key) =>
        TakesKey && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(key)), SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.Key)));

    /// <summary>Logs for whom the surface exists.</summary>
    public void Tell()
    {
        if (TakesKey || TakesTokens)
        {
            LogSignIn(AdminExtensions.Path, TakesKey && TakesTokens ? "Admin:Key or a token of Microsoft Entra" : TakesKey ? "Admin:Key" : "a token of Microsoft Entra");
        }
        else if (local.IsOpen)
        {
            LogLocal(AdminExtensions.Path);
        }
        else
        {
            LogNone(AdminExtensions.Path);
        }
    }

    /// <param name="id">The same for the same admin, for tokens against forgery.</param>
    /// <param name="name">For people, and for the audit log.</param>
    /// <param name="way">In which way they are an admin.</param>
    public static ClaimsPrincipal Admin(string id, string name, string way) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, id), new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.Role, Role), new Claim(WayClaim, way)],
        AnyScheme));

    /// <summary>As the audit log names somebody: who they are, in which way, and from where.</summary>
    public static string NameOf(HttpContext http) =>
        $"{http.User.Identity?.Name} ({http.User.FindFirstValue(WayClaim)}, {http.Connection.RemoteIpAddress?.ToString() ?? "nowhere"})";

    [LoggerMessage(LogLevel.Information, "{Path} is for those who sign in with {Way}")]
    private partial void LogSignIn(string path, string way);

    [LoggerMessage(LogLevel.Warning, "{Path} is open without signing in, to programs on this machine only")]
    private partial void LogLocal(string path);

    [LoggerMessage(LogLevel.Information, "{Path} does not exist: without Admin:Key nobody can sign in")]
    private partial void LogNone(string path);
}
