using System.Net;

namespace NewsBot.Retrieval.Fetching;

/// <summary>
/// Addresses that everybody can reach. Whatever is private, local to a link or reserved is none of them:
/// https://www.iana.org/assignments/iana-ipv4-special-registry
/// </summary>
public static class PublicNetworks
{
    private static readonly IPNetwork[] OthersOfVersion4 =
    [
        IPNetwork.Parse("0.0.0.0/8"),
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("100.64.0.0/10"),
        IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.0.0.0/24"),
        IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"),
        IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"),
        IPNetwork.Parse("224.0.0.0/3"), // multicast and reserved
    ];

    private static readonly IPNetwork Version6 = IPNetwork.Parse("2000::/3");

    // Documentation, and ways to wrap an address of version 4.
    private static readonly IPNetwork[] OthersOfVersion6 = [IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16")];

    /// <summary>Whether everybody can reach the address.</summary>
    public static bool Include(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? Include(address.MapToIPv4())
        : address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? !OthersOfVersion4.Any(network => network.Contains(address))
        : Version6.Contains(address) && !OthersOfVersion6.Any(network => network.Contains(address));
}
