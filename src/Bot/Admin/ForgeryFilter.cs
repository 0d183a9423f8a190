using Microsoft.AspNetCore.Antiforgery;

namespace NewsBot.Admin;

/// <summary>
/// Refuses a change that another site's page makes in an admin's browser: whatever the browser adds by itself, such as a cookie, has to come with
/// the token that only the admin's page knows. A request with a token of its own in <c>Authorization</c> comes from no such page.
/// </summary>
internal sealed class ForgeryFilter(IAntiforgery antiforgery) : IEndpointFilter
{
    public const string Header = "X-Antiforgery-Token";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || request.Headers.Authorization.Count > 0)
        {
            return await next(context);
        }

        if (request.Headers["Sec-Fetch-Site"] is [{ } site] && site != "same-origin")
        {
            return TypedResults.Problem("A page of another site may not change anything here.", statusCode: StatusCodes.Status403Forbidden);
        }

        return await antiforgery.IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : TypedResults.Problem(
                $"The token against forgery is missing or not of this session: send what GET {AdminExtensions.ApiPath}/session tells, in {Header}.", statusCode: StatusCodes.Status400BadRequest);
    }
}
