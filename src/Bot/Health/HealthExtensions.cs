using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NewsBot.Health;

/// <summary>What a load balancer and whoever looks after the bot can ask: does it run, and can it answer.</summary>
public static class HealthExtensions
{
    public static IServiceCollection AddBotHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<StoreHealth>("store").AddCheck<LanguageModelHealth>("languageModel").AddCheck<FeedsHealth>("feeds");
        return services;
    }

    /// <summary>
    /// Maps <c>/health/live</c>, which only tells that the program runs, and <c>/health/ready</c> and <c>/health</c>: 200 while questions are answered,
    /// though it be in the stories' own words (<c>degraded</c>), else 503.
    /// </summary>
    public static void MapBotHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
        endpoints.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        var checks = report.Entries.ToDictionary(entry => entry.Key, entry => new HealthCheckLine(Word(entry.Value.Status), entry.Value.Description), StringComparer.Ordinal);
        return http.Response.WriteAsJsonAsync(new HealthLine(Word(report.Status), checks), HealthJson.Default.HealthLine, cancellationToken: http.RequestAborted);
    }

    private static string Word(HealthStatus status) => JsonNamingPolicy.CamelCase.ConvertName(status.ToString());
}

/// <param name="Status">healthy, degraded or unhealthy: the worst of all checks.</param>
internal sealed record HealthLine(string Status, IReadOnlyDictionary<string, HealthCheckLine> Checks);

internal sealed record HealthCheckLine(string Status, string? Description);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HealthLine))]
internal sealed partial class HealthJson : JsonSerializerContext;
