using System.Globalization;
using Grpc.Core;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>What went wrong with the server: whether it may pass, and a sentence that says what to do.</summary>
/// <remarks>Which status stands for what: qdrant, lib/storage/src/content_manager/conversions.rs and src/tonic/auth.rs.</remarks>
internal static class QdrantFailure
{
    /// <summary>Without what might be secret in it.</summary>
    public static string Address(QdrantOptions options) => options.Url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>Whether the same call may succeed a little later.</summary>
    public static bool IsTransient(RpcException failure) => failure.StatusCode switch
    {
        StatusCode.Unavailable => true,
        StatusCode.ResourceExhausted => !IsOutOfRoom(failure) && !IsTooLarge(failure),
        StatusCode.Internal => IsCutOff(failure) && !IsOtherProtocol(failure),
        _ => false,
    };

    /// <summary>How long the server wants to be left alone; null: it did not say.</summary>
    public static TimeSpan? RetryAfter(RpcException failure) =>
        double.TryParse(failure.Trailers.GetValue("retry-after"), CultureInfo.InvariantCulture, out var seconds) && seconds >= 0 ? TimeSpan.FromSeconds(seconds) : null;

    public static IndexUnusableException Explain(RpcException failure, QdrantOptions options)
    {
        var server = $"The Qdrant server at {Address(options)}";
        var told = failure.Status.Detail.TrimEnd('.');
        var notReached = $"{server} cannot be used ({Reason(failure, options)}); check that it runs and that Retrieval:Qdrant:Url is its gRPC port, which is usually 6334.";
        return new IndexUnusableException(
            failure.StatusCode switch
            {
                StatusCode.Internal or StatusCode.Unimplemented when IsOtherProtocol(failure) => $"{server} does not speak gRPC there; set Retrieval:Qdrant:Url to its gRPC port, which is usually 6334.",
                StatusCode.DeadlineExceeded => notReached,
                StatusCode.Unavailable or StatusCode.Internal when IsCutOff(failure) => notReached,
                StatusCode.Unauthenticated => $"{server} does not take the key; set Retrieval:Qdrant:ApiKey to one that it knows.",
                StatusCode.PermissionDenied => $"{server} does not allow that with this key ({told}); to index stories, set Retrieval:Qdrant:ApiKey to one that may write.",
                StatusCode.NotFound => $"{server} has no index {options.Collection} any more; index the stories again.",
                StatusCode.ResourceExhausted when IsOutOfRoom(failure) => $"{server} has no room left ({told}); give it more memory or disk and run the command again.",
                StatusCode.ResourceExhausted when !IsTooLarge(failure) => $"{server} is too busy ({told}); try again in a while.",
                StatusCode.Unavailable => $"{server} is too busy ({told}); try again in a while.",
                StatusCode.InvalidArgument when told.Contains("dimension", StringComparison.OrdinalIgnoreCase) =>
                    $"{server} has vectors of another length in {options.Collection} ({told}); make it anew with: index --rebuild PATH",
                var status => $"{server} failed ({status}: {told}); look into its log.",
            },
            failure);
    }

    private static string Reason(RpcException failure, QdrantOptions options) => failure.StatusCode == StatusCode.DeadlineExceeded
        ? $"no answer came within {options.Timeout.TotalSeconds:0.#} s"
        : (failure.Status.DebugException?.Message ?? failure.Status.Detail).TrimEnd('.');

    /// <summary>Not the server speaks, but what lies before it: there was no connection, or it broke.</summary>
    private static bool IsCutOff(RpcException failure) => failure.Status.DebugException is not null;

    /// <summary>A web server, as the server's own REST port is one, or one without (or with) TLS.</summary>
    private static bool IsOtherProtocol(RpcException failure) =>
        failure.StatusCode == StatusCode.Unimplemented
        || failure.Status.DebugException is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.VersionNegotiationError }
        || failure.ToString().Contains("HTTP_1_1_REQUIRED", StringComparison.Ordinal);

    private static bool IsOutOfRoom(RpcException failure) => failure.Trailers.Any(entry => entry.Key == "qdrant-insufficient-storage");

    private static bool IsTooLarge(RpcException failure) => failure.Status.Detail.Contains("message exceeds", StringComparison.OrdinalIgnoreCase);
}
