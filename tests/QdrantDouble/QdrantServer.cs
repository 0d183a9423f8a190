using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace NewsBot.Doubles;

/// <summary>
/// A Qdrant server in memory, as far as the bot needs one, on a loopback port. It refuses what the server would refuse and, loudly, what it does not know;
/// it shuffles what the server leaves in no order; and it fails when told to.
/// </summary>
public sealed class QdrantServer : IAsyncDisposable
{
    public const string CurrentVersion = "1.19.0";

    // What the server takes by default.
    private const int MaxBody = 32 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Collection> collections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> aliases = new(StringComparer.Ordinal);
    private readonly List<Fault> faults = [];
    private readonly List<string> requests = [];
    private readonly ApiSchema? schema = ApiSchema.Find();
    private readonly WebApplication app;

    private QdrantServer(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(5);
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; private set; } = null!;

    public string Version { get; set; } = CurrentVersion;

    /// <summary>Null: everybody may do everything.</summary>
    public string? ApiKey { get; set; }

    /// <summary>May only read.</summary>
    public string? ReadOnlyApiKey { get; set; }

    /// <summary>Whether the published schema was found, so that all that comes and goes is held against it.</summary>
    public bool ChecksSchema => schema is not null;

    /// <summary>What did not conform to the published schema.</summary>
    public IReadOnlyList<string> Violations => schema?.Violations ?? [];

    /// <summary>Method and path of every request so far, as <c>POST /collections/news/points/query</c>.</summary>
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

    /// <summary>Lets coming requests fail.</summary>
    public void Fail(Fault fault)
    {
        lock (gate)
        {
            faults.Add(fault);
        }
    }

    /// <summary>Lets the requests be that come from now on.</summary>
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

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "/";
        var call = $"{http.Request.Method} {path}";
        lock (gate)
        {
            requests.Add(call);
        }

        if (TakeFault(call) is { } fault && !await FailAsync(http, fault))
        {
            return;
        }

        switch (path)
        {
            case "/":
                await http.Response.WriteAsJsonAsync(new { title = "qdrant - vector search engine", version = Version });
                return;
            case "/healthz" or "/livez":
                await http.Response.WriteAsync($"{path[1..]} check passed");
                return;
            case "/readyz":
                await http.Response.WriteAsync("all shards are ready");
                return;
        }

        if (!await IsAllowedAsync(http, path))
        {
            return;
        }

        await WriteAsync(http, path);
    }

    private async Task WriteAsync(HttpContext http, string path)
    {
        var (status, answer) = (200, (JsonNode?)null);
        try
        {
            using var body = await ReadAsync(http.Request);
            var result = Dispatch(http.Request, path, body?.RootElement);
            if (result is null)
            {
                http.Response.StatusCode = 404; // a route that it does not know
                return;
            }

            answer = new JsonObject { ["result"] = JsonSerializer.SerializeToNode(result), ["status"] = "ok", ["time"] = 0.0 };
        }
        catch (QdrantRefusal refusal)
        {
            (status, answer) = (refusal.Status, new JsonObject { ["status"] = new JsonObject { ["error"] = refusal.Message }, ["time"] = 0.0 });
        }

        if (status == 200)
        {
            schema?.CheckResponse(http.Request.Method, path, answer!);
        }

        http.Response.StatusCode = status;
        await http.Response.WriteAsJsonAsync(answer);
    }

    private async Task<JsonDocument?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength is null or 0)
        {
            return null;
        }

        if (request.ContentLength > MaxBody)
        {
            throw new QdrantRefusal(413, "Payload too large");
        }

        try
        {
            var body = await JsonDocument.ParseAsync(request.Body);
            schema?.CheckRequest(request, body.RootElement);
            return body;
        }
        catch (JsonException failure)
        {
            throw QdrantRefusal.Format(failure.Message);
        }
    }

    private object? Dispatch(HttpRequest request, string path, JsonElement? body)
    {
        lock (gate)
        {
            JsonElement Body() => body ?? throw QdrantRefusal.Format("EOF while parsing a value");
            return (request.Method, path.Trim('/').Split('/')) switch
            {
                ("GET", ["collections"]) => new { collections = collections.Keys.Select(name => new { name }).ToList() },
                ("GET", ["aliases"]) => new { aliases = aliases.Select(Describe).ToList() },
                ("POST", ["collections", "aliases"]) => ChangeAliases(Body()),
                ("GET", ["collections", var name]) => Find(name).Describe(),
                ("GET", ["collections", var name, "exists"]) => new { exists = collections.ContainsKey(Resolve(name)) },
                ("GET", ["collections", var name, "aliases"]) => new { aliases = aliases.Where(alias => alias.Value == name).Select(Describe).ToList() },
                ("PUT", ["collections", var name]) => Create(name, Body()),
                ("DELETE", ["collections", var name]) => Delete(name),
                ("PUT", ["collections", var name, "index"]) => Find(name).CreateIndex(Body()),
                ("PUT", ["collections", var name, "points"]) => Find(name).Upsert(Body()),
                ("POST", ["collections", var name, "points", "delete"]) => Find(name).Delete(Body()),
                ("POST", ["collections", var name, "points", "payload"]) => Find(name).SetPayload(Body()),
                ("POST", ["collections", var name, "points", "batch"]) => Find(name).Batch(Body()),
                ("POST", ["collections", var name, "points"]) => Reads.Retrieve(Find(name), Body()),
                ("POST", ["collections", var name, "points", "scroll"]) => Reads.Scroll(Find(name), Body()),
                ("POST", ["collections", var name, "points", "count"]) => Reads.Count(Find(name), Body()),
                ("POST", ["collections", var name, "facet"]) => Reads.Facet(Find(name), Body()),
                ("POST", ["collections", var name, "points", "query"]) => Reads.Query(Find(name), Body()),
                ("POST", ["collections", var name, "points", "query", "batch"]) => Reads.QueryBatch(Find(name), Body()),
                ("POST", ["collections", var name, "points", "query", "groups"]) => Reads.QueryGroups(Find(name), Body()),
                _ => null,
            };
        }
    }

    // --- Collections and aliases ---------------------------------------------------------------------------------------------------

    private static object Describe(KeyValuePair<string, string> alias) => new { alias_name = alias.Key, collection_name = alias.Value };

    private string Resolve(string name) => aliases.GetValueOrDefault(name, name);

    private Collection Find(string name) => collections.GetValueOrDefault(Resolve(name)) ?? throw QdrantRefusal.NoCollection(name);

    private object Create(string name, JsonElement request)
    {
        if (collections.ContainsKey(name))
        {
            throw new QdrantRefusal(409, $"Wrong input: Collection `{name}` already exists!");
        }

        if (aliases.ContainsKey(name))
        {
            throw QdrantRefusal.Wrong($"Can't create collection with name {name}. Alias with the same name already exists");
        }

        collections.Add(name, new Collection(request));
        return true;
    }

    private object Delete(string name)
    {
        foreach (var alias in aliases.Where(alias => alias.Value == name).Select(alias => alias.Key).ToList())
        {
            aliases.Remove(alias);
        }

        return collections.Remove(name);
    }

    private object ChangeAliases(JsonElement request)
    {
        foreach (var action in request.Closed("actions").Required("actions").Items())
        {
            action.Closed("create_alias", "delete_alias");
            if (action.Optional("create_alias") is { } create)
            {
                create.Closed("collection_name", "alias_name");
                var (collection, alias) = (create.Required("collection_name").Text(), create.Required("alias_name").Text());
                if (collections.ContainsKey(alias))
                {
                    throw new QdrantRefusal(409, $"Wrong input: Collection `{alias}` already exists!");
                }

                aliases[alias] = collections.ContainsKey(collection) ? collection : throw QdrantRefusal.NoCollection(collection);
            }
            else
            {
                aliases.Remove(action.Required("delete_alias").Closed("alias_name").Required("alias_name").Text());
            }
        }

        return true;
    }

    // --- Keys ----------------------------------------------------------------------------------------------------------------------

    private async Task<bool> IsAllowedAsync(HttpContext http, string path)
    {
        if (ApiKey is null)
        {
            return true;
        }

        var bearer = http.Request.Headers.Authorization.ToString();
        var key = http.Request.Headers["api-key"].FirstOrDefault() ?? (bearer.StartsWith("Bearer ", StringComparison.Ordinal) ? bearer[7..] : null);
        if (key == ApiKey || (key is not null && key == ReadOnlyApiKey && IsReading(http.Request.Method, path)))
        {
            return true;
        }

        if (key is not null && key == ReadOnlyApiKey)
        {
            http.Response.StatusCode = 403;
            await http.Response.WriteAsJsonAsync(new { status = new { error = "Forbidden: Global manage access is required" }, time = 0.0 });
            return false;
        }

        http.Response.StatusCode = 401;
        await http.Response.WriteAsync("Must provide an API key or an Authorization bearer token");
        return false;
    }

    private static bool IsReading(string method, string path) => method == "GET"
        || (method == "POST" && path.Split('/')[^1] is "points" or "scroll" or "count" or "facet" or "query" or "groups")
        || path.EndsWith("/query/batch", StringComparison.Ordinal);

    // --- Faults --------------------------------------------------------------------------------------------------------------------

    private Fault? TakeFault(string call)
    {
        lock (gate)
        {
            var fault = faults.Find(fault => call.EndsWith(fault.Call, StringComparison.Ordinal));
            if (fault is not null && --fault.Times == 0)
            {
                faults.Remove(fault);
            }

            return fault;
        }
    }

    /// <summary>Whether the request is to be answered all the same.</summary>
    private static async Task<bool> FailAsync(HttpContext http, Fault fault)
    {
        await Task.Delay(fault.Delay, http.RequestAborted);
        if (fault.IsReset)
        {
            http.Abort();
            return false;
        }

        if (fault.Status is not { } status)
        {
            return true;
        }

        http.Response.StatusCode = (int)status;
        if (fault.RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = wait.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        await http.Response.WriteAsJsonAsync(new { status = new { error = $"{(int)status} as the test wants it" }, time = 0.0 });
        return false;
    }
}

/// <summary>How requests are to fail.</summary>
/// <param name="Call">The end of their method and path, as <c>/points/query</c>; empty: all.</param>
public sealed record Fault(string Call = "")
{
    /// <summary>So many requests, and no more.</summary>
    public int Times { get; set; } = int.MaxValue;

    public HttpStatusCode? Status { get; init; }

    /// <summary>In seconds.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Before anything else happens.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether the connection is cut off.</summary>
    public bool IsReset { get; init; }
}
