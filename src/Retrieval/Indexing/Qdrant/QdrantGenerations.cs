using System.Globalization;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>
/// Generations on a Qdrant server: the alias <c>news</c> stands for the collection that serves, and <c>news-previous</c> for the one before. Both are
/// moved at once.
/// </summary>
public sealed class QdrantGenerations(QdrantClient client, QdrantOptions options, string embedder, int dimensions, TimeProvider time) : IIndexGenerations
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private string Alias => options.Collection;

    private string PreviousAlias => $"{options.Collection}-previous";

    public Task<INewGeneration> BeginAsync(CancellationToken cancellationToken) => GuardedAsync<INewGeneration>(async () =>
    {
        await QdrantFailure.CheckVersionAsync(client, options, cancellationToken);
        var taken = (await client.ListCollectionsAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        if (taken.Contains(Alias))
        {
            throw new IndexUnusableException(
                $"{QdrantFailure.Address(options)} has a collection named {Alias}, where the bot needs an alias; set Retrieval:Qdrant:Collection to another name, or delete the collection.");
        }

        var day = time.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var name = Enumerable.Range(1, int.MaxValue).Select(number => $"{Alias}-{day}-{number}").First(candidate => !taken.Contains(candidate));
        await QdrantSchema.CreateAsync(client, name, options, embedder, dimensions, cancellationToken);
        return new Generation(name, new QdrantArticleIndex(client, options, name, embedder, dimensions, time));
    });

    public Task<INewGeneration?> ResumeAsync(string name, CancellationToken cancellationToken) => GuardedAsync<INewGeneration?>(async () =>
        IsGeneration(name) && await StandsForAsync(Alias, cancellationToken) != name && await StandsForAsync(PreviousAlias, cancellationToken) != name && (await client.ListCollectionsAsync(cancellationToken)).Contains(name, StringComparer.Ordinal)
            ? new Generation(name, new QdrantArticleIndex(client, options, name, embedder, dimensions, time))
            : null);

    public Task PublishAsync(INewGeneration generation, CancellationToken cancellationToken) => GuardedAsync(async () =>
    {
        var name = ((Generation)generation).Name;
        await WaitUntilIndexedAsync(name, cancellationToken);
        var serving = await StandsForAsync(Alias, cancellationToken);
        await client.UpdateAliasesAsync(
            serving is null ? [Point(Alias, name)] : [Point(Alias, name), Point(PreviousAlias, serving)], cancellationToken);

        // Those before the previous one, and what rebuilds have left that were cut off.
        foreach (var old in (await client.ListCollectionsAsync(cancellationToken)).Where(collection => IsGeneration(collection) && collection != name && collection != serving))
        {
            await client.DeleteCollectionAsync(old, cancellationToken);
        }

        return true;
    });

    public Task DiscardAsync(INewGeneration generation, CancellationToken cancellationToken) => GuardedAsync(async () =>
    {
        await client.DeleteCollectionAsync(((Generation)generation).Name, cancellationToken);
        return true;
    });

    public Task<bool> RollBackAsync(CancellationToken cancellationToken) => GuardedAsync(async () =>
    {
        var (serving, previous) = (await StandsForAsync(Alias, cancellationToken), await StandsForAsync(PreviousAlias, cancellationToken));
        if (serving is null || previous is null)
        {
            return false;
        }

        await client.UpdateAliasesAsync([Point(Alias, previous), Point(PreviousAlias, serving)], cancellationToken);
        return true;
    });

    /// <summary>Searching is slow while the graph of the vectors is being made. After a long while, slow is better than never.</summary>
    private async Task WaitUntilIndexedAsync(string collection, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while ((await client.GetCollectionInfoAsync(collection, cancellationToken)).Status == "yellow" && time.GetElapsedTime(started) < LongestWait)
        {
            await Task.Delay(BetweenLooks, time, cancellationToken);
        }
    }

    private static AliasOperation Point(string alias, string collection) => new(new CreateAlias(collection, alias));

    private async Task<string?> StandsForAsync(string alias, CancellationToken cancellationToken) =>
        (await client.ListAliasesAsync(cancellationToken)).FirstOrDefault(description => description.AliasName == alias)?.CollectionName;

    /// <summary>Whether a collection is named as generations are, and not merely begins like one.</summary>
    private bool IsGeneration(string collection) =>
        collection.StartsWith($"{Alias}-", StringComparison.Ordinal)
        && collection[(Alias.Length + 1)..].Split('-') is [{ Length: 8 } day, { Length: > 0 } number]
        && (day + number).All(char.IsAsciiDigit);

    private async Task<T> GuardedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (QdrantException failure)
        {
            throw QdrantFailure.Explain(failure, options, Alias);
        }
    }

    private sealed record Generation(string Name, QdrantArticleIndex Own) : INewGeneration
    {
        public IArticleIndex Index => Own;

        public void Dispose() => Own.Dispose();
    }
}
