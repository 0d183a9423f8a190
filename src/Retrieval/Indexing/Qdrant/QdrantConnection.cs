using System.Globalization;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Polly;
using Polly.Retry;
using Qdrant.Client;
using Qdrant.Client.Grpc;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>The way to a Qdrant server: its client, with what is tried again, and with what went wrong in words.</summary>
public sealed class QdrantConnection : IDisposable
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(20);

    private readonly GrpcChannel channel;
    private readonly QdrantClient client;
    private readonly ResiliencePipeline retries;

    public QdrantConnection(QdrantOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        channel = GrpcChannel.ForAddress(options.Url, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler
            {
                ConnectTimeout = TimeSpan.FromSeconds(5),
                KeepAlivePingDelay = TimeSpan.FromSeconds(60), // a connection that a firewall has forgotten is noticed
                EnableMultipleHttp2Connections = true,
                AllowAutoRedirect = false, // the key is for this server alone
                UseCookies = false,
            },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = null, // stories with their vectors come to more than the usual 4 MB
        });
        var calls = string.IsNullOrEmpty(options.ApiKey) ? channel.CreateCallInvoker() : channel.Intercept(headers =>
        {
            headers.Add("api-key", options.ApiKey);
            return headers;
        });
        client = new QdrantClient(new QdrantGrpcClient(calls), options.Timeout);
        retries = Retries(options, time);
        ReadConsistency = ConsistencyOf(options.ReadConsistency);
        WriteOrdering = options.WriteOrdering is { } named ? Enum.Parse<WriteOrderingType>(named, ignoreCase: true) : null;
    }

    public QdrantOptions Options { get; }

    /// <summary>How many replicas agree on what is read; null: the server's own.</summary>
    public ReadConsistency? ReadConsistency { get; }

    /// <summary>How writes are ordered; null: the server's own.</summary>
    public WriteOrderingType? WriteOrdering { get; }

    /// <summary>Calls the server, again where it is refused for the moment or cut off: all calls may be made twice.</summary>
    /// <exception cref="IndexUnusableException">The server cannot be reached, or does not do it; the message says what to do.</exception>
    public async Task<T> CallAsync<T>(Func<QdrantClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await retries.ExecuteAsync(async token => await call(client, token), cancellationToken);
        }
        catch (RpcException failure)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw QdrantFailure.Explain(failure, Options);
        }
        catch (QdrantException failure)
        {
            throw QdrantFailure.Explain(new RpcException(new Status(StatusCode.Unknown, failure.Message)), Options);
        }
    }

    /// <inheritdoc cref="CallAsync{T}"/>
    public Task CallAsync(Func<QdrantClient, CancellationToken, Task> call, CancellationToken cancellationToken) => CallAsync(
        async (server, token) =>
        {
            await call(server, token);
            return true;
        },
        cancellationToken);

    public void Dispose()
    {
        client.Dispose();
        channel.Dispose();
    }

    private static ReadConsistency? ConsistencyOf(string? option) =>
        option is null ? null
        : ulong.TryParse(option, CultureInfo.InvariantCulture, out var factor) ? new ReadConsistency { Factor = factor }
        : new ReadConsistency { Type = Enum.Parse<ReadConsistencyType>(option, ignoreCase: true) };

    // The retries of gRPC itself would not wait as long as the server asks.
    private static ResiliencePipeline Retries(QdrantOptions options, TimeProvider time) => options.Retries == 0
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<RpcException>(QdrantFailure.IsTransient),
            MaxRetryAttempts = options.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = MaxDelay,
            DelayGenerator = arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is RpcException failure && QdrantFailure.RetryAfter(failure) is { } wait ? (wait < MaxDelay ? wait : MaxDelay) : (TimeSpan?)null),
        }).Build();
}
