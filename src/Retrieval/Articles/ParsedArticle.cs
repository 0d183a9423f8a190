namespace NewsBot.Retrieval.Articles;

/// <summary>What became of one story that was parsed.</summary>
public abstract record ParsedArticle
{
    private ParsedArticle()
    {
    }

    /// <param name="Article">The story.</param>
    /// <param name="Warnings">Fields that had to be left out, one sentence each.</param>
    public sealed record Accepted(Article Article, IReadOnlyList<string> Warnings) : ParsedArticle;

    /// <param name="Reason">One sentence that says what is wrong; it does not repeat the location.</param>
    public sealed record Rejected(string Reason) : ParsedArticle;
}
