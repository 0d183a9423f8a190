using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using NewsBot.Pages;
using NewsBot.Retrieval;

namespace NewsBot.Admin;

/// <summary>How a program lets admins look after its index: <c>/admin</c> and <c>/admin/api</c>.</summary>
internal static class AdminExtensions
{
    public const string Path = "/admin";
    public const string ApiPath = Path + "/api";

    // The data folder holds the conversations as well: whoever may read it needs no key.
    private const string KeysFolder = "keys";
    private const string UnencryptedKeys = "Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager";

    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddOptions<AdminOptions>().BindConfiguration("Admin").ValidateOnStart();
        services.AddSingleton<IValidateOptions<AdminOptions>, AdminOptionsValidator>().AddSingleton<IValidateOptions<AdminOptions>, AdminKeyValidator>();
        services.AddSingleton<AdminAccess>().AddSingleton<AuditLog>().AddSingleton<Uploads>().AddSingleton<AllowedSources>().AddSingleton<StorySearch>().AddSingleton<AdminChat>();
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>, SignInLimits>();
        return services.AddSignIn().AddAdminApi();
    }

    /// <summary>What has to be done to a request before it comes to <see cref="MapAdmin"/>: who asks, and whether they may know that there is anything.</summary>
    public static void UseAdmin(this IApplicationBuilder app)
    {
        var access = app.ApplicationServices.GetRequiredService<AdminAccess>();
        app.UseWhen(http => http.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase) && !access.ExistsFor(http), nothing => nothing.Run(http =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }));
        app.UseAuthentication();
        app.UseAuthorization();
    }

    /// <summary>Maps <c>/admin</c> and <c>/admin/api</c>, and logs for whom.</summary>
    public static void MapAdmin(this IEndpointRouteBuilder endpoints)
    {
        endpoints.ServiceProvider.GetRequiredService<AdminAccess>().Tell();
        endpoints.MapAdminPage();
        endpoints.MapAdminApi();
    }

    private static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddAuthentication()
            .AddPolicyScheme(AdminAccess.AnyScheme, displayName: null, scheme => scheme.ForwardDefaultSelector = SchemeOf)
            .AddCookie(AdminAccess.SessionScheme)
            .AddScheme<AuthenticationSchemeOptions, EntraHandler>(AdminAccess.EntraScheme, null)
            .AddScheme<AuthenticationSchemeOptions, LocalHandler>(AdminAccess.LocalScheme, null);
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, SessionCookie>();
        services.AddAuthorization(authorization => authorization.AddPolicy(
            AdminAccess.Policy, new AuthorizationPolicyBuilder(AdminAccess.AnyScheme).RequireRole(AdminAccess.Role).Build()));
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.HeaderName = ForgeryFilter.Header;
            antiforgery.Cookie = new CookieBuilder
            {
                Name = "newsbot-admin-antiforgery",
                Path = Path,
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                SecurePolicy = CookieSecurePolicy.SameAsRequest,
                IsEssential = true,
            };
        });

        // Who is signed in stays so when the program is started again.
        services.AddDataProtection();
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<RetrievalOptions>, ILoggerFactory>((keys, retrieval, loggers) =>
            keys.XmlRepository = new FileSystemXmlRepository(Directory.CreateDirectory(System.IO.Path.Combine(retrieval.Value.DataFolder, KeysFolder)), loggers));
        return services.AddLogging(logging => logging.AddFilter(UnencryptedKeys, LogLevel.Error));
    }

    private static string SchemeOf(HttpContext http) =>
        http.Request.Headers.Authorization.Count > 0 ? AdminAccess.EntraScheme
        : http.RequestServices.GetRequiredService<AdminAccess>().IsLocal(http) ? AdminAccess.LocalScheme
        : AdminAccess.SessionScheme;
}
