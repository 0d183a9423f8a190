using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace NewsBot.Admin;

/// <summary>The cookie of an admin who has signed in. Nothing else reads it, and another key makes it worthless.</summary>
internal sealed class SessionCookie(IOptions<AdminOptions> options, IDataProtectionProvider protection, TimeProvider time) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public void Configure(CookieAuthenticationOptions settings) => Configure(AdminAccess.SessionScheme, settings);

    public void Configure(string? name, CookieAuthenticationOptions settings)
    {
        if (name != AdminAccess.SessionScheme)
        {
            return;
        }

        settings.Cookie = new CookieBuilder
        {
            Name = "newsbot-admin",
            Path = AdminExtensions.Path,
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            SecurePolicy = CookieSecurePolicy.SameAsRequest,
            IsEssential = true,
        };
        settings.ExpireTimeSpan = options.Value.SessionLifetime;
        settings.SlidingExpiration = false;
        settings.TimeProvider = time;
        settings.DataProtectionProvider = protection.CreateProtector("admin", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.Key))));
        settings.Events.OnRedirectToLogin = context => Refuse(context, StatusCodes.Status401Unauthorized);
        settings.Events.OnRedirectToAccessDenied = context => Refuse(context, StatusCodes.Status403Forbidden);
    }

    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
