using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NewsBot.Activities.Authentication;

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
        return services
            .AddActivityAuthentication()
            .AddSingleton<GreetedConversations>()
            .AddSingleton<ConversationLimits>()
            .AddSingleton<MessagesEndpoint>()
            .AddSingleton<TurnQueue>()
            .AddSingleton<TurnProcessor>()
            .AddHostedService<TurnRunner>()
            .AddScoped<ActivityHandler, THandler>();
    }

    private static IServiceCollection AddActivityAuthentication(this IServiceCollection services)
    {
        services.AddOptions<BotRegistration>().BindConfiguration("").ValidateOnStart();
        services.AddSingleton<IValidateOptions<BotRegistration>, BotRegistrationValidator>();
        services.AddOptions<AuthenticationOptions>().BindConfiguration("Authentication").ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuthenticationOptions>, AuthenticationOptionsValidator>();
        services.AddHttpClient(SigningKeys.HttpClientName, Bounded).RemoveAllLoggers();
        services.AddHttpClient(ConnectorAuthentication.HttpClientName, Bounded).RemoveAllLoggers();
        return services
            .AddSingleton(provider => new AnonymousAccess(
                provider.GetRequiredService<IHostEnvironment>().IsDevelopment(),
                provider.GetRequiredService<IOptions<BotRegistration>>().Value.MicrosoftAppId))
            .AddSingleton<TokenValidation>()
            .AddSingleton<ChannelValidation>()
            .AddSingleton<EmulatorValidation>()
            .AddSingleton<ActivityAuthentication>()
            .AddSingleton<ConnectorAuthentication>();

        // A turn waits for what these fetch.
        static void Bounded(HttpClient http) => (http.Timeout, http.MaxResponseContentBufferSize) = (TimeSpan.FromSeconds(10), 1024 * 1024);
    }

    /// <summary>Maps <c>POST /api/messages</c>, and logs to whom it is open.</summary>
    public static IEndpointConventionBuilder MapBotMessages(this IEndpointRouteBuilder endpoints) =>
        endpoints.ServiceProvider.GetRequiredService<MessagesEndpoint>().Map(endpoints);
}
