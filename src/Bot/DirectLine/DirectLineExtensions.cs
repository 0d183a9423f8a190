using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using NewsBot.Conversations;

namespace NewsBot.DirectLine;

/// <summary>How a program hosts conversations itself.</summary>
public static class DirectLineExtensions
{
    public static IServiceCollection AddDirectLine(this IServiceCollection services)
    {
        services.AddOptions<DirectLineOptions>().BindConfiguration("DirectLine").ValidateOnStart();
        services.AddSingleton<IValidateOptions<DirectLineOptions>, DirectLineOptionsValidator>();
        services.AddRateLimiter(_ => { }).AddSingleton<IConfigureOptions<RateLimiterOptions>, DirectLineLimits>();
        services.AddCors().AddSingleton<IConfigureOptions<CorsOptions>, DirectLineOrigins>();
        return services
            .AddSingleton<ConversationStore>()
            .AddSingleton<FeedbackStore>()
            .AddSingleton<RecentAnswers>()
            .AddSingleton<DirectLineTokens>()
            .AddSingleton<DirectLineConversations>()
            .AddSingleton<DirectLineEndpoints>()
            .AddHostedService<ForgottenConversations>();
    }

    /// <summary>Maps <c>/v3/directline</c>.</summary>
    public static void MapDirectLine(this IEndpointRouteBuilder endpoints) => endpoints.ServiceProvider.GetRequiredService<DirectLineEndpoints>().Map(endpoints);
}
