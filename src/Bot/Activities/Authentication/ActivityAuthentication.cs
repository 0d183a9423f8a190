using Microsoft.Extensions.Options;

namespace NewsBot.Activities.Authentication;

/// <summary>Who may deliver which activities.</summary>
internal sealed class ActivityAuthentication(
    AnonymousAccess anonymous,
    ChannelValidation channels,
    EmulatorValidation emulators,
    IOptions<BotRegistration> registration,
    IOptions<AuthenticationOptions> options)
{
    private const string Scheme = "Bearer ";

    /// <summary>Who sent a request, judged before anything of its body is read; null: nobody who may.</summary>
    /// <exception cref="SigningKeysUnavailableException">It cannot be judged for now.</exception>
    public async Task<Caller?> AuthenticateAsync(HttpContext http, CancellationToken cancellationToken)
    {
        if (anonymous.Admits(http.Connection.RemoteIpAddress, http.Request.Host, http.Request.Headers))
        {
            return new Caller.Local();
        }

        if (!registration.Value.Exists || http.Request.Headers.Authorization is not [{ } header]
            || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || TokenValidation.Read(header[Scheme.Length..].Trim()) is not { } token)
        {
            return null;
        }

        // The issuer that it claims only chooses how it is judged.
        return channels.IsFor(token) ? await channels.AuthenticateAsync(token, cancellationToken)
            : emulators.IsFor(token) ? await emulators.AuthenticateAsync(token, cancellationToken)
            : null;
    }

    /// <summary>Why that caller may not deliver that activity, in one sentence; null: it may.</summary>
    public string? ObjectionTo(Activity activity, Caller caller) => caller switch
    {
        Caller.Channel channel => ObjectionTo(activity, channel),
        _ when !AnonymousAccess.IsLoopback(activity.ServiceUrl) => "From this caller, serviceUrl has to be an address on this machine.",
        _ => null,
    };

    private string? ObjectionTo(Activity activity, Caller.Channel channel) =>
        activity.ServiceUrl is not { IsAbsoluteUri: true, Scheme: "https", UserInfo: "" } serviceUrl ? "serviceUrl has to be an absolute address with https."
        : !string.Equals(serviceUrl.OriginalString, channel.ServiceUrl, StringComparison.OrdinalIgnoreCase) ? "The token is for another serviceUrl."
        : !IsAllowedHost(serviceUrl.IdnHost) ? "The host of serviceUrl is not among Authentication:AllowedServiceHosts."
        : activity.ChannelId is null || !channel.Endorsements.Contains(activity.ChannelId, StringComparer.Ordinal) ? "The key of the token does not speak for that channel."
        : !IsAllowedTenant(activity) ? "That tenant is not among Authentication:AllowedTenants."
        : null;

    private bool IsAllowedHost(string host) => options.Value.AllowedServiceHosts.Count == 0 || options.Value.AllowedServiceHosts.Any(allowed =>
        allowed.StartsWith("*.", StringComparison.Ordinal)
            ? host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)
            : host.Equals(allowed, StringComparison.OrdinalIgnoreCase));

    // An activity may tell it in two places, and then both have to be right. One of a channel that knows no tenants is nobody's who was allowed.
    private bool IsAllowedTenant(Activity activity) =>
        options.Value.AllowedTenants.Count == 0
        || (activity.Tenants() is { Count: > 0 } tenants && tenants.All(tenant => options.Value.AllowedTenants.Contains(tenant, StringComparer.OrdinalIgnoreCase)));
}
