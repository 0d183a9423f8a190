using Microsoft.Extensions.Diagnostics.HealthChecks;
using NewsBot.LanguageModel;

namespace NewsBot.Health;

/// <summary>
/// Whether the language model answers, by what became of the last questions; it is not asked for this. Without it the bot still answers, so the
/// worst that is said is degraded.
/// </summary>
internal sealed class LanguageModelHealth(LanguageModelClient model, ModelCircuit circuit) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult((model.IsConfigured, circuit) switch
    {
        (false, _) => HealthCheckResult.Healthy("none is configured; answers are the stories' own words"),
        (_, { IsResting: true, LastFault: var fault }) =>
            HealthCheckResult.Degraded($"it is left alone for a while, as {fault?.Message ?? "it failed"}; answers are the stories' own words"),
        (_, { LastFault: { } fault }) => HealthCheckResult.Degraded($"the last time, {fault.Message}"),
        _ => HealthCheckResult.Healthy("it answers, as far as it was asked"),
    });
}
