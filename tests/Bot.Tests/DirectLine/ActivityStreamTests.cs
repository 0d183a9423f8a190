using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using NewsBot.Activities;
using NewsBot.DirectLine;

namespace NewsBot.Tests.DirectLine;

/// <summary>How a client is told of a conversation over a real WebSocket, whose other end does as the test likes.</summary>
public sealed class ActivityStreamTests : IAsyncDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly Channel<Said> said = Channel.CreateUnbounded<Said>();
    private readonly WebSocket server;
    private readonly WebSocket client;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task running;

    public ActivityStreamTests()
    {
        // Holds what fits into a network's buffers, and no more.
        Pipe toClient = new(new PipeOptions(pauseWriterThreshold: 1024, resumeWriterThreshold: 512)), toServer = new();
        server = WebSocket.CreateFromStream(new Duplex(toServer.Reader.AsStream(), toClient.Writer.AsStream()), new WebSocketCreationOptions { IsServer = true });
        client = WebSocket.CreateFromStream(new Duplex(toClient.Reader.AsStream(), toServer.Writer.AsStream()), new WebSocketCreationOptions());
        running = new ActivityStream(server, new Listener(said.Reader, [], () => { }), time).RunAsync(stopping.Token);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_who_takes_nothing_for_long_is_cut_off()
    {
        said.Writer.TryWrite(Message(new string('x', 10_000)));
        await Task.Delay(50, Cancel);
        time.Advance(TimeSpan.FromSeconds(14));
        Assert.False(running.IsCompleted);

        time.Advance(TimeSpan.FromSeconds(1));
        await running.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
        Assert.Equal(WebSocketState.Aborted, server.State);
    }

    [Fact]
    public async Task A_reader_who_is_sent_away_is_told_that_the_line_closes()
    {
        said.Writer.Complete();

        Assert.Equal(WebSocketMessageType.Close, (await ReceiveAsync()).MessageType);
        await running.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    [Fact]
    public async Task Empty_frames_keep_the_line_open_and_large_ones_close_it()
    {
        for (var count = 0; count < 3; count++)
        {
            await client.SendAsync(Array.Empty<byte>(), WebSocketMessageType.Text, endOfMessage: true, Cancel);
        }

        said.Writer.TryWrite(Message("word"));
        Assert.Equal(WebSocketMessageType.Text, (await ReceiveAsync()).MessageType);
        Assert.False(running.IsCompleted);

        await client.SendAsync(new byte[5_000], WebSocketMessageType.Text, endOfMessage: true, Cancel);
        await running.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    [Fact]
    public async Task When_the_program_stops_the_line_is_closed_in_good_order()
    {
        await stopping.CancelAsync();
        Assert.Equal(WebSocketMessageType.Close, (await ReceiveAsync()).MessageType);

        await running.WaitAsync(TimeSpan.FromSeconds(10), Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
        server.Dispose();
        client.Dispose();
    }

    private Task<WebSocketReceiveResult> ReceiveAsync() => client.ReceiveAsync(new byte[1_000], Cancel).WaitAsync(TimeSpan.FromSeconds(10), Cancel);

    private static Said Message(string text) => new(1, new Activity { Type = ActivityTypes.Message, Text = text });

    /// <summary>One stream out of two.</summary>
    private sealed class Duplex(Stream input, Stream output) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush() => output.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => output.FlushAsync(cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => input.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => input.ReadAsync(buffer, cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => output.Write(buffer, offset, count);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => output.WriteAsync(buffer, cancellationToken);
    }
}
