using System.Diagnostics;

namespace NewsBot.Benchmarks;

/// <summary>Times of repeated runs, in milliseconds.</summary>
internal sealed record Measured(IReadOnlyList<double> Sorted)
{
    public double Median => Percentile(0.5);

    public double P95 => Percentile(0.95);

    /// <summary>Runs once to warm up, then measures.</summary>
    public static async Task<Measured> RepeatAsync(int runs, Func<Task> action)
    {
        await action();
        var times = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            times.Add(await TimeAsync(action));
        }

        return Of(times);
    }

    public static Measured Of(IEnumerable<double> times) => new(times.Order().ToList());

    public static async Task<double> TimeAsync(Func<Task> action)
    {
        var started = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private double Percentile(double share) => Sorted[(int)(share * (Sorted.Count - 1))];
}
