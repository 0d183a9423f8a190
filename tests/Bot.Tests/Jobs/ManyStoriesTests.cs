using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using NewsBot.Jobs;
using NewsBot.Tests.Commands;

namespace NewsBot.Tests.Jobs;

/// <summary>A run of many stories, as the verb <c>index</c> does it and as somebody who watches sees it.</summary>
public sealed class ManyStoriesTests : IDisposable
{
    private const int Count = 10_000;

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Ten_thousand_stories_are_indexed_and_it_is_told_all_along_how_far_that_is()
    {
        var cancel = TestContext.Current.CancellationToken;
        var stories = folder.Write("stories.jsonl", string.Join('\n', Enumerable.Range(1, Count).Select(number => Stories.Line($"s{number}", $"Ferry {number} left."))));
        await using var watching = NewsBotHost.Build(folder.Combine("data"));
        await using var index = NewsBotProgram.Start("index", stories, "--data", folder.Combine("data"));

        var seen = new List<Job>();
        await foreach (var job in watching.Services.GetRequiredService<IndexingJobs>().WatchAsync(cancel))
        {
            seen.Add(job);
            if (job.IsOver)
            {
                break;
            }
        }

        Assert.Equal((JobState.Done, Count, Count, 0), (seen[^1].State, seen[^1].Counts.Added, seen[^1].Total, seen[^1].Counts.Failed));
        var underWay = seen.Where(job => job is { State: JobState.Running, ArticlesPerSecond: > 0, Total: Count } && job.TimeLeft > TimeSpan.Zero).ToList();
        Assert.InRange(underWay.Count, 10, int.MaxValue);
        Assert.All(underWay.Zip(underWay.Skip(1)), pair => Assert.True(pair.First.Counts.Sum <= pair.Second.Counts.Sum));
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"Added {Count}, updated 0, unchanged 0, failed 0 in "), Assert.Single((await index.EndAsync()).OutputLines), StringComparison.Ordinal);
    }
}
