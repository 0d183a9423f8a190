using System.ClientModel;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Azure.Identity;
using Microsoft.SemanticKernel;

namespace NewsBot.LanguageModel;

/// <summary>Why a language model did not do what it was asked for.</summary>
public enum ModelFault
{
    /// <summary>Nothing answers at the address.</summary>
    NotReached,

    /// <summary>401 or 403.</summary>
    KeyRefused,

    /// <summary>404: no such model, or no such path.</summary>
    NoSuchModel,

    /// <summary>Another status from 400 to 499.</summary>
    RequestRefused,

    /// <summary>429.</summary>
    TooManyRequests,

    /// <summary>A status from 500 on.</summary>
    ServerFailed,

    /// <summary>The stream ended before the model had.</summary>
    BrokenOff,

    /// <summary>What came is not the protocol.</summary>
    Unreadable,

    /// <summary>It wrote nothing.</summary>
    Empty,

    /// <summary>It, or the service's filter, declined to write.</summary>
    Declined,

    /// <summary>It was not done within the patience.</summary>
    TooSlow,

    /// <summary>It wrote on and on.</summary>
    Endless,

    /// <summary>It was not asked, because it failed a moment ago.</summary>
    Resting,
}

/// <summary>A language model did not do what it was asked for.</summary>
/// <param name="detail">For those who look after the bot; never any text of a question, a story or a draft.</param>
public sealed class ModelFaultException(ModelFault fault, string detail, Exception? inner = null) : Exception(detail, inner)
{
    public ModelFault Fault { get; } = fault;

    /// <summary>When the service wants to be asked again, from now; null when it does not tell.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>What the service itself says of it, for those who try it out; it may repeat parts of the request. Null when it says nothing.</summary>
    public string? ServiceMessage => Chain(this).OfType<ClientResultException>().FirstOrDefault()?.Message.ReplaceLineEndings(" ").Trim();

    /// <summary>Whether asking again at once may help.</summary>
    public bool IsPassing => Fault is ModelFault.NotReached or ModelFault.TooManyRequests or ModelFault.ServerFailed;

    /// <summary>Whether it tells something about the next question, too.</summary>
    public bool IsOfTheService => Fault is not (ModelFault.Declined or ModelFault.Endless or ModelFault.RequestRefused);

    /// <param name="hasBegun">Whether any of the answer had come.</param>
    internal static ModelFaultException Of(Exception failure, bool hasBegun, DateTimeOffset now) => failure switch
    {
        ModelFaultException known => known,
        _ when StatusOf(failure) is { } status => OfStatus(status, failure, now),
        _ when Has<AuthenticationFailedException>(failure) => new(ModelFault.KeyRefused, "no token of Microsoft Entra ID could be had for it", failure),
        _ when !Has<HttpRequestException>(failure) && !Has<IOException>(failure) && !Has<SocketException>(failure) =>
            new(ModelFault.Unreadable, $"what it sent is not a stream of chat completions ({Chain(failure).Last().GetType().Name})", failure),
        _ when hasBegun => new(ModelFault.BrokenOff, "the connection broke while it wrote", failure),
        _ => new(ModelFault.NotReached, $"there is no connection to it ({Chain(failure).Last().Message})", failure),
    };

    private static ModelFaultException OfStatus(HttpStatusCode status, Exception failure, DateTimeOffset now) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(ModelFault.KeyRefused, $"it refused the key ({(int)status})", failure),
        HttpStatusCode.NotFound => new(ModelFault.NoSuchModel, "it knows no such model or address (404)", failure),
        HttpStatusCode.TooManyRequests => new(ModelFault.TooManyRequests, "it has too many requests (429)", failure) { RetryAfter = RetryAfterOf(failure, now) },
        >= HttpStatusCode.InternalServerError => new(ModelFault.ServerFailed, $"it failed ({(int)status})", failure) { RetryAfter = RetryAfterOf(failure, now) },
        _ => new(ModelFault.RequestRefused, $"it refused the request ({(int)status})", failure),
    };

    private static HttpStatusCode? StatusOf(Exception failure) => Chain(failure)
        .Select(link => link switch
        {
            ClientResultException { Status: >= 300 and var status } => (HttpStatusCode?)status,
            HttpOperationException { StatusCode: { } status } => status,
            _ => null,
        })
        .FirstOrDefault(status => status is not null);

    // Seconds, or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
    private static TimeSpan? RetryAfterOf(Exception failure, DateTimeOffset now) =>
        Chain(failure).OfType<ClientResultException>().FirstOrDefault()?.GetRawResponse() is { } response && response.Headers.TryGetValue("Retry-After", out var value)
            ? int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds)
                : DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date > now ? date - now
                : null
            : null;

    private static bool Has<T>(Exception failure)
        where T : Exception => Chain(failure).OfType<T>().Any();

    private static IEnumerable<Exception> Chain(Exception failure)
    {
        for (var link = failure; link is not null; link = link.InnerException)
        {
            yield return link;
        }
    }
}
