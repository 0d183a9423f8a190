using System.Net;

namespace NewsBot.Activities;

/// <summary>The channel did not take an activity. Its message is a sentence for the log.</summary>
public sealed class ConnectorException : Exception
{
    public ConnectorException(string message)
        : base(message)
    {
    }

    public ConnectorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Null if there was no answer at all.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>What the channel says of it, in its own words: never to be shown, and to be logged neither.</summary>
    internal string? ErrorText { get; init; }

    /// <summary>The same activity may be taken a little later.</summary>
    internal bool IsTransient { get; init; }

    /// <summary>How long the channel asked to be left alone.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
