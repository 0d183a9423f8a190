using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsBot.Retrieval.Search;

/// <summary>
/// The fitted numbers of the ranking, as <c>ranking-model.json</c> beside this file states them: a weight for each <see cref="Feature"/> and
/// each <see cref="ConfidenceFeature"/>. They are fitted by the task <c>fit</c> of tests/Evaluation.
/// </summary>
public sealed class RankingModel
{
    private const string Resource = "NewsBot.Retrieval.Search.ranking-model.json";

    private RankingModel(ModelFile file)
    {
        SentenceWeights = InOrder<Feature>(file.Sentence);
        LoneSentenceWeights = InOrder<Feature>(file.LoneSentence);
        ReadWeights = InOrder<Feature>(file.Read);
        LoneReadWeights = InOrder<Feature>(file.LoneRead);
        ConfidenceWeights = InOrder<ConfidenceFeature>(file.Confidence);
        (Threshold, PossibleThreshold) = (file.Threshold, file.PossibleThreshold);
    }

    /// <summary>The numbers that this build comes with.</summary>
    public static RankingModel Shipped { get; } = Load();

    /// <summary>In the order of <see cref="Feature"/>; for sentences of stories.</summary>
    public double[] SentenceWeights { get; }

    /// <summary>The same for sentences without a context: those features are missing, so others count for more.</summary>
    public double[] LoneSentenceWeights { get; }

    /// <summary>In the order of <see cref="Feature"/>; for sentences of stories that were read.</summary>
    public double[] ReadWeights { get; }

    /// <summary>The same for sentences without a context.</summary>
    public double[] LoneReadWeights { get; }

    /// <summary>In the order of <see cref="ConfidenceFeature"/>.</summary>
    public double[] ConfidenceWeights { get; }

    /// <summary>From this confidence on a question counts as covered.</summary>
    public double Threshold { get; }

    /// <summary>From this confidence on the best sentence may answer.</summary>
    public double PossibleThreshold { get; }

    private static RankingModel Load()
    {
        using var stream = typeof(RankingModel).Assembly.GetManifestResourceStream(Resource)!;
        return new RankingModel(JsonSerializer.Deserialize(stream, RankingModelJson.Default.ModelFile)!);
    }

    private static double[] InOrder<TFeature>(Dictionary<string, double> weights)
        where TFeature : struct, Enum
    {
        var names = Enum.GetNames<TFeature>();
        var odd = weights.Keys.Except(names, StringComparer.Ordinal).Concat(names.Except(weights.Keys, StringComparer.Ordinal)).ToList();
        return odd.Count == 0
            ? names.Select(name => weights[name]).ToArray()
            : throw new InvalidDataException($"ranking-model.json does not fit the code ({string.Join(", ", odd)}); fit it anew.");
    }

    internal sealed record ModelFile(
        double Threshold,
        double PossibleThreshold,
        Dictionary<string, double> Sentence,
        Dictionary<string, double> LoneSentence,
        Dictionary<string, double> Read,
        Dictionary<string, double> LoneRead,
        Dictionary<string, double> Confidence);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RankingModel.ModelFile))]
internal sealed partial class RankingModelJson : JsonSerializerContext;
