namespace NewsBot.Retrieval.Articles;

/// <summary>What a feed or a sitemap tells of a story; it counts where the story itself does not tell.</summary>
public sealed record StoryHints(string? Title = null, string? Source = null, string? Author = null, string? Date = null, string? Language = null)
{
    /// <summary>The outlet, as whoever looks after the index names it: it counts whatever the story tells.</summary>
    public string? Outlet { get; init; }

    internal StoryFields Complete(StoryFields fields) => fields with
    {
        Title = Told(fields.Title) ?? Title,
        Source = Outlet ?? Told(fields.Source) ?? Source,
        Author = Told(fields.Author) ?? Author,
        Date = Told(fields.Date) ?? Date,
        Language = Told(fields.Language) ?? Language,
    };

    private static string? Told(string? field) => string.IsNullOrWhiteSpace(field) ? null : field;
}
