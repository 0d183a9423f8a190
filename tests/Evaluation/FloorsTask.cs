using System.Text.Json;

namespace NewsBot.Evaluation;

/// <summary>
/// Runs the quick tasks on the data sets below <c>--data</c> and on our own questions, and fails where a figure is below the one recorded in
/// <c>floors.json</c>: raise a floor when the figure has risen, and never lower one.
/// </summary>
internal static class FloorsTask
{
    // Figures are the same on every machine but for the last bits of a vector, which may swap two sentences of nearly equal score: that is
    // one question of the 46 of the smallest set, whose right sentence becomes the second. Where nothing may go wrong, nothing is let pass.
    private const double Slack = 0.011;

    public static async Task<IReadOnlyDictionary<string, double>> RunAsync(EvaluationRun run, CancellationToken cancellationToken)
    {
        var floors = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, double>>>(
            await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests", "Evaluation", "floors.json"), cancellationToken))!;
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, recorded) in floors)
        {
            // “sentences xquad-en”: a task, and the folder of its data set.
            var (task, folder) = name.Split(' ') is [var first, var second] ? (first, second) : (name, null);
            var measured = await EvaluationTask.All[task](folder is null ? run : run.In(folder), cancellationToken);
            foreach (var (metric, floor) in recorded)
            {
                metrics[$"{name} {metric}"] = measured[metric];
                if (measured[metric] < floor - (floor < 1 ? Slack : 0))
                {
                    run.Fail($"{name}: {metric} is {measured[metric]:0.###}, below its floor of {floor:0.###}.");
                }
            }
        }

        return metrics;
    }
}
