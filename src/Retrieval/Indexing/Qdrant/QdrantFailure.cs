using System.Net;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>What went wrong with the server, in a sentence that says what to do.</summary>
internal static class QdrantFailure
{
    /// <summary>Without what might be secret in it.</summary>
    public static string Address(QdrantOptions options) => options.Url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    public static IndexUnusableException Explain(QdrantException failure, QdrantOptions options, string name)
    {
        var server = $"The Qdrant server at {Address(options)}";
        return new IndexUnusableException(
            failure.Status switch
            {
                null => $"{server} cannot be used ({failure.Message}); check that it runs and that Retrieval:Qdrant:Url is its REST port.",
                HttpStatusCode.Unauthorized => $"{server} does not take the key; set Retrieval:Qdrant:ApiKey to one that it knows.",
                HttpStatusCode.Forbidden => $"{server} does not allow that with this key ({failure.Message}); to index stories, set Retrieval:Qdrant:ApiKey to one that may write.",
                HttpStatusCode.NotFound => $"{server} has no index {name} any more; index the stories again.",
                HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => $"{server} is too busy ({failure.Message}); try again in a while.",
                HttpStatusCode.InsufficientStorage => $"{server} has no room left ({failure.Message}); give it more memory or disk and run the command again.",
                HttpStatusCode.BadRequest when failure.Message.Contains("dimension", StringComparison.OrdinalIgnoreCase) =>
                    $"{server} has vectors of another length in {name} ({failure.Message}); make it anew with: index --rebuild PATH",
                var status => $"{server} failed ({(int)status}: {failure.Message}); look into its log.",
            },
            failure);
    }

    /// <exception cref="IndexUnusableException">The server is too old.</exception>
    public static async Task CheckVersionAsync(QdrantClient client, QdrantOptions options, CancellationToken cancellationToken)
    {
        var version = (await client.HealthAsync(cancellationToken)).Version;
        if (Version.TryParse(version.Split('-')[0], out var known) && known < QdrantSchema.OldestServer)
        {
            throw new IndexUnusableException(
                $"The Qdrant server at {Address(options)} is version {version}, which cannot weigh words as the bot needs it; update it to {QdrantSchema.OldestServer} or newer.");
        }
    }
}
