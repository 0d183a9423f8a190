using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;

namespace NewsBot.DirectLine;

/// <summary>Tells a client over a WebSocket what is said in a conversation: first what it missed, then what is said.</summary>
internal sealed class ActivityStream(WebSocket socket, Listener listener, TimeProvider time)
{
    // What a client sends is only to keep the line open.
    private const int MaxReceived = 4 * 1024;
    private const int MaxInOneFrame = 50;
    private static readonly TimeSpan SlowReader = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(1);

    /// <summary>Until the client leaves, is too slow, or the program stops.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource();
        var receiving = ReceiveAsync(over.Token);
        var sending = SendAsync(over.Token);
        await Task.WhenAny(receiving, sending, Task.Delay(Timeout.Infinite, cancellationToken));

        // The client is told before what is under way is cut off, as that breaks the line.
        await CloseAsync();
        await Task.WhenAny(receiving, Task.Delay(Farewell, CancellationToken.None));
        await over.CancelAsync();
        try
        {
            await Task.WhenAll(receiving, sending);
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException or IOException)
        {
            // A client that is gone, or is sent away, is no failure.
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        foreach (var some in listener.Missed.Chunk(MaxInOneFrame))
        {
            await SendAsync(new ActivitySet([.. some.Select(stored => stored.Activity)], Watermark(some[^1].Sequence)), cancellationToken);
        }

        await foreach (var said in listener.Heard.ReadAllAsync(cancellationToken))
        {
            await SendAsync(new ActivitySet([said.Activity], said.Sequence is { } sequence ? Watermark(sequence) : null), cancellationToken);
        }
    }

    private async Task SendAsync(ActivitySet activities, CancellationToken cancellationToken)
    {
        using var slow = new CancellationTokenSource(SlowReader, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, slow.Token);
        await socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(activities, DirectLineJson.Default.ActivitySet), WebSocketMessageType.Text, endOfMessage: true, over.Token);
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxReceived];
        var length = 0;
        while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
        {
            var received = await socket.ReceiveAsync(buffer, cancellationToken);
            length += received.Count;
            if (received.MessageType == WebSocketMessageType.Close || length > MaxReceived)
            {
                return;
            }

            length = received.EndOfMessage ? 0 : length;
        }
    }

    private async Task CloseAsync()
    {
        using var patience = new CancellationTokenSource(Farewell);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, patience.Token);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException or IOException)
        {
            socket.Abort();
        }
    }

    private static string Watermark(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);
}
