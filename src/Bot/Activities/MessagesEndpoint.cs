using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using NewsBot.Activities.Authentication;

namespace NewsBot.Activities;

/// <summary>
/// Where channels deliver activities. Each is judged, queued and answered at once, and what the bot says is sent later; unless whoever delivers it
/// waits for the outcome in the response.
/// </summary>
internal sealed partial class MessagesEndpoint(
    ActivityAuthentication authentication,
    AnonymousAccess anonymous,
    ConversationLimits limits,
    TurnQueue queue,
    TurnProcessor processor,
    TimeProvider time,
    ILogger<MessagesEndpoint> logger)
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

    private async Task<IResult> ReceiveAsync(HttpContext http, ConnectorClient connector, CancellationToken cancellationToken)
    {
        Caller? caller;
        try
        {
            caller = await authentication.AuthenticateAsync(http, cancellationToken);
        }
        catch (SigningKeysUnavailableException)
        {
            return Busy(http, "The keys that would prove who sent this cannot be had for now.");
        }

        if (caller is null)
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

        if (authentication.ObjectionTo(activity, caller) is { } objection)
        {
            LogForbidden(activity.ChannelId, objection);
            return Refuse(StatusCodes.Status403Forbidden, "Forbidden", objection);
        }

        if (!limits.Admit(activity))
        {
            http.Response.Headers.RetryAfter = "10";
            return Refuse(StatusCodes.Status429TooManyRequests, "TooManyRequests", "The conversation sends faster than it may.");
        }

        var isFromChannel = caller is Caller.Channel;
        Task<string?> SendAsync(Activity reply, CancellationToken cancel) => connector.SendAsync(reply, isAuthenticated: isFromChannel, cancel);
        return activity switch
        {
            { Type: ActivityTypes.Invoke } => await InvokeAsync(new TurnContext(activity, SendAsync, time) { IsFromChannel = isFromChannel }, cancellationToken),
            { DeliveryMode: DeliveryModes.ExpectReplies } => await ExpectRepliesAsync(activity, isFromChannel, http, cancellationToken),
            _ => Accept(new TurnContext(activity, SendAsync, time) { IsFromChannel = isFromChannel }, http),
        };
    }

    private IResult Accept(TurnContext turn, HttpContext http)
    {
        var activity = turn.Activity;
        var key = (activity.ChannelId, activity.Conversation?.Id, activity.Id ?? "");
        if (activity.Id is { Length: > 0 } && !received.TryAdd(key))
        {
            LogDuplicate(activity.Type, activity.ChannelId);
            turn.End();
            return TypedResults.Ok();
        }

        if (queue.TryEnqueue(turn))
        {
            return TypedResults.Ok();
        }

        received.Remove(key); // the channel is asked to deliver it again
        LogQueueFull(activity.Type, activity.ChannelId);
        return Busy(http, "The bot is busy.");
    }

    /// <summary>Runs the turn in its place, and gives back what the bot said; one that was delivered before says nothing.</summary>
    private async Task<IResult> ExpectRepliesAsync(Activity activity, bool isFromChannel, HttpContext http, CancellationToken cancellationToken)
    {
        var replies = new List<Activity>();
        var turn = new TurnContext(
            activity,
            (reply, _) =>
            {
                // Typing would only be seen when it is over.
                if (reply.Type != ActivityTypes.Typing)
                {
                    replies.Add(reply);
                }

                return Task.FromResult<string?>(null);
            },
            time)
        {
            IsFromChannel = isFromChannel,
        };
        var accepted = Accept(turn, http);
        if (accepted is not Ok)
        {
            return accepted;
        }

        await turn.Ended.WaitAsync(cancellationToken);
        return TypedResults.Json(new ExpectedReplies(replies), ActivityJson.Default.ExpectedReplies);
    }

    /// <summary>Runs the turn at once, beside whatever the conversation is waiting for: whoever sent it waits with an open dialog.</summary>
    private async Task<IResult> InvokeAsync(TurnContext turn, CancellationToken cancellationToken) =>
        !await processor.RunAsync(turn, cancellationToken)
            ? Refuse(StatusCodes.Status500InternalServerError, "ServiceError", "The bot failed; its log says why.")
            : turn.InvokeResponse switch
            {
                null => Refuse(StatusCodes.Status501NotImplemented, "NotImplemented", "This bot does not know an invoke of that name."),
                { Body: { } body } response => TypedResults.Json(body, ActivityJson.Default.JsonElement, statusCode: response.Status),
                var response => TypedResults.StatusCode(response.Status),
            };

    private static async Task<Activity?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var json = new MemoryStream();
        await body.CopyToAsync(json, cancellationToken);
        return Activity.Parse(json.GetBuffer().AsSpan(0, (int)json.Length));
    }

    private static IResult Busy(HttpContext http, string message)
    {
        http.Response.Headers.RetryAfter = "5";
        return Refuse(StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", message);
    }

    private static IResult Refuse(int status, string code, string message) =>
        TypedResults.Json(new ErrorResponse(new(code, message)), ActivityJson.Default.ErrorResponse, statusCode: status);

    private void LogAccess()
    {
        if (anonymous.IsOpen)
        {
            LogOpen(Path);
        }
        else if (anonymous.IsRegistered)
        {
            LogOpenToTokens(Path);
        }
        else
        {
            LogClosed(Path);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Path} is open without authentication, to programs on this machine only")]
    private partial void LogOpen(string path);

    [LoggerMessage(LogLevel.Information, "{Path} is open to channels with a token for the bot's MicrosoftAppId")]
    private partial void LogOpenToTokens(string path);

    [LoggerMessage(LogLevel.Warning, "{Path} is closed: without MicrosoftAppId nobody can be authenticated. "
        + "To open it to programs on this machine, set ASPNETCORE_ENVIRONMENT to Development")]
    private partial void LogClosed(string path);

    [LoggerMessage(LogLevel.Warning, "Refused an activity on {ChannelId}: {Objection}")]
    private partial void LogForbidden(string? channelId, string objection);

    [LoggerMessage(LogLevel.Debug, "Dropped an activity that had been delivered before: {ActivityType} on {ChannelId}")]
    private partial void LogDuplicate(string activityType, string? channelId);

    [LoggerMessage(LogLevel.Warning, "Too many turns are waiting; refused {ActivityType} on {ChannelId}")]
    private partial void LogQueueFull(string activityType, string? channelId);
}
