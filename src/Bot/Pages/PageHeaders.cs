namespace NewsBot.Pages;

/// <summary>The headers that every page has.</summary>
internal static class PageHeaders
{
    /// <param name="contentSecurityPolicy">What the page may load and run.</param>
    public static void Set(HttpResponse response, string contentSecurityPolicy)
    {
        response.Headers.ContentSecurityPolicy = contentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-cache";
    }
}
