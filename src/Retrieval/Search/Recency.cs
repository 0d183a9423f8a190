namespace NewsBot.Retrieval.Search;

/// <summary>How recent a story is for somebody who asks.</summary>
public static class Recency
{
    private const double HalfLifeDays = 5;

    /// <summary>
    /// 1 for a story of this moment, half of that every five days; 0 for one without a date; −1 for one dated more than a day ahead, which
    /// cannot have been meant.
    /// </summary>
    public static double Of(DateTimeOffset? published, DateTimeOffset askedAt)
    {
        if (published is not { } moment)
        {
            return 0;
        }

        var days = (askedAt - moment).TotalDays;
        return days < -1 ? -1 : Math.Pow(0.5, Math.Max(0, days) / HalfLifeDays);
    }
}
