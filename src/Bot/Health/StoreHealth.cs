using Microsoft.Extensions.Diagnostics.HealthChecks;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Health;

/// <summary>Whether the store of the stories can be read.</summary>
internal sealed class StoreHealth(IArticleIndex index, TimeProvider time) : IHealthCheck
{
    // Whoever asks wants to know soon; a question may wait for longer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var timeout = new CancellationTokenSource(Patience, time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var stock = await index.CountAsync(ArticleFilter.All, over.Token);
            return stock.Articles > 0
                ? HealthCheckResult.Healthy($"{stock.Articles} stories are indexed")
                : HealthCheckResult.Degraded("no story is indexed yet");
        }
        catch (IndexUnusableException failure)
        {
            return HealthCheckResult.Unhealthy("the index cannot be read", failure);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("the index does not answer", failure);
        }
    }
}
