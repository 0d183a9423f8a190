using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.Extensions.Primitives;

namespace NewsBot.Activities.Authentication;

/// <summary>
/// Who may use the endpoint without a token: programs on this machine, while the bot is being developed and is not registered anywhere.
/// </summary>
internal sealed class AnonymousAccess(bool isDevelopment, string? microsoftAppId)
{
    public bool IsRegistered { get; } = !string.IsNullOrEmpty(microsoftAppId);

    public bool IsOpen => isDevelopment && !IsRegistered;

    /// <summary>Judges the caller, before anything of the body is read.</summary>
    public bool Admits(IPAddress? peer, HostString host, IHeaderDictionary headers) =>
        IsOpen
        && IsLoopback(peer)
        && IsLoopback(host.Host) // a web page that had its own name point to this machine would name another host
        && StringValues.IsNullOrEmpty(headers.Authorization) // a token has to be validated, never ignored
        && !headers.Keys.Any(IsLeftByProxy);

    /// <summary>Judges where replies would go: a sender without a token must not make the bot call other machines.</summary>
    public static bool IsLoopback([NotNullWhen(true)] Uri? serviceUrl) =>
        serviceUrl is { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "" }
        && IsLoopback(serviceUrl.IdnHost);

    public static bool IsLoopback(IPAddress? address) => address switch
    {
        null => false,
        { IsIPv4MappedToIPv6: true } => IPAddress.IsLoopback(address.MapToIPv4()),
        _ => IPAddress.IsLoopback(address),
    };

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IsLoopback(address));

    // Behind a tunnel or a proxy everybody's address is this machine's, so a request that passed one is not from here.
    private static bool IsLeftByProxy(string header) =>
        header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase);
}
