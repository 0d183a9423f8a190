using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using NewsBot.Conversations;

namespace NewsBot.DirectLine;

/// <summary>How a program hosts conversations itself.</summary>
public static class DirectLineExtensions
{
    // It writes down whole addresses, and that of a stream holds its token.
    private const string RequestLog = "Microsoft.AspNetCore.Hosting.Diagnostics";

    private static readonly TimeSpan LineIsProbedEvery = TimeSpan.FromSeconds(20);

    public static IServiceCollection AddDirectLine(this IServiceCollection services)
    {
        services.AddOptions<DirectLineOptions>().BindConfiguration("DirectLine").ValidateOnStart();
        services.AddSingleton<IValidateOptions<DirectLineOptions>, DirectLineOptionsValidator>();
        services.AddLogging(logging => logging.AddFilter(RequestLog, LogLevel.Warning));
        services.AddRateLimiter(_ => { }).AddSingleton<IConfigureOptions<RateLimiterOptions>, DirectLineLimits>();
        services.AddCors().AddSingleton<IConfigureOptions<CorsOptions>, DirectLineOrigins>();
        return services
            .AddSingleton<ConversationStore>()
            .AddSingleton<TurnStore>()
            .AddSingleton<FeedbackStore>()
            .AddSingleton<UnansweredQuestions>()
            .AddSingleton<ToldCorrections>()
            .AddSingleton<RecentAnswers>()
            .AddSingleton<DirectLineTokens>()
            .AddSingleton<DirectLineConversations>()
            .AddSingleton<DirectLineEndpoints>()
            .AddHostedService<ForgottenConversations>();
    }

    /// <summary>What has to be done to a request before it comes to <see cref="MapDirectLine"/>: WebSockets, origins and limits.</summary>
    public static void UseDirectLine(this IApplicationBuilder app)
    {
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = LineIsProbedEvery, KeepAliveTimeout = LineIsProbedEvery });
        app.UseCors();
        app.UseRateLimiter();
    }

    /// <summary>Maps <c>/v3/directline</c>.</summary>
    public static void MapDirectLine(this IEndpointRouteBuilder endpoints) => endpoints.ServiceProvider.GetRequiredService<DirectLineEndpoints>().Map(endpoints);
}
