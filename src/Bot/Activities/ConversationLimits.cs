using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace NewsBot.Activities;

/// <summary>How much one conversation may deliver.</summary>
internal sealed class ConversationLimits(IOptions<ActivitiesOptions> options) : IDisposable
{
    // ASP.NET's own rate limiting sees a request before its body is read, and which conversation it is stands in there.
    private readonly PartitionedRateLimiter<Activity> limiter = PartitionedRateLimiter.Create<Activity, (string?, string?)>(activity =>
        RateLimitPartition.GetSlidingWindowLimiter(
            (activity.ChannelId, activity.Conversation?.Id),
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = options.Value.ActivitiesPerTenSeconds,
                Window = TimeSpan.FromSeconds(10),
                SegmentsPerWindow = 5,
            }));

    public bool Admit(Activity activity)
    {
        using var lease = limiter.AttemptAcquire(activity);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
