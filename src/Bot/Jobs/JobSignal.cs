namespace NewsBot.Jobs;

/// <summary>Wakes whoever runs what waits, sooner than its next look.</summary>
internal sealed class JobSignal : IDisposable
{
    private readonly SemaphoreSlim set = new(0, 1);

    public void Set()
    {
        try
        {
            set.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake, or about to be.
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => set.WaitAsync(atMost, cancellationToken);

    public void Dispose() => set.Dispose();
}
