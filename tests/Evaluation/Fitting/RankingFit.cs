using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using NewsBot.Evaluation.Data;
using NewsBot.Retrieval.Search;

namespace NewsBot.Evaluation.Fitting;

/// <summary>Fits the sentences' weights by a listwise softmax: the probability that a right sentence of a question comes first.</summary>
internal static class RankingFit
{
    public const int Folds = 5;

    // A Gaussian prior on the weights, which keeps those that little is known of near 0.
    private const double Prior = 0.5;

    // What a data set counts for with a share of 1.
    private const double Scale = 1000;

    /// <summary>The same for all questions of a unit.</summary>
    public static int FoldOf(JudgedQuestion judged) => (int)(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(judged.Unit))) % Folds);

    /// <summary>The question with those sentences only that were read.</summary>
    public static JudgedQuestion OfRead(JudgedQuestion judged)
    {
        var read = judged.Evidence.Sentences.Zip(judged.IsRight).Where(scored => scored.First.Reading is not null).ToList();
        return judged with
        {
            Evidence = judged.Evidence with { Sentences = read.Select(scored => scored.First).ToList() },
            IsRight = read.Select(scored => scored.Second).ToList(),
        };
    }

    /// <summary>For each fold the weights fitted without it.</summary>
    public static double[][] CrossValidate(IReadOnlyList<JudgedSet> sets, bool areRead) =>
        Enumerable.Range(0, Folds).AsParallel().AsOrdered()
            .Select(fold => Fit(sets.Select(set => set with { Questions = set.Questions.Where(judged => FoldOf(judged) != fold).ToList() }).ToList(), areRead))
            .ToArray();

    /// <summary>
    /// Fits all weights on the sets that know the sentence, then on all sets together what those that only know the article can tell of:
    /// <see cref="Feature.Recency"/>, <see cref="Feature.RoundUp"/> and <see cref="Feature.ArticleEvidence"/>.
    /// </summary>
    /// <param name="areRead">Whether the reader's own features count; what is to be read is chosen without them.</param>
    public static double[] Fit(IReadOnlyList<JudgedSet> sets, bool areRead)
    {
        var free = Enum.GetValues<Feature>().Where(feature => areRead || feature is not (Feature.Answers or Feature.WindowAnswers)).ToList();
        var sentences = Fit(sets.Where(set => set.KnowsSentence).ToList(), new double[SentenceFeatures.Count], free);
        if (sets.All(set => set.KnowsSentence))
        {
            return sentences;
        }

        var articles = sets.Where(set => !set.KnowsSentence).Select(set => set with { Questions = set.Questions.Select(judged => OneOfEachArticle(judged, sentences)).ToList() });
        return Fit([.. sets.Where(set => set.KnowsSentence), .. articles], sentences, [Feature.Recency, Feature.RoundUp, Feature.ArticleEvidence]);
    }

    private static JudgedQuestion OneOfEachArticle(JudgedQuestion judged, double[] weights)
    {
        var reranked = Rerank(judged, weights);
        var best = reranked.Evidence.Sentences.Zip(reranked.IsRight).DistinctBy(scored => scored.First.Article.Id).ToList();
        return reranked with
        {
            Evidence = reranked.Evidence with { Sentences = best.Select(scored => scored.First).ToList() },
            IsRight = best.Select(scored => scored.Second).ToList(),
        };
    }

    private static double[] Fit(IReadOnlyList<JudgedSet> sets, double[] from, IReadOnlyCollection<Feature> free)
    {
        var groups = sets.SelectMany(set => GroupsOf(set)).ToList();
        var isFree = Vector<double>.Build.Dense(from.Length, index => free.Contains((Feature)index) ? 1 : 0);
        var objective = ObjectiveFunction.Gradient(point =>
        {
            var (loss, gradient) = Loss(groups, point);
            return (loss, gradient.PointwiseMultiply(isFree));
        });
        var start = Vector<double>.Build.DenseOfArray(from);
        return new LimitedMemoryBfgsMinimizer(1e-4, 1e-6, 1e-6, memory: 12, maximumIterations: 500).FindMinimum(objective, start).MinimizingPoint.ToArray();
    }

    /// <summary>The question's sentences in the order that other weights give.</summary>
    public static JudgedQuestion Rerank(JudgedQuestion judged, double[] weights)
    {
        var order = judged.Evidence.Sentences.Zip(judged.IsRight)
            .OrderByDescending(scored => TensorPrimitives.Dot(weights, scored.First.Features.Values)).ToList();
        return judged with
        {
            Evidence = judged.Evidence with { Sentences = order.Select(scored => scored.First).ToList() },
            IsRight = order.Select(scored => scored.Second).ToList(),
        };
    }

    private static IEnumerable<Group> GroupsOf(JudgedSet set)
    {
        var usable = set.Questions.Where(judged => judged.IsRight.Contains(true) && judged.IsRight.Contains(false)).ToList();
        return usable.Select(judged => new Group(
            Scale * set.Share / usable.Count,
            judged.Evidence.Sentences.Select(scored => scored.Features.Values.ToArray()).ToArray(),
            judged.IsRight.ToArray()));
    }

    private static (double Loss, Vector<double> Gradient) Loss(List<Group> groups, Vector<double> point)
    {
        var weights = point.ToArray();
        var gradient = new double[weights.Length];
        TensorPrimitives.Multiply(weights, Prior, gradient);
        var loss = Prior / 2 * TensorPrimitives.SumOfSquares(weights);
        foreach (var (share, rows, isRight) in groups)
        {
            var scores = Array.ConvertAll(rows, row => TensorPrimitives.Dot<double>(weights, row));
            TensorPrimitives.SoftMax<double>(scores, scores);
            var right = scores.Zip(isRight).Sum(score => score.Second ? score.First : 0);
            loss -= share * Math.Log(Math.Max(right, 1e-12));
            for (var index = 0; index < rows.Length; index++)
            {
                var slope = scores[index] - (isRight[index] ? scores[index] / Math.Max(right, 1e-12) : 0);
                TensorPrimitives.MultiplyAdd(rows[index], share * slope, gradient, gradient);
            }
        }

        return (loss, Vector<double>.Build.DenseOfArray(gradient));
    }

    private sealed record Group(double Share, double[][] Rows, bool[] IsRight);
}
