namespace NewsBot.Retrieval.Search;

/// <summary>How recent a story is for somebody who asks.</summary>
public static class Recency
{
    private const double HalfLifeDays = 3;

    /// <summary>1 for a story of this moment, half of that every three days; 0 for one without a date, or dated more than a day ahead.</summary>
    public static double Of(DateTimeOffset? published, DateTimeOffset askedAt)
    {
        if (published is not { } moment)
        {
            return 0;
        }

        var days = (askedAt - moment).TotalDays;
        return days < -1 ? 0 : Math.Pow(0.5, Math.Max(0, days) / HalfLifeDays);
    }
}
