using NewsBot.Retrieval;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Fetching;

namespace NewsBot.Commands;

/// <summary>Takes stories out of the index.</summary>
internal static class Removal
{
    /// <summary>Removes stories by id or address, and says so of each that is not there.</summary>
    public static async Task<(int Removed, int Missing)> RemoveAsync(IServiceProvider services, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var (removed, missing) = (0, 0);
        foreach (var name in names)
        {
            var ids = IdsOf(name).ToList();
            var isRemoved = false;
            foreach (var id in ids)
            {
                isRemoved |= await RemoveAsync(services, id, cancellationToken);
            }

            if (isRemoved)
            {
                removed++;
            }
            else
            {
                missing++;
                await Console.Error.WriteLineAsync(TerminalText.Safe($"{name}: No story has this id or address: look it up in the story's page, or in an answer's citations."));
            }
        }

        return (removed, missing);
    }

    /// <summary>Removes the stories of files that are gone, and of lines that are gone from files that were read without a problem.</summary>
    /// <param name="results">What has just been read from the sources.</param>
    public static async Task<int> PruneAsync(
        IServiceProvider services, IEnumerable<string> sources, IReadOnlyList<IngestionResult> results, CancellationToken cancellationToken)
    {
        var origins = services.GetRequiredService<StoryOrigins>();
        var met = results.Select(result => result.Id).OfType<ArticleId>().ToHashSet();
        var unclear = results.Where(result => result.Outcome == IngestionOutcome.Failed).Select(result => StoryOrigins.FileOf(result.Location)).ToHashSet(StringComparer.Ordinal);
        var gone = sources.Where(source => !WebStories.IsAddress(source)).SelectMany(origins.Below)
            .Where(origin => !met.Contains(origin.Id) && (!File.Exists(origin.File) || !unclear.Contains(origin.File)))
            .Select(origin => origin.Id)
            .Distinct()
            .ToList();
        foreach (var id in gone)
        {
            await RemoveAsync(services, id, cancellationToken);
        }

        return gone.Count;
    }

    private static async Task<bool> RemoveAsync(IServiceProvider services, ArticleId id, CancellationToken cancellationToken)
    {
        services.GetRequiredService<StoryOrigins>().Forget(id);
        return await services.GetRequiredService<ArticleIngestor>().RemoveAsync(id, cancellationToken);
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
