using Microsoft.Extensions.Options;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Jobs;

/// <summary>
/// One writer at a time, also among programs: whoever writes keeps a file open that nobody else can open meanwhile. The system lets go of it however
/// the program ends.
/// </summary>
internal sealed class WriterLock(IOptions<RetrievalOptions> options, TimeProvider time)
{
    private const string FileName = "writer.lock";

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    // ERROR_SHARING_VIOLATION on Windows; EWOULDBLOCK on Linux and on macOS.
    private static readonly int[] Taken = [unchecked((int)0x80070020), 11, 35];

    /// <summary>The right to write, until it is disposed of; null while somebody else has it.</summary>
    /// <exception cref="IndexUnusableException">The folder cannot be written.</exception>
    public IDisposable? TryTake()
    {
        var path = Path.Combine(options.Value.DataFolder, FileName);
        try
        {
            Directory.CreateDirectory(options.Value.DataFolder);
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (Taken.Contains(failure.HResult))
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IndexUnusableException($"{path} cannot be opened for writing; check the permissions of the folder, or name another one with --data.", failure);
        }
    }

    /// <summary>Waits for the right to write.</summary>
    /// <param name="whenWaiting">Told once, when somebody else writes.</param>
    /// <exception cref="IndexUnusableException">The folder cannot be written.</exception>
    public async Task<IDisposable> TakeAsync(Action whenWaiting, CancellationToken cancellationToken)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            if (TryTake() is { } taken)
            {
                return taken;
            }

            if (isFirst)
            {
                whenWaiting();
            }

            await Task.Delay(BetweenTries, time, cancellationToken);
        }
    }
}
