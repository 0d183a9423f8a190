using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace NewsBot.Activities;

/// <summary>Where channels deliver activities. Each is judged, queued and answered at once; what the bot says is sent later.</summary>
internal sealed partial class MessagesEndpoint(AnonymousAccess access, TurnQueue queue, TimeProvider time, ILogger<MessagesEndpoint> logger)
{
    private const string Path = "/api/messages";
    private const int MaxBodyBytes = 256 * 1024;
    private const int MaxIdLength = 1024; // ids are kept for a while: their size is bounded, as is their number

    // Channels deliver again what they think was lost.
    private readonly RecentKeys<(string? ChannelId, string? ConversationId, string Id)> received =
        new(capacity: 10_000, lifetime: TimeSpan.FromMinutes(10), time);

    public IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints)
    {
        LogAccess();
        return endpoints.MapPost(Path, ReceiveAsync).WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
    }

    private async Task<Results<Ok, JsonHttpResult<ErrorResponse>>> ReceiveAsync(
        HttpContext http, ConnectorClient connector, CancellationToken cancellationToken)
    {
        if (!access.Admits(http.Connection.RemoteIpAddress, http.Request.Host, http.Request.Headers))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Refuse(
                StatusCodes.Status401Unauthorized, "Unauthorized", "The endpoint is not open to this request; the bot's log says to whom it is open.");
        }

        if (!http.Request.HasJsonContentType())
        {
            return Refuse(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "An activity is sent as application/json.");
        }

        Activity? activity;
        try
        {
            activity = await ReadAsync(http.Request.Body, cancellationToken);
        }
        catch (JsonException)
        {
            return Refuse(StatusCodes.Status400BadRequest, "BadSyntax", "The body is not an activity.");
        }
        catch (BadHttpRequestException failure) when (failure.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Refuse(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", "An activity may have up to 256 KB.");
        }

        if (activity is not { Type.Length: > 0 and <= MaxIdLength, Conversation.Id.Length: > 0 and <= MaxIdLength }
            || activity is { Id.Length: > MaxIdLength } or { ChannelId.Length: > MaxIdLength })
        {
            return Refuse(
                StatusCodes.Status400BadRequest, "BadArgument", "An activity needs a type and a conversation, named in up to 1024 characters.");
        }

        if (!AnonymousAccess.IsLoopback(activity.ServiceUrl))
        {
            return Refuse(
                StatusCodes.Status403Forbidden, "Forbidden", "Without a token, serviceUrl has to be an address on this machine.");
        }

        return Accept(activity, connector, http.Response);
    }

    private Results<Ok, JsonHttpResult<ErrorResponse>> Accept(Activity activity, ConnectorClient connector, HttpResponse response)
    {
        // Both want their outcome in this very response, and a turn is run after it.
        if (activity is { Type: ActivityTypes.Invoke } or { DeliveryMode: "expectReplies" })
        {
            return Refuse(
                StatusCodes.Status501NotImplemented, "NotImplemented", "This bot handles no invokes, and replies only through serviceUrl.");
        }

        var key = (activity.ChannelId, activity.Conversation?.Id, activity.Id ?? "");
        if (activity.Id is { Length: > 0 } && !received.TryAdd(key))
        {
            LogDuplicate(activity.Type, activity.ChannelId);
            return TypedResults.Ok();
        }

        if (queue.TryEnqueue(new TurnContext(activity, connector.SendAsync)))
        {
            return TypedResults.Ok();
        }

        received.Remove(key); // the channel is asked to deliver it again
        LogQueueFull(activity.Type, activity.ChannelId);
        response.Headers.RetryAfter = "5";
        return Refuse(StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", "The bot is busy.");
    }

    private static async Task<Activity?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var json = new MemoryStream();
        await body.CopyToAsync(json, cancellationToken);
        return Activity.Parse(json.GetBuffer().AsSpan(0, (int)json.Length));
    }

    private static JsonHttpResult<ErrorResponse> Refuse(int status, string code, string message) =>
        TypedResults.Json(new ErrorResponse(new(code, message)), ActivityJson.Default.ErrorResponse, statusCode: status);

    private void LogAccess()
    {
        if (access.IsOpen)
        {
            LogOpen(Path);
        }
        else if (access.IsRegistered)
        {
            LogClosedToTokens(Path);
        }
        else
        {
            LogClosed(Path);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Path} is open without authentication, to programs on this machine only")]
    private partial void LogOpen(string path);

    [LoggerMessage(LogLevel.Warning, "{Path} is closed: MicrosoftAppId is set, but this version cannot validate tokens yet. "
        + "For local development, leave MicrosoftAppId empty and set the environment to Development")]
    private partial void LogClosedToTokens(string path);

    [LoggerMessage(LogLevel.Warning, "{Path} is closed: without MicrosoftAppId nobody can be authenticated. "
        + "To open it to programs on this machine, set ASPNETCORE_ENVIRONMENT to Development")]
    private partial void LogClosed(string path);

    [LoggerMessage(LogLevel.Debug, "Dropped an activity that had been delivered before: {ActivityType} on {ChannelId}")]
    private partial void LogDuplicate(string activityType, string? channelId);

    [LoggerMessage(LogLevel.Warning, "Too many turns are waiting; refused {ActivityType} on {ChannelId}")]
    private partial void LogQueueFull(string activityType, string? channelId);
}
