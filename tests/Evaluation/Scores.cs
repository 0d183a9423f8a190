using NewsBot.Evaluation.Data;

namespace NewsBot.Evaluation;

/// <summary>The measures that the data sets' publications use.</summary>
internal static class Scores
{
    /// <summary>Share of questions whose first right result is among the first so many.</summary>
    /// <param name="ranks">Per question: the place of the first right result from 0, or −1.</param>
    public static Dictionary<string, double> RecallAt(IReadOnlyCollection<int> ranks, params int[] depths)
    {
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["questions"] = ranks.Count };
        foreach (var depth in depths)
        {
            metrics[$"recallAt{depth}"] = Share(ranks, rank => rank >= 0 && rank < depth);
        }

        return metrics;
    }

    /// <summary>The mean, over the right results, of the share of right ones among those up to it.</summary>
    public static double AveragePrecision(IReadOnlyList<bool> isRight)
    {
        var (hits, sum) = (0, 0.0);
        foreach (var (index, right) in isRight.Index())
        {
            if (right)
            {
                sum += (double)++hits / (index + 1);
            }
        }

        return hits > 0 ? sum / hits : 0;
    }

    public static double ReciprocalRank(JudgedQuestion judged) => judged.FirstRight is >= 0 and var rank ? 1.0 / (rank + 1) : 0;

    /// <summary>The probability that a right one scores above a wrong one; equal scores count half (Mann–Whitney).</summary>
    public static double AreaUnderCurve(IReadOnlyCollection<double> right, IReadOnlyCollection<double> wrong) =>
        right.Count == 0 || wrong.Count == 0 ? 0 : right.Average(one => wrong.Average(other => one > other ? 1 : one < other ? 0 : 0.5));

    public static double Share<T>(IReadOnlyCollection<T> items, Func<T, bool> counts) => items.Count == 0 ? 0 : (double)items.Count(counts) / items.Count;
}
