namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>A search, by the nearest vectors or by what the <paramref name="Prefetch"/> searches found.</summary>
/// <param name="Using">Name of the vector that is compared.</param>
/// <param name="Filter">Holds for the prefetches, too.</param>
/// <param name="WithPayload">Names of the fields to give back; null: none.</param>
public sealed record QueryRequest(
    Query Query,
    int Limit,
    string? Using = null,
    IReadOnlyList<PrefetchQuery>? Prefetch = null,
    Filter? Filter = null,
    SearchParams? Params = null,
    IReadOnlyList<string>? WithPayload = null);

/// <summary>A search whose hits another one goes on with.</summary>
public sealed record PrefetchQuery(Query Query, string Using, int Limit, SearchParams? Params = null);

/// <summary>One of the two: the vector to be near, or how to fuse what was prefetched.</summary>
public sealed record Query(VectorInput? Nearest = null, Rrf? Rrf = null);

/// <summary>Reciprocal rank fusion: a point gets 1 / ((place + 1) / weight + k − 1) from each list, places counting from 0.</summary>
/// <param name="Weights">One for each prefetch.</param>
public sealed record Rrf(int K, IReadOnlyList<float> Weights);

/// <param name="Exact">Compares every vector that the filter admits.</param>
public sealed record SearchParams(bool? Exact = null, QuantizationSearchParams? Quantization = null);

/// <param name="Ignore">Compares the vectors themselves from the start.</param>
/// <param name="Rescore">Compares the vectors themselves of those that the quantized ones name.</param>
/// <param name="Oversampling">How many times as many as wanted the quantized ones name.</param>
public sealed record QuantizationSearchParams(bool? Ignore = null, bool? Rescore = null, double? Oversampling = null);

public sealed record QueryBatchRequest(IReadOnlyList<QueryRequest> Searches);

/// <summary>A search for the best points of each value of a field.</summary>
public sealed record QueryGroupsRequest(
    Query Query, string Using, string GroupBy, int Limit, int GroupSize, Filter? Filter = null, SearchParams? Params = null, IReadOnlyList<string>? WithPayload = null);

public sealed record QueryResponse(IReadOnlyList<ScoredPoint> Points);

public sealed record GroupsResult(IReadOnlyList<PointGroup> Groups);

public sealed record PointGroup(IReadOnlyList<ScoredPoint> Hits);

/// <param name="Score">Higher is nearer: a cosine, a sum of BM25 or of reciprocal ranks.</param>
public sealed record ScoredPoint(Guid Id, double Score, PointPayload? Payload = null);
