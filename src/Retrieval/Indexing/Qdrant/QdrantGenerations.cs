using System.Globalization;
using Qdrant.Client.Grpc;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>
/// Generations on a Qdrant server: the alias <c>news</c> stands for the collection that serves, and <c>news-previous</c> for the one before. Both are
/// moved at once.
/// </summary>
public sealed class QdrantGenerations(QdrantConnection connection, string embedder, int dimensions, TimeProvider time) : IIndexGenerations
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private string Alias => connection.Options.Collection;

    private string PreviousAlias => $"{connection.Options.Collection}-previous";

    public async Task<INewGeneration> BeginAsync(CancellationToken cancellationToken)
    {
        await QdrantSchema.CheckServerAsync(connection, cancellationToken);
        var taken = (await CollectionsAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        if (taken.Contains(Alias))
        {
            throw new IndexUnusableException(
                $"{QdrantFailure.Address(connection.Options)} has a collection named {Alias}, where the bot needs an alias; set Retrieval:Qdrant:Collection to another name, or delete the collection.");
        }

        var day = time.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var name = Enumerable.Range(1, int.MaxValue).Select(number => $"{Alias}-{day}-{number}").First(candidate => !taken.Contains(candidate));
        await QdrantSchema.CreateAsync(connection, name, embedder, dimensions, cancellationToken);
        return new Generation(name, new QdrantArticleIndex(connection, name, embedder, dimensions, time));
    }

    public async Task<INewGeneration?> ResumeAsync(string name, CancellationToken cancellationToken) =>
        IsGeneration(name) && await StandsForAsync(Alias, cancellationToken) != name && await StandsForAsync(PreviousAlias, cancellationToken) != name && (await CollectionsAsync(cancellationToken)).Contains(name, StringComparer.Ordinal)
            ? new Generation(name, new QdrantArticleIndex(connection, name, embedder, dimensions, time))
            : null;

    public async Task PublishAsync(INewGeneration generation, CancellationToken cancellationToken)
    {
        var name = ((Generation)generation).Name;
        await WaitUntilIndexedAsync(name, cancellationToken);
        var serving = await StandsForAsync(Alias, cancellationToken);
        await MoveAsync(serving is null ? [Point(Alias, name)] : [Point(Alias, name), Point(PreviousAlias, serving)], cancellationToken);

        // Those before the previous one, and what rebuilds have left that were cut off.
        foreach (var old in (await CollectionsAsync(cancellationToken)).Where(collection => IsGeneration(collection) && collection != name && collection != serving))
        {
            await DeleteAsync(old, cancellationToken);
        }
    }

    public Task DiscardAsync(INewGeneration generation, CancellationToken cancellationToken) => DeleteAsync(((Generation)generation).Name, cancellationToken);

    public async Task<bool> RollBackAsync(CancellationToken cancellationToken)
    {
        var (serving, previous) = (await StandsForAsync(Alias, cancellationToken), await StandsForAsync(PreviousAlias, cancellationToken));
        if (serving is null || previous is null)
        {
            return false;
        }

        await MoveAsync([Point(Alias, previous), Point(PreviousAlias, serving)], cancellationToken);
        return true;
    }

    /// <summary>Searching is slow while the graph of the vectors is being made. After a long while, slow is better than never.</summary>
    private async Task WaitUntilIndexedAsync(string collection, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while ((await connection.CallAsync((client, token) => client.GetCollectionInfoAsync(collection, token), cancellationToken)).Status == CollectionStatus.Yellow && time.GetElapsedTime(started) < LongestWait)
        {
            await Task.Delay(BetweenLooks, time, cancellationToken);
        }
    }

    private static AliasOperations Point(string alias, string collection) => new() { CreateAlias = new CreateAlias { CollectionName = collection, AliasName = alias } };

    /// <summary>All at once: no reader sees some of them done.</summary>
    private Task MoveAsync(IReadOnlyList<AliasOperations> aliases, CancellationToken cancellationToken) =>
        connection.CallAsync((client, token) => client.UpdateAliasesAsync(aliases, cancellationToken: token), cancellationToken);

    private Task<IReadOnlyList<string>> CollectionsAsync(CancellationToken cancellationToken) =>
        connection.CallAsync((client, token) => client.ListCollectionsAsync(token), cancellationToken);

    /// <summary>Its aliases go with it. One that is not there any more is no mistake, though the client takes it for one.</summary>
    private async Task DeleteAsync(string collection, CancellationToken cancellationToken)
    {
        if (await connection.CallAsync((client, token) => client.CollectionExistsAsync(collection, token), cancellationToken))
        {
            await connection.CallAsync((client, token) => client.DeleteCollectionAsync(collection, cancellationToken: token), cancellationToken);
        }
    }

    private async Task<string?> StandsForAsync(string alias, CancellationToken cancellationToken) =>
        (await connection.CallAsync((client, token) => client.ListAliasesAsync(token), cancellationToken)).FirstOrDefault(description => description.AliasName == alias)?.CollectionName;

    /// <summary>Whether a collection is named as generations are, and not merely begins like one.</summary>
    private bool IsGeneration(string collection) =>
        collection.StartsWith($"{Alias}-", StringComparison.Ordinal)
        && collection[(Alias.Length + 1)..].Split('-') is [{ Length: 8 } day, { Length: > 0 } number]
        && (day + number).All(char.IsAsciiDigit);

    private sealed record Generation(string Name, QdrantArticleIndex Own) : INewGeneration
    {
        public IArticleIndex Index => Own;

        public void Dispose() => Own.Dispose();
    }
}
