using NewsBot.Retrieval;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Fetching;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Jobs;

/// <summary>What changes the index beside adding stories. Each waits until nobody else writes, and stands in the history of the jobs.</summary>
internal sealed class IndexMaintenance(
    ArticleIngestor ingestor, IIndexGenerations generations, StoryOrigins origins, WebStories stories, JobStore store, WriterLock writer)
{
    /// <summary>Removes stories by id or address.</summary>
    /// <param name="whenWaiting">Told once, when somebody else writes; with the job that does, if it is one.</param>
    /// <returns>The job that did it: each name that no story has is one of its problems, and counts as failed.</returns>
    /// <exception cref="IndexUnusableException">The index cannot be written.</exception>
    public Task<Job> RemoveAsync(IReadOnlyList<string> names, string startedBy, CancellationToken cancellationToken, Action<Job?>? whenWaiting = null) =>
        DoAsync(new JobRequest(JobKind.Removal, names, Prunes: false, startedBy), whenWaiting, async id =>
        {
            var counts = new IndexingCounts();
            var problems = new List<(JobProblem, bool)>();
            foreach (var name in names)
            {
                if (await RemoveAsync(name, cancellationToken))
                {
                    counts = counts with { Removed = counts.Removed + 1 };
                }
                else
                {
                    counts = counts with { Failed = counts.Failed + 1 };
                    problems.Add((new JobProblem(name, "No story has this id or address: look it up in the story's page, or in an answer's citations."), true));
                }
            }

            store.Save(id, counts, names.Count, speed: null, [], problems);
            return null;
        }, cancellationToken);

    /// <summary>Goes back to the index before the last rebuild.</summary>
    /// <param name="whenWaiting">Told once, when somebody else writes; with the job that does, if it is one.</param>
    /// <returns>The job that did it; failed, when there is no such index.</returns>
    /// <exception cref="IndexUnusableException">The index cannot be written.</exception>
    public Task<Job> RollBackAsync(string startedBy, CancellationToken cancellationToken, Action<Job?>? whenWaiting = null) =>
        DoAsync(
            new JobRequest(JobKind.Rollback, [], Prunes: false, startedBy),
            whenWaiting,
            async _ =>
            {
                if (!await generations.RollBackAsync(cancellationToken))
                {
                    return "There is no earlier index to go back to: only one that was rebuilt leaves one.";
                }

                stories.StartOver();
                await ingestor.RemoveRetractedAsync(cancellationToken);
                return null;
            },
            cancellationToken);

    /// <summary>Removes the stories of files that are gone, and of lines that are gone from files that were read without a problem. The caller has the right to write.</summary>
    /// <param name="results">What has just been read from the sources.</param>
    internal async Task<int> PruneAsync(IEnumerable<string> sources, IReadOnlyList<IngestionResult> results, CancellationToken cancellationToken)
    {
        var met = results.Select(result => result.Id).OfType<ArticleId>().ToHashSet();
        var unclear = results.Where(result => result.Outcome == IngestionOutcome.Failed).Select(result => StoryOrigins.FileOf(result.Location)).ToHashSet(StringComparer.Ordinal);
        var gone = sources.Where(source => !WebStories.IsAddress(source)).SelectMany(origins.Below)
            .Where(origin => !met.Contains(origin.Id) && (!File.Exists(origin.File) || !unclear.Contains(origin.File)))
            .Select(origin => origin.Id)
            .Distinct()
            .ToList();
        foreach (var id in gone)
        {
            await RemoveAsync(id, cancellationToken);
        }

        return gone.Count;
    }

    private async Task<Job> DoAsync(JobRequest request, Action<Job?>? whenWaiting, Func<long, Task<string?>> work, CancellationToken cancellationToken)
    {
        using var right = await writer.TakeAsync(() => whenWaiting?.Invoke(store.Running()), cancellationToken);
        store.Recover();
        var job = store.Add(request, isForeground: true);
        store.TryMove(job.Id, JobState.Running, JobState.Waiting);
        try
        {
            var fault = await work(job.Id);
            store.Finish(job.Id, fault is null ? JobState.Done : JobState.Failed, fault, isQuiet: false);
        }
        catch (Exception failure)
        {
            store.Finish(job.Id, failure is OperationCanceledException ? JobState.Cancelled : JobState.Failed, failure is IndexUnusableException ? failure.Message : null, isQuiet: false);
            throw;
        }

        return store.Find(job.Id)!;
    }

    private async Task<bool> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        var isRemoved = false;
        foreach (var id in IdsOf(name).ToList())
        {
            isRemoved |= await RemoveAsync(id, cancellationToken);
        }

        return isRemoved;
    }

    private async Task<bool> RemoveAsync(ArticleId id, CancellationToken cancellationToken)
    {
        origins.Forget(id);
        return await ingestor.RemoveAsync(id, cancellationToken);
    }

    private static IEnumerable<ArticleId> IdsOf(string name)
    {
        if (ArticleId.TryCreate(name, out var id))
        {
            yield return id;
        }

        if (WebStories.IsAddress(name) && Uri.TryCreate(name, UriKind.Absolute, out var url))
        {
            yield return ArticleId.FromUrl(url);
        }
    }
}
