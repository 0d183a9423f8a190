using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using NewsBot.Activities.Authentication;
using NewsBot.Retrieval.Fetching;

namespace NewsBot.Activities;

/// <summary>Posts activities to the channel's own service, at the address the channel gave.</summary>
public sealed class ConnectorClient(HttpClient http, ConnectorAuthentication authentication, TimeProvider time)
{
    private const int MaxAttempts = 3;
    private const int MaxResponseBytes = 64 * 1024;
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(15); // some clients leave a request unanswered for ever
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(30);

    /// <param name="isAuthenticated">
    /// Whether its address came with a channel's token. Only to such a one the bot's own token is sent; any other has to be on this machine.
    /// </param>
    /// <returns>The id the channel gave the activity, if it gave one.</returns>
    /// <exception cref="ConnectorException">The channel did not take it.</exception>
    public async Task<string?> SendAsync(Activity activity, bool isAuthenticated, CancellationToken cancellationToken)
    {
        var url = ActivityUrl(activity, isAuthenticated);
        var token = isAuthenticated ? await authentication.GetTokenAsync(cancellationToken) : null;
        var body = JsonSerializer.SerializeToUtf8Bytes(activity, ActivityJson.Default.Activity);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await PostAsync(url, token, body, cancellationToken);
            }
            catch (ConnectorException failure)
                when (failure.IsTransient && attempt < MaxAttempts && !(failure.RetryAfter > LongestRetryAfter))
            {
                await Task.Delay(failure.RetryAfter ?? Backoff(attempt), time, cancellationToken);
            }
        }
    }

    // Not HttpClient's own timeout and retries: those end with the headers, and a body can be slow too.
    private async Task<string?> PostAsync(Uri url, string? token, byte[] body, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(AttemptTimeout, time);
        using var attemptOver = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, attemptOver.Token);
            var answer = await ReadAsync(response, attemptOver.Token);
            return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted
                ? answer?.Id
                : throw Refusal(url, response, answer);
        }
        catch (OperationCanceledException late) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ConnectorException(
                $"The channel at {url.Authority} did not answer within {AttemptTimeout.TotalSeconds} seconds.", late);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw new ConnectorException($"The channel at {url.Authority} could not be reached.", failure)
            {
                IsTransient = failure.GetBaseException()
                    is SocketException or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded },
            };
        }
    }

    // What the channel says about a success is a courtesy: a body that is too long or not what it should be is no failure.
    private static async Task<ConnectorResponse?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MaxResponseBytes];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize(buffer.AsSpan(0, length), ActivityJson.Default.ConnectorResponse);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private ConnectorException Refusal(Uri url, HttpResponseMessage response, ConnectorResponse? answer)
    {
        var code = (answer?.Error?.Code ?? answer?.Code) is { Length: > 0 and <= 64 } word && word.All(char.IsAsciiLetterOrDigit)
            ? $" ({word})"
            : "";
        return new($"The channel at {url.Authority} refused an activity with status {(int)response.StatusCode}{code}.")
        {
            StatusCode = response.StatusCode,
            ErrorText = answer?.Error?.Message ?? answer?.Message,
            IsTransient = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.PreconditionFailed
                or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
            RetryAfter = RetryAfter(response.Headers.RetryAfter),
        };
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delay } => delay,
        { Date: { } date } => date > time.GetUtcNow() ? date - time.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    // 1 s, 2 s, … give or take a half, so that conversations which failed together do not return together.
    private static TimeSpan Backoff(int attempt) =>
        FirstDelay * Math.Pow(2, attempt - 1) * (0.5 + Random.Shared.NextDouble());

    private static Uri ActivityUrl(Activity activity, bool isAuthenticated)
    {
        var isTrusted = isAuthenticated
            ? activity.ServiceUrl is { IsAbsoluteUri: true, Scheme: "https", UserInfo: "" }
            : AnonymousAccess.IsLoopback(activity.ServiceUrl);
        if (!isTrusted)
        {
            throw new ConnectorException(
                isAuthenticated ? "An activity with a token can only be sent over https." : "An activity without a token can only be sent to this machine.");
        }

        var path = $"{activity.ServiceUrl!.AbsolutePath.TrimEnd('/')}/v3/conversations/{Segment(activity.Conversation?.Id)}/activities";
        if (activity.ReplyToId is { Length: > 0 } replyToId)
        {
            path = $"{path}/{Segment(replyToId)}";
        }

        return new UriBuilder(activity.ServiceUrl) { Path = path, Query = "", Fragment = "" }.Uri;
    }

    // Ids hold : ; = and /. One that is only dots would be read as a step to another folder, whether it is escaped or not.
    private static string Segment(string? id) => id is null or "" or "." or ".."
        ? throw new ConnectorException("An activity cannot be sent without the id of its conversation.")
        : Uri.EscapeDataString(id);

    /// <summary>Goes where the channel's address says and nowhere else: no redirects, no proxies, no cookies.</summary>
    internal static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = ConnectAsync,
    };

    // The name was judged when the activity came in; what it stands for is only known now. A name of this machine leads to it, any other to the
    // outside world, and none to what is in between: the networks that only this machine can reach.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var isHere = AnonymousAccess.IsLoopback(context.InitialRequestMessage.RequestUri);
        return await GuardedConnection.OpenAsync(context, isHere ? AnonymousAccess.IsLoopback : PublicNetworks.Include, cancellationToken);
    }
}
