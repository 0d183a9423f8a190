namespace NewsBot.Retrieval.Indexing;

/// <summary>Whole indexes after one another: a new one is filled while another serves, and takes its place at once.</summary>
/// <remarks>Every member throws <see cref="IndexUnusableException"/> when the store cannot be read or written.</remarks>
public interface IIndexGenerations
{
    /// <summary>Begins an empty index, which serves nobody until it is published. The caller disposes of it.</summary>
    Task<INewGeneration> BeginAsync(CancellationToken cancellationToken);

    /// <summary>Goes on with an index that was begun and not published. The caller disposes of it.</summary>
    /// <returns>Null when it is not there any more.</returns>
    Task<INewGeneration?> ResumeAsync(string name, CancellationToken cancellationToken);

    /// <summary>Lets a new index serve instead of the one that does. That is kept, and those before it are deleted.</summary>
    Task PublishAsync(INewGeneration generation, CancellationToken cancellationToken);

    /// <summary>Deletes a new index that is not to serve.</summary>
    Task DiscardAsync(INewGeneration generation, CancellationToken cancellationToken);

    /// <summary>Lets the index serve again that did before; that which does is kept, so that to roll back twice changes nothing.</summary>
    /// <returns>False when there is none to go back to.</returns>
    Task<bool> RollBackAsync(CancellationToken cancellationToken);
}

/// <summary>An index that does not serve yet.</summary>
public interface INewGeneration : IDisposable
{
    /// <summary>By which it is resumed.</summary>
    string Name { get; }

    IArticleIndex Index { get; }
}
