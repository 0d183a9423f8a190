using System.Text.Json.Serialization;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Fetching;
using NewsBot.Retrieval.Indexing;
using Spectre.Console;

namespace NewsBot.Commands;

/// <summary>Indexes files, folders and addresses with a progress bar, and tells of every problem in a sentence.</summary>
internal static class IndexingRun
{
    /// <param name="into">Writes to an index of its own; null: to the one that serves.</param>
    /// <exception cref="IndexUnusableException">The index cannot be written.</exception>
    public static async Task<IndexingCounts> RunAsync(
        IServiceProvider services, IReadOnlyList<string> sources, CancellationToken cancellationToken, bool prunes = false, ArticleIngestor? into = null)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var ingestor = into ?? services.GetRequiredService<ArticleIngestor>();
        var stories = services.GetRequiredService<WebStories>();
        var started = time.GetTimestamp();
        var counts = new IndexingCounts();
        var problems = new List<string>();
        var results = new List<IngestionResult>();
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        try
        {
            await terminal.Progress()
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(async progress =>
                {
                    var bar = progress.AddTask("Indexing", maxValue: await CountAsync(sources, cancellationToken));
                    await foreach (var result in ingestor.IngestAllAsync(stories.ReadAsync(sources, cancellationToken), cancellationToken))
                    {
                        // How many stories a feed leads to shows as they come.
                        bar.MaxValue = Math.Max(bar.MaxValue, bar.Value + 1);
                        counts = counts.With(result.Outcome);
                        results.Add(result with { Problems = [] });
                        problems.AddRange(result.Problems.Select(problem => $"{result.Location}: {problem}"));
                        bar.Increment(1);
                    }
                });
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"Stopped. {counts.Sum} stories are done and safe; run the same command again to go on.");
            throw;
        }
        finally
        {
            services.GetRequiredService<StoryOrigins>().Note(results.Where(result => result.Id is not null && result.Outcome != IngestionOutcome.Failed).Select(result => (result.Id!.Value, result.Location)));

            // After the bar, which would else overwrite them.
            problems.ForEach(problem => Console.Error.WriteLine(TerminalText.Safe(problem)));
        }

        if (prunes)
        {
            counts = counts with { Removed = await Removal.PruneAsync(services, sources, results, cancellationToken) };
        }

        return counts with { Seconds = Math.Round(time.GetElapsedTime(started).TotalSeconds, 2) };
    }

    private static async Task<int> CountAsync(IReadOnlyList<string> sources, CancellationToken cancellationToken)
    {
        var addresses = sources.Count(WebStories.IsAddress);
        return addresses + await ArticleReader.ReadAsync(sources.Where(source => !WebStories.IsAddress(source)), cancellationToken).CountAsync(cancellationToken);
    }
}

/// <summary>What became of the stories of a run.</summary>
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
        IngestionOutcome.Unchanged => this with { Unchanged = Unchanged + 1 },
        IngestionOutcome.Copy => this with { Copies = Copies + 1 },
        _ => this with { Failed = Failed + 1 },
    };
}
