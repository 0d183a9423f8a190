namespace NewsBot.Retrieval.Articles;

/// <summary>A story as it was read, before anything is made of it.</summary>
/// <param name="Location">Where it was read, for messages: a path, or <c>path:line</c>.</param>
/// <param name="Name">What its id is made from when it has neither an id nor a URL.</param>
public sealed record RawArticle(string Location, string Name, ArticleFormat Format, string Content);

/// <summary>How a <see cref="RawArticle"/>'s content is to be read.</summary>
public enum ArticleFormat
{
    /// <summary>The body; the first line may be a headline.</summary>
    Text,

    /// <summary>YAML front matter, then the body.</summary>
    Markdown,

    /// <summary>One JSON object.</summary>
    Json,
}

/// <summary>What reading one story came to.</summary>
public abstract record ReadResult
{
    private ReadResult()
    {
        // Closed: these are all the results there are.
    }

    public sealed record Story(RawArticle Raw) : ReadResult;

    /// <param name="Reason">One sentence for people that says what to do.</param>
    public sealed record Unreadable(string Location, string Reason) : ReadResult;
}
