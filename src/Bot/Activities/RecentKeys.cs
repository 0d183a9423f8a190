namespace NewsBot.Activities;

/// <summary>Remembers keys for a while, and never more than so many of them: the oldest are forgotten first.</summary>
internal sealed class RecentKeys<TKey>(int capacity, TimeSpan lifetime, TimeProvider time)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, long> remembered = [];
    private readonly Queue<(TKey Key, long Since)> oldestFirst = new();

    /// <summary>False if the key is remembered already.</summary>
    public bool TryAdd(TKey key)
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            ForgetExpired(now);
            if (!remembered.TryAdd(key, now))
            {
                return false;
            }

            oldestFirst.Enqueue((key, now));
            if (oldestFirst.Count > capacity)
            {
                ForgetOldest();
            }

            return true;
        }
    }

    public void Remove(TKey key)
    {
        lock (gate)
        {
            remembered.Remove(key);
        }
    }

    private void ForgetExpired(long now)
    {
        while (oldestFirst.TryPeek(out var oldest) && time.GetElapsedTime(oldest.Since, now) >= lifetime)
        {
            ForgetOldest();
        }
    }

    private void ForgetOldest()
    {
        var (key, since) = oldestFirst.Dequeue();

        // A key that was removed and added again stands in the queue twice; only its younger place counts.
        if (remembered.TryGetValue(key, out var latest) && latest == since)
        {
            remembered.Remove(key);
        }
    }
}
