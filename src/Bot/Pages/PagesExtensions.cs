namespace NewsBot.Pages;

/// <summary>What people look at in a browser.</summary>
internal static class PagesExtensions
{
    public static IServiceCollection AddPages(this IServiceCollection services) =>
        services.AddSingleton<ChatPage>().AddSingleton<ArticlePage>().AddSingleton<WebChatBundle>();

    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.ServiceProvider.GetRequiredService<ChatPage>().Map(endpoints);
        endpoints.ServiceProvider.GetRequiredService<ArticlePage>().Map(endpoints);
        endpoints.ServiceProvider.GetRequiredService<WebChatBundle>().Map(endpoints);
    }
}
