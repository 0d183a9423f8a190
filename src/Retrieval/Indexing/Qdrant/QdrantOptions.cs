using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>Section <c>Retrieval:Qdrant</c> of the configuration.</summary>
public sealed class QdrantOptions : IValidatableObject
{
    private const int RestPort = 6333;

    /// <summary>The server's gRPC port; https for TLS.</summary>
    [Required]
    public Uri Url { get; set; } = new("http://localhost:6334");

    /// <summary>For serving, one that may only read will do.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The alias under which the stories are searched. Collections are named after it, as <c>news-20261123-1</c>.</summary>
    [Required]
    [RegularExpression("^[A-Za-z0-9_-]{1,100}$")]
    public string Collection { get; set; } = "news";

    /// <summary>How long one try of a request may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ParseLimitsInInvariantCulture = true, ConvertValueInInvariantCulture = true)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a request is tried again that was refused for the moment or cut off.</summary>
    [Range(0, 20)]
    public int Retries { get; set; } = 4;

    /// <summary>Shards of a new collection; null: as the server sees fit.</summary>
    [Range(1, 10_000)]
    public int? ShardNumber { get; set; }

    /// <summary>On how many nodes each shard of a new collection is kept; null: as the server sees fit.</summary>
    [Range(1, 100)]
    public int? ReplicationFactor { get; set; }

    /// <summary>How many of them have to confirm a write; null: as the server sees fit.</summary>
    [Range(1, 100)]
    public int? WriteConsistencyFactor { get; set; }

    /// <summary>How many replicas have to agree on what is read: a number, <c>majority</c>, <c>quorum</c> or <c>all</c>; null: one.</summary>
    [RegularExpression("^([0-9]+|majority|quorum|all)$")]
    public string? ReadConsistency { get; set; }

    /// <summary>In which order writes reach the replicas: <c>weak</c>, <c>medium</c> or <c>strong</c>; null: weak.</summary>
    [RegularExpression("^(weak|medium|strong)$")]
    public string? WriteOrdering { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Url switch
    {
        { Port: RestPort } => [new ValidationResult($"Retrieval:Qdrant:Url has port {RestPort}, where Qdrant speaks REST; the bot speaks gRPC, so set it to port 6334.", [nameof(Url)])],
        { Scheme: not ("http" or "https") } => [new ValidationResult("Retrieval:Qdrant:Url has to begin with http:// or https://, as http://localhost:6334.", [nameof(Url)])],
        _ => [],
    };
}

[OptionsValidator]
internal sealed partial class QdrantOptionsValidator : IValidateOptions<QdrantOptions>;
