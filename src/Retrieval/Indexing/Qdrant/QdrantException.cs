using System.Net;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>The server did not do what it was asked. The message is what it said, or why no answer came.</summary>
/// <param name="status">Null when no answer came: it was not reached, too slow, or the connection broke.</param>
public sealed class QdrantException(HttpStatusCode? status, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public HttpStatusCode? Status { get; } = status;

    /// <summary>How long the server wants to be left alone; null: it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same request may succeed a little later.</summary>
    public bool IsTransient { get; init; }
}
