using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Qdrant.Client.Grpc;

namespace NewsBot.Doubles;

/// <summary>
/// A Qdrant server in memory, as far as the bot needs one, on a loopback port, by gRPC. It refuses what the server would refuse and, loudly, what it does
/// not know; it shuffles what the server leaves in no order; and it fails when told to.
/// </summary>
public sealed class QdrantServer : IAsyncDisposable
{
    public const string CurrentVersion = "1.19.0";

    private readonly Lock gate = new();
    private readonly Dictionary<string, Collection> collections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> aliases = new(StringComparer.Ordinal);
    private readonly List<Fault> faults = [];
    private readonly List<string> requests = [];
    private readonly WebApplication app;

    private QdrantServer(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(grpc => (grpc.MaxReceiveMessageSize, grpc.MaxSendMessageSize) = (null, null));
        app = builder.Build();
        app.MapGrpcService(Services());
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; private set; } = null!;

    public string Version { get; set; } = CurrentVersion;

    /// <summary>Null: everybody may do everything.</summary>
    public string? ApiKey { get; set; }

    /// <summary>May only read.</summary>
    public string? ReadOnlyApiKey { get; set; }

    /// <summary>Service and name of every call so far, as <c>Points/Query</c>.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    public IReadOnlyCollection<string> Collections
    {
        get
        {
            lock (gate)
            {
                return [.. collections.Keys.Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <param name="url">With port 0: any that is free.</param>
    public static async Task<QdrantServer> StartAsync(string url = "http://127.0.0.1:0")
    {
        var server = new QdrantServer(url);
        await server.app.StartAsync();
        server.Url = new Uri(server.app.Urls.First());
        return server;
    }

    /// <summary>Lets coming calls fail.</summary>
    public void Fail(Fault fault)
    {
        lock (gate)
        {
            faults.Add(fault);
        }
    }

    /// <summary>Lets the calls be that come from now on.</summary>
    public void Heal()
    {
        lock (gate)
        {
            faults.Clear();
        }
    }

    public Task WaitForShutdownAsync() => app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        // Connections that clients keep are cut off.
        using var now = new CancellationTokenSource(0);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    // --- Services --------------------------------------------------------------------------------------------------------------------

    private ServerServiceDefinition Services()
    {
        var services = ServerServiceDefinition.CreateBuilder();
        Answer<HealthCheckRequest, HealthCheckReply>("Qdrant", "HealthCheck", _ => new() { Title = "qdrant - vector search engine", Version = Version });

        Answer<ListCollectionsRequest, ListCollectionsResponse>("Collections", "List", _ => new() { Collections = { collections.Keys.Select(name => new CollectionDescription { Name = name }) } });
        Answer<GetCollectionInfoRequest, GetCollectionInfoResponse>("Collections", "Get", request => new() { Result = Find(request.CollectionName).Describe() });
        Answer<CollectionExistsRequest, CollectionExistsResponse>(
            "Collections", "CollectionExists", request => new() { Result = new CollectionExists { Exists = collections.ContainsKey(Resolve(request.CollectionName)) } });
        Answer<ListAliasesRequest, ListAliasesResponse>(
            "Collections", "ListAliases", _ => new() { Aliases = { aliases.Select(alias => new AliasDescription { AliasName = alias.Key, CollectionName = alias.Value }) } });
        Answer<CreateCollection, CollectionOperationResponse>("Collections", "Create", request => new() { Result = Create(request) }, isWriting: true);
        Answer<DeleteCollection, CollectionOperationResponse>("Collections", "Delete", request => new() { Result = Delete(request.Only("collection_name").CollectionName) }, isWriting: true);
        Answer<ChangeAliases, CollectionOperationResponse>("Collections", "UpdateAliases", request => new() { Result = Change(request) }, isWriting: true);

        Answer<CreateFieldIndexCollection, PointsOperationResponse>("Points", "CreateFieldIndex", request => Find(request.CollectionName).CreateIndex(request), isWriting: true);
        Answer<UpsertPoints, PointsOperationResponse>("Points", "Upsert", request => Find(request.CollectionName).Upsert(request), isWriting: true);
        Answer<DeletePoints, PointsOperationResponse>("Points", "Delete", request => Find(request.CollectionName).Delete(request), isWriting: true);
        Answer<UpdateBatchPoints, UpdateBatchResponse>("Points", "UpdateBatch", request => Find(request.CollectionName).Update(request), isWriting: true);

        Answer<GetPoints, GetResponse>("Points", "Get", request => Reads.Get(Find(request.CollectionName), request));
        Answer<ScrollPoints, ScrollResponse>("Points", "Scroll", request => Reads.Scroll(Find(request.CollectionName), request));
        Answer<CountPoints, CountResponse>("Points", "Count", request => Reads.Count(Find(request.CollectionName), request));
        Answer<FacetCounts, FacetResponse>("Points", "Facet", request => Reads.Facet(Find(request.CollectionName), request));
        Answer<QueryPoints, QueryResponse>("Points", "Query", request => new() { Result = { Reads.Query(Find(request.CollectionName), request) } });
        Answer<QueryBatchPoints, QueryBatchResponse>("Points", "QueryBatch", request => Reads.QueryBatch(Find(request.CollectionName), request));
        Answer<QueryPointGroups, QueryGroupsResponse>("Points", "QueryGroups", request => Reads.QueryGroups(Find(request.CollectionName), request));
        return services.Build();

        void Answer<TRequest, TReply>(string service, string name, Func<TRequest, TReply> answer, bool isWriting = false)
            where TRequest : class, IMessage<TRequest>, new()
            where TReply : class, IMessage<TReply>, new() =>
            services.Add<TRequest, TReply>(service, name, async (request, context) =>
            {
                await ReceiveAsync($"{service}/{name}", context);
                if (service != "Qdrant")
                {
                    Admit(context.RequestHeaders.GetValue("api-key"), isWriting);
                }

                lock (gate)
                {
                    return answer(request);
                }
            });
    }

    // --- Collections and aliases -------------------------------------------------------------------------------------------------------

    private string Resolve(string name) => aliases.GetValueOrDefault(name, name);

    private Collection Find(string name) => collections.GetValueOrDefault(Resolve(name)) ?? throw QdrantRefusal.NoCollection(name);

    private bool Create(CreateCollection request)
    {
        var name = request.CollectionName;
        if (collections.ContainsKey(name))
        {
            throw QdrantRefusal.Because(StatusCode.AlreadyExists, $"Wrong input: Collection `{name}` already exists!");
        }

        if (aliases.ContainsKey(name))
        {
            throw QdrantRefusal.Wrong($"Can't create collection with name {name}. Alias with the same name already exists");
        }

        collections.Add(name, new Collection(request));
        return true;
    }

    private bool Delete(string name)
    {
        foreach (var alias in aliases.Where(alias => alias.Value == name).Select(alias => alias.Key).ToList())
        {
            aliases.Remove(alias);
        }

        return collections.Remove(name);
    }

    private bool Change(ChangeAliases request)
    {
        foreach (var action in request.Only("actions").Actions)
        {
            if (action.Only("create_alias", "delete_alias").CreateAlias is { } create)
            {
                if (collections.ContainsKey(create.AliasName))
                {
                    throw QdrantRefusal.Because(StatusCode.AlreadyExists, $"Wrong input: Collection `{create.AliasName}` already exists!");
                }

                aliases[create.AliasName] = collections.ContainsKey(create.CollectionName) ? create.CollectionName : throw QdrantRefusal.NoCollection(create.CollectionName);
            }
            else
            {
                aliases.Remove(action.DeleteAlias.AliasName);
            }
        }

        return true;
    }

    // --- Keys --------------------------------------------------------------------------------------------------------------------------

    private void Admit(string? key, bool isWriting)
    {
        if (ApiKey is null || key == ApiKey || (!isWriting && key is not null && key == ReadOnlyApiKey))
        {
            return;
        }

        throw key is not null && key == ReadOnlyApiKey
            ? QdrantRefusal.Because(StatusCode.PermissionDenied, "Forbidden: Global manage access is required")
            : QdrantRefusal.Because(StatusCode.Unauthenticated, "Must provide an API key or an Authorization bearer token");
    }

    // --- Faults ------------------------------------------------------------------------------------------------------------------------

    private async Task ReceiveAsync(string call, ServerCallContext context)
    {
        if (TakeFault(call) is not { } fault)
        {
            return;
        }

        await Task.Delay(fault.Delay, context.CancellationToken);
        var http = context.GetHttpContext();
        if (fault.CutsConnection || fault.ResetsStream)
        {
            (fault.CutsConnection ? http.Features.Get<IConnectionLifetimeFeature>()!.Abort : (Action)http.Abort)();
            throw new OperationCanceledException("Nobody is there to be answered.");
        }

        if (fault.Status is { } status)
        {
            var trailers = new Metadata();
            fault.Trailers.ToList().ForEach(trailer => trailers.Add(trailer.Key, trailer.Value));
            throw new RpcException(new Status(status, fault.Detail), trailers);
        }
    }

    private Fault? TakeFault(string call)
    {
        lock (gate)
        {
            requests.Add(call);
            var fault = faults.Find(fault => call.EndsWith(fault.Call, StringComparison.Ordinal));
            if (fault is not null && --fault.Times == 0)
            {
                faults.Remove(fault);
            }

            return fault;
        }
    }
}
