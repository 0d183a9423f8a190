using Microsoft.Extensions.Diagnostics.HealthChecks;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Health;

/// <summary>Whether the store of the stories can be read.</summary>
internal sealed class StoreHealth(IArticleIndex index) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var stock = await index.CountAsync(ArticleFilter.All, cancellationToken);
            return stock.Articles > 0
                ? HealthCheckResult.Healthy($"{stock.Articles} stories are indexed")
                : HealthCheckResult.Degraded("no story is indexed yet");
        }
        catch (IndexUnusableException failure)
        {
            return HealthCheckResult.Unhealthy("the index cannot be read", failure);
        }
    }
}
