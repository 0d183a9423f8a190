namespace NewsBot.Retrieval.Articles;

/// <summary>Who wrote the story.</summary>
internal static class Byline
{
    /// <summary>Drops the word that introduces a byline on the page: <c>By Ana Reyes</c>.</summary>
    public static string? Clean(string? author) =>
        author is not null && author.StartsWith("by ", StringComparison.OrdinalIgnoreCase) ? author[3..] : author;
}
