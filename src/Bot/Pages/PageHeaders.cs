namespace NewsBot.Pages;

/// <summary>The headers that every page has.</summary>
internal static class PageHeaders
{
    /// <summary>The policy of a page that runs nothing and loads nothing but its own style.</summary>
    public static string OnlyStyle(string nonce) =>
        $"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src data:; style-src 'nonce-{nonce}'";

    /// <param name="contentSecurityPolicy">What the page may load and run.</param>
    public static void Set(HttpResponse response, string contentSecurityPolicy)
    {
        response.Headers.ContentSecurityPolicy = contentSecurityPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-cache";
    }
}
