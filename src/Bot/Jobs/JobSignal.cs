namespace NewsBot.Jobs;

/// <summary>Wakes whoever runs what waits, sooner than its next look.</summary>
internal sealed class JobSignal
{
    private volatile TaskCompletionSource set = New();

    public void Set() => set.TrySetResult();

    /// <summary>Waits until it is set, for a while at most, or until it is cancelled. One waits at a time.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        // That the time is over, as it is each second, is nothing to throw for.
        await set.Task.WaitAsync(atMost, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (set.Task.IsCompleted)
        {
            set = New();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
