using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace NewsBot.Retrieval;

/// <summary>Section <c>Retrieval</c> of the configuration.</summary>
public sealed class RetrievalOptions
{
    /// <summary>Where the stories are kept.</summary>
    [EnumDataType(typeof(IndexStore))]
    public IndexStore Store { get; set; } = IndexStore.Sqlite;

    /// <summary>Folder of the embedded index; created when it is missing.</summary>
    [Required]
    public string DataFolder { get; set; } = "data";

    /// <summary>Budget of one chunk. The built-in encoder cuts off what comes after 128 tokens.</summary>
    [Range(16, 128)]
    public int MaxTokensPerChunk { get; set; } = 110;

    /// <summary>How many chunks are taken from the ranking by words and from the one by meaning.</summary>
    [Range(1, 1000)]
    public int CandidateChunks { get; set; } = 50;

    /// <summary>Of how many of the best chunks the sentences are ranked.</summary>
    [Range(1, 1000)]
    public int RankedChunks { get; set; } = 12;

    /// <summary>Of how many articles at least one chunk's sentences are ranked.</summary>
    [Range(1, 100)]
    public int RankedArticles { get; set; } = 10;
}

/// <summary>The kinds of store.</summary>
public enum IndexStore
{
    /// <summary>A file, without anything else running.</summary>
    Sqlite,

    /// <summary>A Qdrant server or cluster (section <c>Retrieval:Qdrant</c>).</summary>
    Qdrant,
}

[OptionsValidator]
internal sealed partial class RetrievalOptionsValidator : IValidateOptions<RetrievalOptions>;
