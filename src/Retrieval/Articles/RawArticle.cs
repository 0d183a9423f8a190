namespace NewsBot.Retrieval.Articles;

/// <summary>One story as it was read, before its fields are known.</summary>
/// <param name="Location">Where it was read, for messages: <c>path</c>, or <c>path:line</c> in a file of many stories.</param>
/// <param name="Format">How to read <paramref name="Content"/>.</param>
/// <param name="Content">A whole file, or one line of a <c>.jsonl</c> file, without a byte order mark.</param>
/// <param name="FallbackId">
/// Names the story when it has neither an id nor a URL: the file's name without extension, with the line's number in a
/// <c>.jsonl</c> file.
/// </param>
public sealed record RawArticle(string Location, ArticleFormat Format, string Content, string FallbackId)
{
    /// <summary>Where a page was fetched; null for what comes from files.</summary>
    public Uri? Address { get; init; }

    /// <summary>What is to be done when the story is safely in the index.</summary>
    internal Action<ArticleId>? WhenIndexed { get; init; }

    /// <summary>What is known of the story from elsewhere.</summary>
    public StoryHints? Hints { get; init; }
}

/// <summary>The formats that a story is read from.</summary>
public enum ArticleFormat
{
    /// <summary>Plain text; the first line may be the headline.</summary>
    Text,

    /// <summary>Markdown, with or without YAML front matter.</summary>
    Markdown,

    /// <summary>One JSON object.</summary>
    Json,

    /// <summary>A news page, with all that stands around the story.</summary>
    Html,

    /// <summary>The text alone; all else is in <see cref="RawArticle.Hints"/> and <see cref="RawArticle.Address"/>.</summary>
    Fields,
}
