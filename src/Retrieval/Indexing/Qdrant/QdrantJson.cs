using System.Text.Json.Serialization;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>The requests and responses as the server writes them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Document))]
[JsonSerializable(typeof(CreateCollectionRequest))]
[JsonSerializable(typeof(CreateFieldIndex))]
[JsonSerializable(typeof(TextIndexParams))]
[JsonSerializable(typeof(ChangeAliases))]
[JsonSerializable(typeof(UpsertRequest))]
[JsonSerializable(typeof(UpdateBatchRequest))]
[JsonSerializable(typeof(DeleteRequest))]
[JsonSerializable(typeof(RetrieveRequest))]
[JsonSerializable(typeof(ScrollRequest))]
[JsonSerializable(typeof(CountRequest))]
[JsonSerializable(typeof(FacetRequest))]
[JsonSerializable(typeof(QueryRequest))]
[JsonSerializable(typeof(QueryBatchRequest))]
[JsonSerializable(typeof(QueryGroupsRequest))]
[JsonSerializable(typeof(VersionInfo))]
[JsonSerializable(typeof(Failure))]
[JsonSerializable(typeof(Success<bool>), TypeInfoPropertyName = "SuccessBoolean")]
[JsonSerializable(typeof(Success<CollectionInfo>))]
[JsonSerializable(typeof(Success<CollectionExistence>))]
[JsonSerializable(typeof(Success<CollectionsResponse>))]
[JsonSerializable(typeof(Success<CollectionsAliasesResponse>))]
[JsonSerializable(typeof(Success<UpdateResult>))]
[JsonSerializable(typeof(Success<IReadOnlyList<UpdateResult>>), TypeInfoPropertyName = "SuccessUpdateResults")]
[JsonSerializable(typeof(Success<IReadOnlyList<RetrievedPoint>>), TypeInfoPropertyName = "SuccessRetrievedPoints")]
[JsonSerializable(typeof(Success<ScrollResult>))]
[JsonSerializable(typeof(Success<CountResult>))]
[JsonSerializable(typeof(Success<FacetResponse>))]
[JsonSerializable(typeof(Success<QueryResponse>))]
[JsonSerializable(typeof(Success<IReadOnlyList<QueryResponse>>), TypeInfoPropertyName = "SuccessQueryResponses")]
[JsonSerializable(typeof(Success<GroupsResult>))]
internal sealed partial class QdrantJson : JsonSerializerContext;

/// <summary>The envelope of every answer.</summary>
internal sealed record Success<T>(T Result);

internal sealed record Failure(FailureStatus? Status);

internal sealed record FailureStatus(string? Error);
