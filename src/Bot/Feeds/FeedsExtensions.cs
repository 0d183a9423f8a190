using Microsoft.Extensions.Options;
using NewsBot.Answers;

namespace NewsBot.Feeds;

internal static class FeedsExtensions
{
    /// <summary>Adds the feeds of the configuration. They are read while the program serves.</summary>
    public static IServiceCollection AddFeeds(this IServiceCollection services)
    {
        services.AddOptions<FeedOptions>().Configure<IConfiguration>((options, configuration) => configuration.Bind(options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FeedOptions>, FeedOptionsValidator>().AddSingleton<FeedStore>();
        services.AddSingleton(provider => new Freshness(provider.GetRequiredService<IOptions<FeedOptions>>().Value.All.Count > 0, provider.GetRequiredService<TimeProvider>()));
        return services.AddSingleton<FeedPolling>().AddHostedService(provider => provider.GetRequiredService<FeedPolling>());
    }
}
