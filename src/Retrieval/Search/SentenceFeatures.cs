using System.Numerics.Tensors;
using NewsBot.Retrieval.Reading;

namespace NewsBot.Retrieval.Search;

/// <summary>What speaks for a sentence as an answer, and how much all of it together says.</summary>
public sealed class SentenceFeatures
{
    private static readonly Feature[] All = Enum.GetValues<Feature>();

    private readonly double[] values;

    public SentenceFeatures(IReadOnlyDictionary<Feature, double> values, bool hasContext)
    {
        this.values = All.Select(feature => values.GetValueOrDefault(feature)).ToArray();
        HasContext = hasContext;
        Score = TensorPrimitives.Dot<double>(this.values, hasContext ? RankingModel.Shipped.SentenceWeights : RankingModel.Shipped.LoneSentenceWeights);
    }

    private SentenceFeatures(SentenceFeatures unread, SentenceReading reading, double windowAnswers)
    {
        (values, HasContext) = ([.. unread.values], unread.HasContext);
        (values[(int)Feature.Answers], values[(int)Feature.WindowAnswers]) = (reading.Answers, windowAnswers);
        Score = TensorPrimitives.Dot<double>(values, HasContext ? RankingModel.Shipped.ReadWeights : RankingModel.Shipped.LoneReadWeights);
    }

    /// <summary>The same, and what the reader tells: with the weights of sentences that were read.</summary>
    /// <param name="windowAnswers">See <see cref="Feature.WindowAnswers"/>.</param>
    public SentenceFeatures Read(SentenceReading reading, double windowAnswers) => new(this, reading, windowAnswers);

    /// <summary>Whether those features that are marked as context are known.</summary>
    public bool HasContext { get; }

    /// <summary>How many features there are.</summary>
    public static int Count => All.Length;

    /// <summary>A linear model: the sum of the features by their weights (see <see cref="RankingModel"/>).</summary>
    public double Score { get; }

    public double this[Feature feature] => values[(int)feature];

    /// <summary>All values in the order of <see cref="Feature"/>.</summary>
    public ReadOnlySpan<double> Values => values;

    public IReadOnlyList<(string Name, double Value)> Named() =>
        All.Select(feature => (feature.ToString(), this[feature])).ToList();
}
