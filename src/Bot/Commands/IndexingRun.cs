using NewsBot.Jobs;
using NewsBot.Retrieval.Indexing;
using Spectre.Console;

namespace NewsBot.Commands;

/// <summary>A job that a verb runs itself: with a progress bar, and every problem told in a sentence.</summary>
internal static class IndexingRun
{
    /// <exception cref="IndexUnusableException">The index cannot be written, or the new one is not fit to serve.</exception>
    public static async Task<IndexingCounts> RunAsync(IServiceProvider services, JobRequest request, CancellationToken cancellationToken)
    {
        var jobs = services.GetRequiredService<IndexingJobs>();
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var started = new TaskCompletionSource<Job>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = jobs.RunAsync(request, TellWhoWrites, started.SetResult, cancellationToken);
        await await Task.WhenAny(started.Task, running);
        var id = (await started.Task).Id;
        await terminal.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask("Indexing");
                do
                {
                    await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(200), CancellationToken.None));
                    var job = jobs.Find(id)!;
                    bar.MaxValue = Math.Max(job.Total, 1);
                    bar.Value = job.Counts.Sum;
                }
                while (!running.IsCompleted);
            });

        // After the bar, which would else overwrite them.
        var ended = await running;
        foreach (var problem in jobs.ProblemsOf(id, int.MaxValue))
        {
            await Console.Error.WriteLineAsync(TerminalText.Safe($"{AsNamed(problem.Location, request.Sources)}: {problem.Text}"));
        }

        switch (ended.State)
        {
            case JobState.Done:
                return ended.Counts;
            case JobState.Failed:
                throw new IndexUnusableException(ended.Fault!);
            case JobState.Paused:
                await Console.Error.WriteLineAsync($"Paused by an admin. {ended.Counts.Sum} stories are done and safe; an admin resumes it, or run the same command again to go on.");
                throw new OperationCanceledException();
            default:
                await Console.Error.WriteLineAsync($"Stopped. {ended.Counts.Sum} stories are done and safe; run the same command again to go on.");
                throw new OperationCanceledException();
        }
    }

    /// <summary>Says why nothing happens for a while.</summary>
    public static void TellWhoWrites(Job? writer) => Console.Error.WriteLine(TerminalText.Safe(
        writer is null
            ? "Another program writes to the index; waiting until it has finished (Ctrl-C stops the waiting)."
            : $"Another program writes to the index (job {writer.Id}, started by {writer.StartedBy}, {writer.Counts.Sum} of {writer.Total} stories done); waiting until it has finished (Ctrl-C stops the waiting)."));

    /// <summary>A place as the one who typed the command would name it: jobs know full paths alone.</summary>
    private static string AsNamed(string location, IReadOnlyList<string> sources) => sources
        .Select(source => (Typed: source, Full: Path.GetFullPath(source)))
        .Where(source => location.StartsWith(source.Full, StringComparison.Ordinal))
        .Select(source => source.Typed + location[source.Full.Length..])
        .FirstOrDefault() ?? location;
}
