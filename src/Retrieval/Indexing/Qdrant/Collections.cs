using System.Text.Json;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>How a collection is made. What is null is left to the server.</summary>
/// <param name="Metadata">What a program wants to know of its collection later.</param>
public sealed record CreateCollectionRequest(
    IReadOnlyDictionary<string, VectorParams> Vectors,
    IReadOnlyDictionary<string, SparseVectorParams> SparseVectors,
    CollectionMetadata Metadata,
    bool OnDiskPayload = true,
    int? ShardNumber = null,
    int? ReplicationFactor = null,
    int? WriteConsistencyFactor = null);

/// <param name="OnDisk">Whether the vectors themselves stay on disk, and the quantized ones alone in memory.</param>
public sealed record VectorParams(int Size, string Distance, bool OnDisk, QuantizationConfig QuantizationConfig);

public sealed record QuantizationConfig(ScalarQuantization Scalar);

/// <param name="Quantile">Components beyond it are cut off, so that a few great ones do not coarsen all.</param>
public sealed record ScalarQuantization(string Type, float Quantile, bool AlwaysRam);

/// <param name="Modifier"><c>idf</c>: the server weighs words by how rare they are.</param>
public sealed record SparseVectorParams(string Modifier);

/// <param name="Embedder">Name of what makes the vectors: those of different embedders cannot be compared.</param>
/// <param name="Schema">Of the points' payload.</param>
public sealed record CollectionMetadata(string? Embedder = null, int Dimensions = 0, int Schema = 0);

/// <param name="Status"><c>green</c>, or <c>yellow</c> while vectors are being indexed, or worse.</param>
public sealed record CollectionInfo(string Status, CollectionConfig Config);

public sealed record CollectionConfig(CollectionMetadata? Metadata = null);

public sealed record CollectionExistence(bool Exists);

public sealed record CollectionsResponse(IReadOnlyList<CollectionDescription> Collections);

public sealed record CollectionDescription(string Name);

/// <summary>How a field of the payload is indexed.</summary>
/// <param name="FieldSchema">A type's name as a text, or an object with more.</param>
public sealed record CreateFieldIndex(string FieldName, JsonElement FieldSchema);

/// <summary>An index of a text's words.</summary>
public sealed record TextIndexParams(string Tokenizer, bool PhraseMatching, bool OnDisk, string Type = "text");

public sealed record AliasDescription(string AliasName, string CollectionName);

public sealed record CollectionsAliasesResponse(IReadOnlyList<AliasDescription> Aliases);

/// <summary>One of the two. An alias that is there already is moved.</summary>
public sealed record AliasOperation(CreateAlias? CreateAlias = null, DeleteAlias? DeleteAlias = null);

public sealed record CreateAlias(string CollectionName, string AliasName);

public sealed record DeleteAlias(string AliasName);

public sealed record ChangeAliases(IReadOnlyList<AliasOperation> Actions);

/// <summary>What the server says of itself.</summary>
public sealed record VersionInfo(string Title, string Version);
