using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace NewsBot.Admin;

/// <summary>Takes whoever asks from this machine for an admin, while the bot is being developed and nobody can sign in.</summary>
internal sealed class LocalHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> schemes, ILoggerFactory loggers, UrlEncoder encoder, AdminAccess access)
    : AuthenticationHandler<AuthenticationSchemeOptions>(schemes, loggers, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(access.IsLocal(Context)
        ? AuthenticateResult.Success(new AuthenticationTicket(AdminAccess.Admin("local", "Somebody at this machine", "Development"), Scheme.Name))
        : AuthenticateResult.NoResult());
}
