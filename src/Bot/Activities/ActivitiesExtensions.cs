using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace NewsBot.Activities;

/// <summary>How a program takes part in the Bot Framework protocol.</summary>
public static class ActivitiesExtensions
{
    /// <typeparam name="THandler">What the bot does; made anew for every turn, with services of the turn's own scope.</typeparam>
    public static IServiceCollection AddBotActivities<THandler>(this IServiceCollection services)
        where THandler : ActivityHandler
    {
        services.AddOptions<ActivitiesOptions>().BindConfiguration("Activities").ValidateOnStart();
        services.AddSingleton<IValidateOptions<ActivitiesOptions>, ActivitiesOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpClient<ConnectorClient>(http => http.Timeout = Timeout.InfiniteTimeSpan) // it has its own
            .ConfigurePrimaryHttpMessageHandler(ConnectorClient.CreateHandler)
            .RemoveAllLoggers();
        services.AddSingleton(provider => new AnonymousAccess(
            provider.GetRequiredService<IHostEnvironment>().IsDevelopment(),
            provider.GetRequiredService<IConfiguration>()["MicrosoftAppId"]));
        return services
            .AddSingleton<GreetedConversations>()
            .AddSingleton<MessagesEndpoint>()
            .AddSingleton<TurnQueue>()
            .AddHostedService<TurnRunner>()
            .AddScoped<ActivityHandler, THandler>();
    }

    /// <summary>Maps <c>POST /api/messages</c>, and logs to whom it is open.</summary>
    public static IEndpointConventionBuilder MapBotMessages(this IEndpointRouteBuilder endpoints) =>
        endpoints.ServiceProvider.GetRequiredService<MessagesEndpoint>().Map(endpoints);
}
