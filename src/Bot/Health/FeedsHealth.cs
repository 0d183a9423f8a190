using Microsoft.Extensions.Diagnostics.HealthChecks;
using NewsBot.Feeds;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Health;

/// <summary>
/// Whether the feeds bring stories. What is indexed is answered from all the same, so the worst that is said is degraded. Anybody may ask, and an
/// address may hold a key: the whole of it is for the log and for admins.
/// </summary>
internal sealed class FeedsHealth(FeedPolling feeds) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var states = feeds.States;
            var warned = states.Where(feed => feed.Warning is not null).Select(feed => new Uri(feed.Url).Host).Distinct(StringComparer.Ordinal).ToList();
            return Task.FromResult(
                warned.Count > 0 ? HealthCheckResult.Degraded($"there is a warning of a feed of {string.Join(", ", warned)}, which the log and the admin page tell")
                : HealthCheckResult.Healthy(states.Count == 0 ? "none is configured" : $"{states.Count} are read regularly"));
        }
        catch (IndexUnusableException failure)
        {
            return Task.FromResult(HealthCheckResult.Degraded("what is known of the feeds cannot be read", failure));
        }
    }
}
