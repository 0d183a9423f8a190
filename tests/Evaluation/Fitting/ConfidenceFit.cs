using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using NewsBot.Evaluation.Data;
using NewsBot.Retrieval.Search;

namespace NewsBot.Evaluation.Fitting;

/// <summary>Fits the probability that the stories answer a question by logistic regression.</summary>
internal static class ConfidenceFit
{
    private const double Prior = 0.5;
    private const double Scale = 500;

    /// <summary>Each question's confidence by weights fitted without its unit.</summary>
    public static IReadOnlyList<IReadOnlyList<(JudgedQuestion Judged, double Confidence)>> CrossValidate(IReadOnlyList<JudgedSet> sets)
    {
        var folds = Enumerable.Range(0, RankingFit.Folds).AsParallel().AsOrdered()
            .Select(fold => Fit(sets.Select(set => set with { Questions = set.Questions.Where(judged => RankingFit.FoldOf(judged) != fold).ToList() }).ToList()))
            .ToArray();
        return sets
            .Select(set => set.Questions.Select(judged => (judged, Confidence(folds[RankingFit.FoldOf(judged)], judged))).ToList())
            .ToList();
    }

    public static double[] Fit(IReadOnlyList<JudgedSet> sets)
    {
        // Answerable and unanswerable questions of a set count alike, however many there are.
        var examples = sets
            .SelectMany(set => set.Questions
                .Where(judged => judged.Evidence.Sentences.Count > 0)
                .Select(judged => (
                    Row: judged.Evidence.Features.Values.ToArray(),
                    judged.IsAnswerable,
                    Share: Scale * set.Share / (2 * set.Questions.Count(other => other.IsAnswerable == judged.IsAnswerable)))))
            .ToList();
        var objective = ObjectiveFunction.Gradient(point => Loss(examples, point));
        var start = Vector<double>.Build.Dense(Enum.GetValues<ConfidenceFeature>().Length);
        return new LimitedMemoryBfgsMinimizer(1e-4, 1e-6, 1e-6, memory: 12, maximumIterations: 500).FindMinimum(objective, start).MinimizingPoint.ToArray();
    }

    private static double Confidence(double[] weights, JudgedQuestion judged) => judged.Evidence.Sentences.Count == 0
        ? 0
        : 1 / (1 + Math.Exp(-TensorPrimitives.Dot(weights, judged.Evidence.Features.Values)));

    private static (double Loss, Vector<double> Gradient) Loss(List<(double[] Row, bool IsAnswerable, double Share)> examples, Vector<double> point)
    {
        var weights = point.ToArray();
        var gradient = new double[weights.Length];
        TensorPrimitives.Multiply(weights, Prior, gradient);
        var loss = Prior / 2 * TensorPrimitives.SumOfSquares<double>(weights);
        foreach (var (row, isAnswerable, share) in examples)
        {
            var margin = TensorPrimitives.Dot<double>(weights, row) * (isAnswerable ? 1 : -1);
            loss += share * Math.Log(1 + Math.Exp(-margin));
            var slope = share * (isAnswerable ? -1 : 1) / (1 + Math.Exp(margin));
            TensorPrimitives.MultiplyAdd(row, slope, gradient, gradient);
        }

        return (loss, Vector<double>.Build.DenseOfArray(gradient));
    }
}
