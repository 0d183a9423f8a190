using System.Net;
using System.Net.Sockets;

namespace NewsBot.Retrieval.Fetching;

/// <summary>
/// Connects to what a name stands for at this very moment, and only to addresses that may be called: whoever owns a name can let it stand for a
/// machine of our own network, and for another one at each look-up.
/// </summary>
public static class GuardedConnection
{
    /// <param name="context">Which host and port.</param>
    /// <param name="isAllowed">Which of the host's addresses may be called.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <param name="lookUp">Finds a name's addresses, at each connection anew; null: as the system does.</param>
    /// <exception cref="ForbiddenAddressException">None of them may.</exception>
    public static async ValueTask<Stream> OpenAsync(
        SocketsHttpConnectionContext context, Predicate<IPAddress> isAllowed, CancellationToken cancellationToken, Func<string, CancellationToken, Task<IPAddress[]>>? lookUp = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        lookUp ??= Dns.GetHostAddressesAsync;
        var host = context.DnsEndPoint.Host;
        var named = IPAddress.TryParse(host, out var address) ? [address] : await lookUp(host, cancellationToken);
        var addresses = Array.FindAll(named, isAllowed);
        if (addresses is [])
        {
            throw new ForbiddenAddressException($"{host} has no address that may be called.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A host's addresses are all in networks that may not be called.</summary>
public sealed class ForbiddenAddressException(string message) : IOException(message);
