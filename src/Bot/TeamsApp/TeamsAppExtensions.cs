using Microsoft.Extensions.Options;

namespace NewsBot.TeamsApp;

internal static class TeamsAppExtensions
{
    public static IServiceCollection AddTeamsApp(this IServiceCollection services)
    {
        services.AddOptions<TeamsAppOptions>().BindConfiguration("TeamsApp");
        services.AddSingleton<IValidateOptions<TeamsAppOptions>, TeamsAppOptionsValidator>();
        return services.AddSingleton<TeamsAppPackage>();
    }
}
