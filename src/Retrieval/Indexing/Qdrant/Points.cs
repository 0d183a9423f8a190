namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>What is stored under an id: vectors by their names, and what is told with them.</summary>
public sealed record PointStruct(Guid Id, IReadOnlyDictionary<string, VectorInput> Vector, PointPayload Payload);

public sealed record RetrievedPoint(Guid Id, PointPayload? Payload = null);

public sealed record UpsertRequest(IReadOnlyList<PointStruct> Points);

public sealed record DeleteRequest(Filter Filter);

public sealed record SetPayloadRequest(PointPayload Payload, IReadOnlyList<Guid> Points);

/// <summary>One step of several that the server takes in their order. Of the three only one is set.</summary>
public sealed record UpdateOperation(UpsertRequest? Upsert = null, DeleteRequest? Delete = null, SetPayloadRequest? SetPayload = null);

public sealed record UpdateBatchRequest(IReadOnlyList<UpdateOperation> Operations);

/// <param name="Status"><c>acknowledged</c>, <c>completed</c>, or <c>wait_timeout</c>: it is safe, and is still being done.</param>
public sealed record UpdateResult(string Status);

public sealed record RetrieveRequest(IReadOnlyList<Guid> Ids, IReadOnlyList<string> WithPayload);

public sealed record ScrollRequest(Filter Filter, int Limit, IReadOnlyList<string> WithPayload, OrderBy? OrderBy = null);

/// <param name="Direction"><c>asc</c> or <c>desc</c>. Points without the field are left out.</param>
public sealed record OrderBy(string Key, string Direction);

public sealed record ScrollResult(IReadOnlyList<RetrievedPoint> Points);

public sealed record CountRequest(Filter Filter, bool Exact = true);

public sealed record CountResult(long Count);

public sealed record FacetRequest(string Key, Filter Filter, int Limit, bool Exact = true);

public sealed record FacetResponse(IReadOnlyList<FacetHit> Hits);

/// <param name="Value">A text or a whole number.</param>
public sealed record FacetHit(System.Text.Json.JsonElement Value, long Count);
