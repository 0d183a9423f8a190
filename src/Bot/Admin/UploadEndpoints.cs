using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval.Articles;

namespace NewsBot.Admin;

/// <summary>Sending files with stories, to be indexed by a run that names them.</summary>
internal static partial class UploadEndpoints
{
    public static void MapUploads(this RouteGroupBuilder api) => api.MapPost("/uploads", SaveAsync)
        .WithSummary("Sends a file: its bytes are the body. A run that is then started with its path indexes it")
        .Accepts<Stream>("application/octet-stream")
        .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    /// <param name="name">The file's name, by which a story is known that has neither an id nor an address.</param>
    /// <param name="replace">Whether a file of that name with other content is replaced.</param>
    private static async Task<Results<Ok<UploadedFile>, ProblemHttpResult>> SaveAsync(
        string name, HttpContext http, Uploads uploads, AuditLog audit, IOptions<AdminOptions> options, ILoggerFactory loggers, bool replace = false)
    {
        if (Uploads.SafeName(name) is not { } safe)
        {
            return TypedResults.Problem($"No stories are read from this kind of file: send {ArticleReader.ReadKinds}.", statusCode: StatusCodes.Status400BadRequest);
        }

        var most = options.Value.MaxUploadBytes;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = most;
        }

        UploadOutcome outcome;
        try
        {
            outcome = await uploads.SaveAsync(safe, http.Request.Body, replace, http.RequestAborted);
        }
        catch (BadHttpRequestException refused) when (refused.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TypedResults.Problem(
                $"{safe} has more than {most:N0} bytes, which is the most that is taken (Admin:MaxUploadBytes): split it, or put it into a folder of Admin:Roots.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        catch (IOException failure) when (failure is not BadHttpRequestException)
        {
            LogNotKept(loggers.CreateLogger(typeof(UploadEndpoints)), failure, safe);
            return TypedResults.Problem($"{safe} could not be kept: look whether the disk of the data folder is full.", statusCode: StatusCodes.Status507InsufficientStorage);
        }

        if (outcome == UploadOutcome.Taken)
        {
            return TypedResults.Problem($"Another file with the name {safe} was sent before: rename this one, or send it with replace=true.", statusCode: StatusCodes.Status409Conflict);
        }

        if (outcome is UploadOutcome.Added or UploadOutcome.Replaced)
        {
            audit.Add(AdminAccess.NameOf(http), outcome == UploadOutcome.Added ? "upload" : "replace upload", safe);
        }

        return TypedResults.Ok(new UploadedFile(safe, Path.Combine(uploads.Folder, safe), outcome == UploadOutcome.Replaced));
    }

    [LoggerMessage(LogLevel.Error, "The uploaded file {Name} could not be kept")]
    private static partial void LogNotKept(ILogger logger, Exception failure, string name);
}

/// <param name="Name">Under which it is kept.</param>
/// <param name="Source">Its path, for a run.</param>
internal sealed record UploadedFile(string Name, string Source, bool IsReplaced);
