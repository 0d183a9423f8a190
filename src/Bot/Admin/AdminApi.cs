using Microsoft.OpenApi;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Admin;

/// <summary>The admin's HTTP interface, and the document that describes it.</summary>
internal static class AdminApi
{
    private const string Document = "v1";

    public static IServiceCollection AddAdminApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AdminJson.Default));
        services.AddProblemDetails();
        return services.AddOpenApi(Document, openApi =>
        {
            openApi.ShouldInclude = description => description.RelativePath?.StartsWith(AdminExtensions.ApiPath[1..], StringComparison.OrdinalIgnoreCase) is true;
            openApi.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "The news bot's admin",
                    Version = "1",
                    Description = "Looks after the index of stories. Whoever asks is signed in by the cookie that POST /admin/api/session sets, and then sends with every change the token that "
                        + $"GET /admin/api/session tells, in {ForgeryFilter.Header}; or sends an access token of Microsoft Entra with the role {AdminAccess.Role}. Refusals are RFC 9457's problem details.",
                };
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
                {
                    ["session"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "newsbot-admin" },
                    ["entra"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" },
                };
                document.Security =
                [
                    new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("session", document)] = [] },
                    new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("entra", document)] = [] },
                ];
                return Task.CompletedTask;
            });
        });
    }

    public static void MapAdminApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi($"{AdminExtensions.ApiPath}/openapi.json").RequireAuthorization(AdminAccess.Policy);
        var api = endpoints.MapGroup(AdminExtensions.ApiPath).RequireAuthorization(AdminAccess.Policy).AddEndpointFilter<ForgeryFilter>().AddEndpointFilter(ExplainAsync)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapSession();
        api.MapUploads();
        api.MapRuns();
        api.MapFeeds();
        api.MapStories();
        api.MapReports();
    }

    /// <summary>Whether an admin may do something is one thing, and whether the store can be read another.</summary>
    private static async ValueTask<object?> ExplainAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (IndexUnusableException failure)
        {
            return TypedResults.Problem(failure.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
