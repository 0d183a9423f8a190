using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace NewsBot.Admin;

/// <summary>How often one address may try to sign in.</summary>
internal sealed class SignInLimits(IOptions<AdminOptions> options) : IConfigureOptions<RateLimiterOptions>
{
    /// <summary>Name of the policy.</summary>
    public const string Policy = "sign in";

    public void Configure(RateLimiterOptions limits) => limits.AddPolicy(Policy, http => RateLimitPartition.GetFixedWindowLimiter(
        Network(http.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions { PermitLimit = options.Value.AttemptsPerMinute, Window = TimeSpan.FromMinutes(1) }));

    // Whoever has one IPv6 address has 2^64 of them.
    private static IPAddress Network(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            return address ?? IPAddress.None;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
