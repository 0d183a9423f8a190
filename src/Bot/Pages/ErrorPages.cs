using System.Net.Mime;
using NewsBot.Activities;
using NewsBot.Admin;

namespace NewsBot.Pages;

/// <summary>What is shown when nothing is there, or when something failed: one sentence to a program, a page to a person, and never an exception.</summary>
internal static partial class ErrorPages
{
    private static readonly string[] ForPrograms = ["/api", "/v3", "/webchat"];

    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = WriteAsync,
            StatusCodeSelector = failure => failure is BadHttpRequestException refused ? refused.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages(context => WriteAsync(context.HttpContext));
    }

    private static Task WriteAsync(HttpContext http)
    {
        var status = http.Response.StatusCode;
        var (code, sentence) = Told(status);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            // By this whoever looks after the bot finds what somebody complains of.
            LogFailed(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ErrorPages)), http.TraceIdentifier, status);
            sentence += $" (In the bot's log: {http.TraceIdentifier})";
        }

        if (http.Request.Path.StartsWithSegments(AdminExtensions.ApiPath, StringComparison.OrdinalIgnoreCase))
        {
            return Results.Problem(sentence, statusCode: status).ExecuteAsync(http);
        }

        if (Array.Exists(ForPrograms, path => http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)))
        {
            return Results.Json(new ErrorResponse(new Error(code, sentence)), ActivityJson.Default.ErrorResponse, statusCode: status).ExecuteAsync(http);
        }

        var nonce = PageResources.NewNonce();
        PageHeaders.Set(http.Response, PageHeaders.OnlyStyle(nonce));
        return Results.Text(
            StoryLayout.Of(nonce, sentence, $"<h1>{sentence}</h1><p><a class=\"button\" href=\"/\">Ask the news bot</a></p>"),
            $"{MediaTypeNames.Text.Html}; charset=utf-8",
            statusCode: status).ExecuteAsync(http);
    }

    private static (string Code, string Sentence) Told(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => ("Unauthorized", "Sign in first."),
        StatusCodes.Status403Forbidden => ("Forbidden", "You may not do this here."),
        StatusCodes.Status404NotFound => ("NotFound", "There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed => ("MethodNotAllowed", "This address is not asked in that way."),
        StatusCodes.Status413PayloadTooLarge => ("MessageSizeTooBig", "That is too large to be read here."),
        StatusCodes.Status429TooManyRequests => ("TooManyRequests", "That was too much at once; please wait a little and try again."),
        >= 500 => ("ServiceError", "Something went wrong here; please try again in a minute."),
        _ => ("BadArgument", "That request was not understood."),
    };

    [LoggerMessage(LogLevel.Error, "The request {Reference} failed with {Status}")]
    private static partial void LogFailed(ILogger logger, string reference, int status);
}
