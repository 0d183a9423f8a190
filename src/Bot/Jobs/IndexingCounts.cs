using System.Text.Json.Serialization;
using NewsBot.Retrieval;

namespace NewsBot.Jobs;

/// <summary>What became of the stories of a run.</summary>
/// <param name="Seconds">How long it has run.</param>
internal sealed record IndexingCounts(int Added = 0, int Updated = 0, int Unchanged = 0, int Failed = 0, int Copies = 0, int Removed = 0, double Seconds = 0)
{
    [JsonIgnore]
    public int Sum => Added + Updated + Unchanged + Failed + Copies;

    public override string ToString() =>
        $"Added {Added}, updated {Updated}, unchanged {Unchanged}, failed {Failed}"
        + (Copies > 0 ? $", copies of other stories {Copies}" : "") + (Removed > 0 ? $", removed {Removed}" : "") + $" in {Seconds:0.0} s.";

    public IndexingCounts With(IngestionOutcome outcome) => outcome switch
    {
        IngestionOutcome.Added => this with { Added = Added + 1 },
        IngestionOutcome.Updated => this with { Updated = Updated + 1 },
        IngestionOutcome.Unchanged or IngestionOutcome.Retracted => this with { Unchanged = Unchanged + 1 },
        IngestionOutcome.Copy => this with { Copies = Copies + 1 },
        _ => this with { Failed = Failed + 1 },
    };
}
