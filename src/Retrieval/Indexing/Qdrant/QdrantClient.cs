using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly;
using Polly.Retry;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>
/// The calls to a Qdrant server that the index needs, by REST and under the names of the official client, which speaks gRPC only.
/// </summary>
/// <remarks>Every method throws <see cref="QdrantException"/>. What is refused for the moment, or cut off, is tried again: all calls may be made twice.</remarks>
public sealed class QdrantClient : IDisposable
{
    // The server closes a connection on which nothing was asked for 5 seconds; one that it is just closing must not be used.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(20);

    private readonly HttpClient http;
    private readonly QdrantOptions options;
    private readonly ResiliencePipeline retries;

    public QdrantClient(QdrantOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        http = new HttpClient(new SocketsHttpHandler
        {
            PooledConnectionIdleTimeout = KeepAlive,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            AutomaticDecompression = DecompressionMethods.All,
            AllowAutoRedirect = false, // the key is for this server alone
            UseCookies = false,
        })
        {
            BaseAddress = new Uri(options.Url.AbsoluteUri.TrimEnd('/') + "/"),
            Timeout = options.Timeout,
        };
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (!string.IsNullOrEmpty(options.ApiKey))
        {
            http.DefaultRequestHeaders.Add("api-key", options.ApiKey);
        }

        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<QdrantException>(failure => failure.IsTransient),
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = MaxDelay,
                DelayGenerator = arguments => ValueTask.FromResult(
                    (arguments.Outcome.Exception as QdrantException)?.RetryAfter is { } wait ? (wait < MaxDelay ? wait : MaxDelay) : (TimeSpan?)null),
            });
        }

        retries = builder.Build();
    }

    /// <summary>Tells the server's version; needs no key.</summary>
    public Task<VersionInfo> HealthAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "", null, QdrantJson.Default.VersionInfo, cancellationToken);

    public async Task<IReadOnlyList<string>> ListCollectionsAsync(CancellationToken cancellationToken) =>
        (await GetAsync("collections", QdrantJson.Default.SuccessCollectionsResponse, cancellationToken)).Collections.Select(collection => collection.Name).ToList();

    public async Task<bool> CollectionExistsAsync(string collection, CancellationToken cancellationToken) =>
        (await GetAsync($"collections/{collection}/exists", QdrantJson.Default.SuccessCollectionExistence, cancellationToken)).Exists;

    public Task<CollectionInfo> GetCollectionInfoAsync(string collection, CancellationToken cancellationToken) =>
        GetAsync($"collections/{collection}", QdrantJson.Default.SuccessCollectionInfo, cancellationToken);

    public Task CreateCollectionAsync(string collection, CreateCollectionRequest request, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, $"collections/{collection}", request, QdrantJson.Default.CreateCollectionRequest, QdrantJson.Default.SuccessBoolean, cancellationToken);

    /// <summary>A collection that is not there is not an error. Its aliases go with it.</summary>
    public async Task DeleteCollectionAsync(string collection, CancellationToken cancellationToken) =>
        await SendAsync(HttpMethod.Delete, $"collections/{collection}", null, QdrantJson.Default.SuccessBoolean, cancellationToken);

    /// <param name="type">Name of the type, as <c>keyword</c> or <c>datetime</c>.</param>
    public Task CreatePayloadIndexAsync(string collection, string field, string type, CancellationToken cancellationToken) =>
        CreateIndexAsync(collection, field, JsonSerializer.SerializeToElement(type, QdrantJson.Default.String), cancellationToken);

    public Task CreatePayloadIndexAsync(string collection, string field, TextIndexParams index, CancellationToken cancellationToken) =>
        CreateIndexAsync(collection, field, JsonSerializer.SerializeToElement(index, QdrantJson.Default.TextIndexParams), cancellationToken);

    /// <summary>All aliases of the server.</summary>
    public async Task<IReadOnlyList<AliasDescription>> ListAliasesAsync(CancellationToken cancellationToken) =>
        (await GetAsync("aliases", QdrantJson.Default.SuccessCollectionsAliasesResponse, cancellationToken)).Aliases;

    /// <summary>All operations at once: no reader sees some of them done.</summary>
    public Task UpdateAliasesAsync(IReadOnlyList<AliasOperation> operations, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "collections/aliases", new ChangeAliases(operations), QdrantJson.Default.ChangeAliases, QdrantJson.Default.SuccessBoolean, cancellationToken);

    /// <summary>Returns when the points can be found.</summary>
    public Task UpsertAsync(string collection, IReadOnlyList<PointStruct> points, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, Writing(collection, ""), new UpsertRequest(points), QdrantJson.Default.UpsertRequest, QdrantJson.Default.SuccessUpdateResult, cancellationToken);

    public Task DeleteAsync(string collection, Filter filter, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, Writing(collection, "/delete"), new DeleteRequest(filter), QdrantJson.Default.DeleteRequest, QdrantJson.Default.SuccessUpdateResult, cancellationToken);

    /// <summary>Takes the steps in their order; when one fails, those before it are done.</summary>
    public Task UpdateBatchAsync(string collection, IReadOnlyList<UpdateOperation> operations, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post, Writing(collection, "/batch"), new UpdateBatchRequest(operations), QdrantJson.Default.UpdateBatchRequest, QdrantJson.Default.SuccessUpdateResults, cancellationToken);

    /// <summary>The points with these ids that are there, in no particular order.</summary>
    public Task<IReadOnlyList<RetrievedPoint>> RetrieveAsync(string collection, RetrieveRequest request, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, Reading(collection, ""), request, QdrantJson.Default.RetrieveRequest, QdrantJson.Default.SuccessRetrievedPoints, cancellationToken);

    public async Task<IReadOnlyList<RetrievedPoint>> ScrollAsync(string collection, ScrollRequest request, CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Post, Reading(collection, "/scroll"), request, QdrantJson.Default.ScrollRequest, QdrantJson.Default.SuccessScrollResult, cancellationToken)).Points;

    public async Task<long> CountAsync(string collection, Filter filter, CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Post, Reading(collection, "/count"), new CountRequest(filter), QdrantJson.Default.CountRequest, QdrantJson.Default.SuccessCountResult, cancellationToken)).Count;

    /// <summary>The values of a field, each with the number of points that have it; the most frequent first.</summary>
    public async Task<IReadOnlyList<FacetHit>> FacetAsync(string collection, FacetRequest request, CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Post, $"collections/{collection}/facet{Consistency}", request, QdrantJson.Default.FacetRequest, QdrantJson.Default.SuccessFacetResponse, cancellationToken)).Hits;

    public async Task<IReadOnlyList<ScoredPoint>> QueryAsync(string collection, QueryRequest request, CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Post, Reading(collection, "/query"), request, QdrantJson.Default.QueryRequest, QdrantJson.Default.SuccessQueryResponse, cancellationToken)).Points;

    /// <summary>Several searches in one request; the hits of each, in the same order.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<ScoredPoint>>> QueryBatchAsync(string collection, IReadOnlyList<QueryRequest> searches, CancellationToken cancellationToken) =>
        (await SendAsync(
            HttpMethod.Post, Reading(collection, "/query/batch"), new QueryBatchRequest(searches), QdrantJson.Default.QueryBatchRequest, QdrantJson.Default.SuccessQueryResponses, cancellationToken))
        .Select(response => response.Points).ToList();

    public async Task<IReadOnlyList<PointGroup>> QueryGroupsAsync(string collection, QueryGroupsRequest request, CancellationToken cancellationToken) =>
        (await SendAsync(
            HttpMethod.Post, Reading(collection, "/query/groups"), request, QdrantJson.Default.QueryGroupsRequest, QdrantJson.Default.SuccessGroupsResult, cancellationToken)).Groups;

    public void Dispose() => http.Dispose();

    private string Consistency => options.ReadConsistency is { } consistency ? $"?consistency={consistency}" : "";

    private string Reading(string collection, string call) => $"collections/{collection}/points{call}{Consistency}";

    private string Writing(string collection, string call) =>
        $"collections/{collection}/points{call}?wait=true{(options.WriteOrdering is { } ordering ? $"&ordering={ordering}" : "")}";

    private Task CreateIndexAsync(string collection, string field, JsonElement schema, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Put, $"collections/{collection}/index?wait=true", new CreateFieldIndex(field, schema), QdrantJson.Default.CreateFieldIndex, QdrantJson.Default.SuccessUpdateResult, cancellationToken);

    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<Success<T>> response, CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Get, path, null, response, cancellationToken)).Result;

    private async Task<TResult> SendAsync<TRequest, TResult>(
        HttpMethod method, string path, TRequest request, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<Success<TResult>> responseType, CancellationToken cancellationToken)
    {
        // Written once, however often it is sent; and with its length, which JsonContent would not tell.
        var body = JsonSerializer.SerializeToUtf8Bytes(request, requestType);
        return (await SendAsync(method, path, body, responseType, cancellationToken)).Result;
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string path, byte[]? body, JsonTypeInfo<T> responseType, CancellationToken cancellationToken) =>
        await retries.ExecuteAsync(async token => await SendOnceAsync(method, path, body, responseType, token), cancellationToken);

    private async Task<T> SendOnceAsync<T>(HttpMethod method, string path, byte[]? body, JsonTypeInfo<T> responseType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadFromJsonAsync(responseType, cancellationToken) ?? throw new JsonException("an empty answer came")
                : throw await FailureAsync(response, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw new QdrantException(null, failure.Message.TrimEnd('.'), failure) { IsTransient = failure.HttpRequestError is not HttpRequestError.SecureConnectionError };
        }
        catch (JsonException failure)
        {
            throw new QdrantException(null, $"the answer to {path} is not that of a Qdrant server", failure);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new QdrantException(null, $"no answer came within {options.Timeout.TotalSeconds:0.#} s", failure);
        }
    }

    private static async Task<QdrantException> FailureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = response.StatusCode;
        return new QdrantException(status, await MessageAsync(response, cancellationToken))
        {
            IsTransient = status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable,
            RetryAfter = response.Headers.RetryAfter?.Delta,
        };
    }

    // A missing or wrong key, and a proxy in between, are answered with plain text.
    private static async Task<string> MessageAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            if (JsonSerializer.Deserialize(text, QdrantJson.Default.Failure) is { Status.Error: { } error })
            {
                return error;
            }
        }
        catch (JsonException)
        {
        }

        return text.Length is > 0 and < 300 ? text : $"HTTP status {(int)response.StatusCode}";
    }
}
