using System.Net.Mime;
using NewsBot.Admin;

namespace NewsBot.Pages;

/// <summary>The page at <c>/admin</c>: its markup, style and script; all that it shows comes from <c>/admin/api</c>.</summary>
internal static class AdminPage
{
    public static void MapAdminPage(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(AdminExtensions.Path, Show).ExcludeFromDescription();

    private static IResult Show(HttpContext http)
    {
        var nonce = PageResources.NewNonce();
        PageHeaders.Set(
            http.Response,
            $"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; connect-src 'self'; img-src data:; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'");
        return Results.Text(
            PageResources.AdminPage
                .Replace("{{nonce}}", nonce, StringComparison.Ordinal)
                .Replace("{{style}}", PageResources.AdminStyle, StringComparison.Ordinal)
                .Replace("{{icon}}", PageResources.Icon, StringComparison.Ordinal)
                .Replace("{{script}}", PageResources.AdminScript, StringComparison.Ordinal),
            $"{MediaTypeNames.Text.Html}; charset=utf-8");
    }
}
