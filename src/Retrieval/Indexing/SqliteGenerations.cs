using System.Globalization;

namespace NewsBot.Retrieval.Indexing;

/// <summary>
/// Generations in a folder: each is a file of its own, and a small file beside them names the one that serves and the one before. It is replaced as a whole,
/// so that no reader sees it half written; and no file is renamed that somebody may have open.
/// </summary>
public sealed class SqliteGenerations(string folder, string embedder, int dimensions, TimeProvider time) : IIndexGenerations
{
    private const string PointerName = "news.current";

    private string Pointer => Path.Combine(folder, PointerName);

    /// <summary>Changes when another generation serves.</summary>
    public DateTime LastSwitch => File.GetLastWriteTimeUtc(Pointer);

    /// <summary>Name of the file that serves.</summary>
    /// <exception cref="IndexUnusableException">The file that names it cannot be read.</exception>
    public string Serving => Guarded(() => Read().Serving);

    public Task<INewGeneration> BeginAsync(CancellationToken cancellationToken)
    {
        var day = time.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var name = Enumerable.Range(1, int.MaxValue).Select(number => $"news-{day}-{number}.db").First(candidate => !File.Exists(Path.Combine(folder, candidate)));
        return Task.FromResult<INewGeneration>(new Generation(name, new SqliteArticleIndex(folder, embedder, dimensions, time, name)));
    }

    public Task<INewGeneration?> ResumeAsync(string name, CancellationToken cancellationToken) => Task.FromResult(Guarded<INewGeneration?>(() =>
    {
        // A name is free again when its file is gone, and may by now be that of one that serves, or did.
        var (serving, previous) = Read();
        return File.Exists(Path.Combine(folder, name)) && name != serving && name != previous
            ? new Generation(name, new SqliteArticleIndex(folder, embedder, dimensions, time, name))
            : null;
    }));

    public Task PublishAsync(INewGeneration generation, CancellationToken cancellationToken) => Task.FromResult(Guarded(() =>
    {
        var (name, serving) = (((Generation)generation).Name, Read().Serving);
        Write(name, serving);
        foreach (var path in Directory.EnumerateFiles(folder, "news*.db").Where(path => Path.GetFileName(path) is var file && file != name && file != serving))
        {
            Delete(path);
        }

        return true;
    }));

    public Task DiscardAsync(INewGeneration generation, CancellationToken cancellationToken)
    {
        generation.Dispose();
        Delete(Path.Combine(folder, ((Generation)generation).Name));
        return Task.CompletedTask;
    }

    public Task<bool> RollBackAsync(CancellationToken cancellationToken) => Task.FromResult(Guarded(() =>
    {
        var (serving, previous) = Read();
        if (previous is null || !File.Exists(Path.Combine(folder, previous)))
        {
            return false;
        }

        Write(previous, serving);
        return true;
    }));

    private (string Serving, string? Previous) Read() => File.Exists(Pointer) && File.ReadAllLines(Pointer) is [var serving, .. var before]
        ? (serving, before.FirstOrDefault())
        : (SqliteArticleIndex.FileName, null);

    private void Write(string serving, string previous)
    {
        var written = Pointer + ".new";
        File.WriteAllLines(written, [serving, previous]);
        File.Move(written, Pointer, overwrite: true);
    }

    // One that a reader still has open goes the next time.
    private static void Delete(string path)
    {
        foreach (var part in new[] { path, path + "-wal", path + "-shm" })
        {
            try
            {
                File.Delete(part);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
            }
        }
    }

    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IndexUnusableException($"{Pointer} cannot be read or written ({failure.Message.TrimEnd('.')}); check the permissions of the folder.", failure);
        }
    }

    private sealed record Generation(string Name, SqliteArticleIndex Own) : INewGeneration
    {
        public IArticleIndex Index => Own;

        public void Dispose() => Own.Dispose();
    }
}
