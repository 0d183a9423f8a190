using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using NewsBot.Activities;
using NewsBot.Conversations;

namespace NewsBot.DirectLine;

/// <summary>
/// Direct Line 3.0, by which Web Chat talks with this bot without any service in between:
/// https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-direct-line-3-0-api-reference
/// </summary>
internal sealed partial class DirectLineEndpoints(
    DirectLineTokens tokens,
    DirectLineConversations conversations,
    ConversationStore store,
    TurnQueue queue,
    IOptions<DirectLineOptions> options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<DirectLineEndpoints> logger)
{
    public const string BasePath = "/v3/directline";
    public const string ChannelId = "webchat";

    private const int MaxBodyBytes = 64 * 1024;
    private const int MaxName = 100;

    // Who names such a user has to have been given that name by this program.
    private const string OwnUsers = "dl_";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(BasePath)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
            .RequireCors(DirectLineOrigins.Policy)
            .AddEndpointFilter(KeepPrivateAsync);
        group.MapPost("/tokens/generate", (Delegate)GenerateAsync).RequireRateLimiting(DirectLineLimits.Conversations);
        group.MapPost("/tokens/refresh", (Delegate)RefreshAsync);
        group.MapPost("/conversations", (Delegate)StartAsync).RequireRateLimiting(DirectLineLimits.Conversations);
        group.MapGet("/conversations/{id}", ReconnectAsync);
        group.MapGet("/conversations/{id}/activities", ReadAsync);
        group.MapPost("/conversations/{id}/activities", PostAsync).RequireRateLimiting(DirectLineLimits.Messages);
        group.MapGet("/conversations/{id}/stream", StreamAsync);
    }

    // What is answered holds tokens and what was said: no proxy and no browser keeps it.
    private static ValueTask<object?> KeepPrivateAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        context.HttpContext.Response.Headers.CacheControl = "no-store";
        context.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        return next(context);
    }

    private async Task<IResult> GenerateAsync(HttpContext http)
    {
        if (!IsSecret(Bearer(http)))
        {
            return Unauthorized(http);
        }

        var (participant, refusal) = await NewParticipantAsync(http);
        return participant is null ? refusal! : Conversation(tokens, participant, StatusCodes.Status200OK, streamUrl: null);
    }

    /// <summary>In a new conversation: the user whom another server names, which has the secret, or else one with a new name.</summary>
    private static async Task<(Participant? Participant, IResult? Refusal)> NewParticipantAsync(HttpContext http)
    {
        try
        {
            var body = await ReadBodyAsync(http);
            return (body.Length == 0 ? null : JsonSerializer.Deserialize(body.Span, DirectLineJson.Default.TokenRequest))?.User?.Id switch
            {
                null or "" => (new Participant(NewId(), NewUserId()), null),
                { Length: <= MaxName } user when !user.StartsWith(OwnUsers, StringComparison.Ordinal) => (new Participant(NewId(), user), null),
                _ => (null, Refuse(StatusCodes.Status400BadRequest, "BadArgument", $"A user's id may have up to {MaxName} characters and not begin with {OwnUsers}.")),
            };
        }
        catch (JsonException)
        {
            return (null, Refuse(StatusCodes.Status400BadRequest, "BadSyntax", "The body does not name a user: it is sent as {\"user\": {\"id\": \"…\"}}, or not at all."));
        }
    }

    private async Task<IResult> RefreshAsync(HttpContext http) => await CheckAsync(http, id: null) switch
    {
        (var participant, null) => Conversation(tokens, participant!, StatusCodes.Status200OK, streamUrl: null),
        (_, var refusal) => refusal,
    };

    private async Task<IResult> StartAsync(HttpContext http)
    {
        var (participant, refusal) = IsSecret(Bearer(http)) ? await NewParticipantAsync(http) : await CheckAsync(http, id: null);
        if (participant is null)
        {
            return refusal!;
        }

        store.Create(participant.ConversationId, participant.UserId);
        var isNew = store.TryStart(participant.ConversationId);
        if (isNew)
        {
            var user = new ChannelAccount(participant.UserId, Role: "user");
            Enqueue(http, Addressed(http, participant, new Activity { Type = ActivityTypes.ConversationUpdate, MembersAdded = [user, DirectLineConversations.Bot] }));
        }

        return Conversation(tokens, participant, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, StreamUrl(http, participant, watermark: null));
    }

    private async Task<IResult> ReconnectAsync(HttpContext http, string id, string? watermark) => await CheckAsync(http, id) switch
    {
        (null, var refusal) => refusal!,
        ({ } participant, _) when !store.Exists(id, participant.UserId) => Gone(),
        ({ } participant, _) => Conversation(tokens, participant, StatusCodes.Status200OK, StreamUrl(http, participant, watermark)),
    };

    private async Task<IResult> ReadAsync(HttpContext http, string id, string? watermark)
    {
        var (participant, refusal) = await CheckAsync(http, id);
        if (participant is null)
        {
            return refusal!;
        }

        if (!store.Exists(id, participant.UserId))
        {
            return Gone();
        }

        var after = Place(watermark);
        var said = store.ReadAfter(id, after);
        return Results.Json(
            new ActivitySet([.. said.Select(stored => stored.Activity)], (said.Count > 0 ? said[^1].Sequence : after).ToString(CultureInfo.InvariantCulture)),
            DirectLineJson.Default.ActivitySet);
    }

    private async Task<IResult> PostAsync(HttpContext http, string id)
    {
        var (participant, refusal) = await CheckAsync(http, id);
        if (participant is null)
        {
            return refusal!;
        }

        if (!store.Exists(id, participant.UserId))
        {
            return Gone();
        }

        Activity? sent;
        try
        {
            sent = Activity.Parse((await ReadBodyAsync(http)).Span);
        }
        catch (JsonException)
        {
            return Refuse(StatusCodes.Status400BadRequest, "BadSyntax", "The body is not an activity.");
        }

        if (sent is not { Type: ActivityTypes.Message or ActivityTypes.Event or ActivityTypes.Typing })
        {
            return Refuse(StatusCodes.Status400BadRequest, "BadArgument", "A client sends messages, events and that somebody is typing.");
        }

        var activity = Addressed(http, participant, ClientActivity.Admit(sent));
        if (activity.Type == ActivityTypes.Typing)
        {
            return Sent($"{id}|typing");
        }

        // Before it is written down, or it would stand in the conversation twice when the client tries again.
        if (queue.IsFull)
        {
            LogBusy(http.Request.Path);
            http.Response.Headers.RetryAfter = "5";
            return Refuse(StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", "The bot is busy.");
        }

        if (conversations.Say(id, activity) is not { } said)
        {
            return Gone();
        }

        if (!Enqueue(http, said))
        {
            conversations.Say(id, said.CreateReply("I am busy just now; please ask again in a moment.") with { From = DirectLineConversations.Bot });
        }

        return Sent(said.Id!);
    }

    private async Task<IResult> StreamAsync(HttpContext http, string id, string? t, string? watermark)
    {
        if (!http.WebSockets.IsWebSocketRequest)
        {
            return Refuse(StatusCodes.Status400BadRequest, "BadArgument", "A stream is opened as a WebSocket.");
        }

        if (!IsAllowedOrigin(http.Request))
        {
            return Refuse(StatusCodes.Status403Forbidden, "BadArgument", "Pages of that origin may not open a stream.");
        }

        var check = await tokens.CheckAsync(t, TokenUse.Stream);
        if (check.Participant is not { } participant || participant.ConversationId != id)
        {
            return Refuse(StatusCodes.Status403Forbidden, check.IsExpired ? "TokenExpired" : "BadArgument", "The address of the stream is not valid, or not any more.");
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        using var listener = conversations.Listen(id, Place(watermark));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        await new ActivityStream(socket, listener, time).RunAsync(over.Token);
        return Results.Empty;
    }

    private static Activity Addressed(HttpContext http, Participant participant, Activity activity) => activity with
    {
        ChannelId = ChannelId,
        ServiceUrl = new Uri($"{http.Request.Scheme}://{http.Request.Host}"),
        From = new ChannelAccount(participant.UserId, Role: "user"),
        Conversation = new ConversationAccount(participant.ConversationId),
        Recipient = DirectLineConversations.Bot,
    };

    private bool Enqueue(HttpContext http, Activity activity)
    {
        var isEchoed = activity.Id is not null;
        var isQueued = queue.TryEnqueue(new TurnContext(activity, (reply, _) => Task.FromResult(conversations.Say(
            activity.Conversation!.Id!,
            reply with
            {
                From = DirectLineConversations.Bot,
                Recipient = activity.From,
                ReplyToId = isEchoed ? reply.ReplyToId : null, // a client waits for what it has not seen
            })?.Id)));
        if (!isQueued)
        {
            LogBusy(http.Request.Path);
        }

        return isQueued;
    }

    private async Task<(Participant? Participant, IResult? Refusal)> CheckAsync(HttpContext http, string? id)
    {
        if (Bearer(http) is not { } token)
        {
            return (null, Unauthorized(http));
        }

        // Another server may take part for its users, as whom it named.
        if (id is not null && IsSecret(token))
        {
            return store.FindUser(id) is { } user ? (new Participant(id, user), null) : (null, Gone());
        }

        var check = await tokens.CheckAsync(token, TokenUse.Conversation);
        return check.Participant is not { } participant ? (null, Refuse(StatusCodes.Status403Forbidden, check.IsExpired ? "TokenExpired" : "BadArgument", "The token is not valid, or not any more."))
            : id is not null && participant.ConversationId != id ? (null, Refuse(StatusCodes.Status403Forbidden, "BadArgument", "The token is for another conversation."))
            : (participant, null);
    }

    private bool IsSecret(string? bearer) =>
        options.Value.Secret.Length > 0 && bearer is not null
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(bearer)), SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.Secret)));

    private bool IsAllowedOrigin(HttpRequest request) =>
        request.Headers.Origin is [{ Length: > 0 } origin]
            ? origin == $"{request.Scheme}://{request.Host}" || options.Value.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)
            : request.Headers.Origin.Count == 0; // not a page

    private string StreamUrl(HttpContext http, Participant participant, string? watermark) =>
        $"{(http.Request.IsHttps ? "wss" : "ws")}://{http.Request.Host}{BasePath}/conversations/{participant.ConversationId}/stream"
        + $"?t={tokens.Create(participant, TokenUse.Stream)}"
        + (Place(watermark) is > 0 and var place ? $"&watermark={place.ToString(CultureInfo.InvariantCulture)}" : "");

    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static string? Bearer(HttpContext http) =>
        http.Request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && header[7..].Trim() is { Length: > 0 } token
            ? token
            : null;

    private static long Place(string? watermark) =>
        long.TryParse(watermark, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0;

    /// <summary>An id that nobody can guess.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static string NewUserId() => OwnUsers + NewId();

    public static IResult Conversation(DirectLineTokens tokens, Participant participant, int status, string? streamUrl) => Results.Json(
        new ConversationResponse(
            participant.ConversationId, tokens.Create(participant, TokenUse.Conversation), (int)tokens.LifetimeOf(TokenUse.Conversation).TotalSeconds, streamUrl),
        DirectLineJson.Default.ConversationResponse,
        statusCode: status);

    private static IResult Sent(string id) => Results.Json(new ResourceResponse(id), DirectLineJson.Default.ResourceResponse);

    private static IResult Gone() => Refuse(StatusCodes.Status404NotFound, "BadArgument", "There is no such conversation, or not any more.");

    private static IResult Unauthorized(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Refuse(StatusCodes.Status401Unauthorized, "BadArgument", "A token is missing.");
    }

    private static IResult Refuse(int status, string code, string message) =>
        Results.Json(new ErrorResponse(new(code, message)), DirectLineJson.Default.ErrorResponse, statusCode: status);

    [LoggerMessage(LogLevel.Warning, "Too many turns are waiting; refused one at {Path}")]
    private partial void LogBusy(string path);
}
