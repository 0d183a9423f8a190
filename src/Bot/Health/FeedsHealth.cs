using Microsoft.Extensions.Diagnostics.HealthChecks;
using NewsBot.Feeds;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Health;

/// <summary>Whether the feeds bring stories. What is indexed is answered from all the same, so the worst that is said is degraded.</summary>
internal sealed class FeedsHealth(FeedPolling feeds) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var states = feeds.States;
            var warnings = states.Where(feed => feed.Warning is not null).Select(feed => $"{feed.Url}: {feed.Warning}").ToList();
            return Task.FromResult(
                warnings.Count > 0 ? HealthCheckResult.Degraded(string.Join(' ', warnings))
                : HealthCheckResult.Healthy(states.Count == 0 ? "none is configured" : $"{states.Count} are read regularly"));
        }
        catch (IndexUnusableException failure)
        {
            return Task.FromResult(HealthCheckResult.Degraded("what is known of the feeds cannot be read", failure));
        }
    }
}
