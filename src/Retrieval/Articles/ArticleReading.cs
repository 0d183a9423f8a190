namespace NewsBot.Retrieval.Articles;

/// <summary>What became of one story, file or folder that was to be read.</summary>
public abstract record ArticleReading
{
    private ArticleReading()
    {
    }

    /// <summary>A story was read; it still has to be parsed.</summary>
    public sealed record Story(RawArticle Raw) : ArticleReading;

    /// <summary>A feed tells of a story that stands elsewhere, and still has to be fetched.</summary>
    /// <param name="Location">The feed.</param>
    public sealed record Link(string Location, Uri Address, StoryHints Hints) : ArticleReading;

    /// <summary>A page has not changed since it was indexed, as its server says.</summary>
    public sealed record Unchanged(string Location, ArticleId Id) : ArticleReading;

    /// <summary>Something could not be read; the rest goes on.</summary>
    /// <param name="Location"><c>path</c>, or <c>path:line</c>.</param>
    /// <param name="Reason">One sentence that says what is wrong and what to do; it does not repeat the location.</param>
    public sealed record Unreadable(string Location, string Reason) : ArticleReading;
}
