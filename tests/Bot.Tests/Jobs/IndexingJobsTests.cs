using Microsoft.Extensions.DependencyInjection;
using NewsBot.Jobs;
using NewsBot.Retrieval.Indexing;
using NewsBot.Tests.Commands;
using NewsBot.Tests.Serving;

namespace NewsBot.Tests.Jobs;

/// <summary>Jobs in a program that serves, as another program over the same data starts and sees them.</summary>
public sealed class IndexingJobsTests : IAsyncDisposable
{
    private const int Count = 40;

    private readonly TempFolder folder = new();
    private readonly ServedBot bot;
    private readonly Microsoft.AspNetCore.Builder.WebApplication other;

    public IndexingJobsTests()
    {
        bot = new ServedBot(folder.Combine("data"), ("Samples", ""));
        other = NewsBotHost.Build(folder.Combine("data"));
    }

    private IndexingJobs Jobs => other.Services.GetRequiredService<IndexingJobs>();

    public async ValueTask DisposeAsync()
    {
        await bot.DisposeAsync();
        await other.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_job_runs_in_the_program_that_serves_and_tells_how_far_it_is()
    {
        await bot.StartAsync();
        var job = Start(Stories.Many(Count) + "\n{}");

        var seen = await WatchAsync(job.Id, now => now.IsOver);

        var done = seen[^1];
        Assert.Equal((JobState.Done, Count, 1, Count + 1), (done.State, done.Counts.Added, done.Counts.Failed, done.Total));
        Assert.Contains(seen, now => now is { State: JobState.Running, Counts.Added: > 0 and < Count, Total: Count + 1, ArticlesPerSecond: > 0 } && now.TimeLeft > TimeSpan.Zero);
        Assert.All(seen.Zip(seen.Skip(1)), pair => Assert.True(pair.First.Counts.Sum <= pair.Second.Counts.Sum));
        Assert.EndsWith($":{Count + 1}", Assert.Single(Jobs.ProblemsOf(job.Id, 10)).Location, StringComparison.Ordinal);
        Assert.Equal(job.Id, Jobs.Recent(10)[0].Id);
        Assert.Equal(Count, await StoredAsync());
    }

    [Fact]
    public async Task A_paused_job_rests_and_goes_on_where_it_was()
    {
        await bot.StartAsync();
        var job = Start(Stories.Many(Count));
        await WatchAsync(job.Id, now => now.Counts.Added > 5);

        Assert.True(Jobs.Pause(job.Id));
        var paused = (await WatchAsync(job.Id, now => now.State == JobState.Paused))[^1];
        var stored = await StoredAsync();
        await Task.Delay(1500, TestContext.Current.CancellationToken);

        Assert.Equal(stored, await StoredAsync());
        Assert.InRange(paused.Counts.Added, 6, Count - 1);
        Assert.True(Jobs.Resume(job.Id));
        var done = (await WatchAsync(job.Id, now => now.IsOver))[^1];
        Assert.Equal((JobState.Done, Count, 0, Count), (done.State, done.Counts.Added, done.Counts.Unchanged, done.Total));
        Assert.False(Jobs.Pause(job.Id));
    }

    [Fact]
    public async Task A_cancelled_job_ends_and_the_next_one_runs()
    {
        await bot.StartAsync();
        var (first, second) = (Start(Stories.Many(Count)), Start(Stories.Line("alone", "The dam held through the night. It rained.")));
        await WatchAsync(first.Id, now => now.Counts.Added > 5);
        Assert.Equal(JobState.Waiting, Jobs.Find(second.Id)!.State);

        Assert.True(Jobs.Cancel(first.Id));
        await WatchAsync(second.Id, now => now.State == JobState.Done);

        Assert.Equal(JobState.Cancelled, Jobs.Find(first.Id)!.State);
        Assert.Equal(Jobs.Find(first.Id)!.Counts.Added + 1, await StoredAsync());
        Assert.False(Jobs.Resume(first.Id));
    }

    [Fact]
    public async Task A_job_whose_program_was_killed_goes_on_at_the_next_start_and_counts_no_story_twice_or_not_at_all()
    {
        await bot.StartAsync();
        var job = Start(Stories.Many(Count) + "\n{}");
        foreach (var done in (int[])[5, 15])
        {
            await WatchAsync(job.Id, now => now.Counts.Added > done);
            await bot.StartAsync();
        }

        var ended = (await WatchAsync(job.Id, now => now.IsOver))[^1];

        Assert.Equal((JobState.Done, Count, 0, 1, Count + 1), (ended.State, ended.Counts.Added, ended.Counts.Unchanged, ended.Counts.Failed, ended.Total));
        Assert.Single(Jobs.ProblemsOf(job.Id, 10));
        Assert.Equal(Count, await StoredAsync());
    }

    [Fact]
    public async Task A_rebuild_whose_program_was_killed_goes_on_with_the_index_that_it_had_begun()
    {
        await bot.StartAsync();
        var first = Start(Stories.Many(2));
        await WatchAsync(first.Id, now => now.IsOver);
        var job = Start(Stories.Many(Count), JobKind.Rebuild);
        var before = (await WatchAsync(job.Id, now => now.Counts.Added > 5))[^1];

        await bot.StartAsync();
        Assert.Equal(2, await StoredAsync());
        var after = await WatchAsync(job.Id, now => now.IsOver);

        Assert.All(after, now => Assert.True(now.Counts.Added >= before.Counts.Added, "It began anew."));
        Assert.Equal((JobState.Done, Count, 0), (after[^1].State, after[^1].Counts.Added, after[^1].Counts.Unchanged));
        Assert.Equal(Count, await StoredAsync());
        Assert.Equal(2, Directory.GetFiles(folder.Combine("data"), "news*.db").Length);
    }

    [Fact]
    public async Task A_verb_waits_while_the_program_that_serves_writes_and_stands_in_the_same_history()
    {
        await bot.StartAsync();
        var job = Start(Stories.Many(2_000)); // more than it can be done with before the verb has started
        await WatchAsync(job.Id, now => now.Counts.Added > 5);
        var story = folder.Write("dam.txt", "The dam held through the night. It rained.");

        await using var index = NewsBotProgram.Start("index", story, "--data", folder.Combine("data"));
        await index.SaysAsync($"Another program writes to the index (job {job.Id}, started by tests, ");
        Assert.Equal(JobState.Running, Jobs.Find(job.Id)!.State);
        Assert.True(Jobs.Cancel(job.Id));
        Assert.Equal(0, (await index.EndAsync()).ExitCode);
        Assert.Equal(JobState.Cancelled, Jobs.Find(job.Id)!.State);

        await NewsBotProgram.RunAsync("index", "--remove", "dam", "nobody", "--data", folder.Combine("data"));
        await NewsBotProgram.RunAsync("index", "--rollback", "--data", folder.Combine("data"));
        var history = Jobs.Recent(4);
        Assert.Equal([JobKind.Rollback, JobKind.Removal, JobKind.Index, JobKind.Index], history.Select(run => run.Kind));
        Assert.Equal([JobState.Failed, JobState.Done, JobState.Done, JobState.Cancelled], history.Select(run => run.State));
        Assert.Equal((1, 1), (history[1].Counts.Removed, history[1].Counts.Failed));
        Assert.Equal("nobody", Assert.Single(Jobs.ProblemsOf(history[1].Id, 10)).Location);
        Assert.Equal(("command line", story), (history[2].StartedBy, history[2].Sources[0]));
    }

    [Fact]
    public async Task A_verb_that_was_killed_is_seen_to_be_cut_off_and_its_run_can_be_resumed_by_the_program_that_serves()
    {
        await using (var index = NewsBotProgram.Start("index", folder.Write("stories.jsonl", Stories.Many(Count)), "--data", folder.Combine("data")))
        {
            await WatchAsync(1, now => now.Counts.Added > 5);
            index.Kill();
        }

        await bot.StartAsync();
        var cutOff = (await WatchAsync(1, now => now.State == JobState.Interrupted))[^1];
        Assert.InRange(cutOff.Counts.Added, 6, Count - 1);

        Assert.True(Jobs.Resume(1));
        var done = (await WatchAsync(1, now => now.IsOver))[^1];
        Assert.Equal((JobState.Done, Count, 0), (done.State, done.Counts.Added, done.Counts.Unchanged));
    }

    private Job Start(string stories, JobKind kind = JobKind.Index) =>
        Jobs.Start(new JobRequest(kind, [folder.Write($"stories-{Guid.NewGuid():N}.jsonl", stories)], Prunes: false, "tests"));

    private async Task<List<Job>> WatchAsync(long id, Func<Job, bool> until)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        var seen = new List<Job>();
        await foreach (var job in Jobs.WatchAsync(patience.Token).Where(job => job.Id == id))
        {
            seen.Add(job);
            if (until(job))
            {
                break;
            }
        }

        return seen;
    }

    private async Task<long> StoredAsync() =>
        (await other.Services.GetRequiredService<IArticleIndex>().GetStatusAsync(TestContext.Current.CancellationToken)).Articles;
}
