namespace NewsBot.Retrieval.Articles;

/// <summary>A news story as it is indexed.</summary>
/// <param name="Id">Stable: the same story read again has the same id.</param>
/// <param name="Title">The headline, or the beginning of the first sentence where the story has none.</param>
/// <param name="Source">The outlet, such as “Meridian Press”.</param>
/// <param name="Author">The byline, without “By”.</param>
/// <param name="Published">A date without a time is midnight UTC.</param>
/// <param name="Url">Where the story is published; http or https.</param>
/// <param name="Body">The running text exactly as it was read: every offset in the project counts its UTF-16 units.</param>
public sealed record Article(
    ArticleId Id,
    string Title,
    string? Source,
    string? Author,
    DateTimeOffset? Published,
    Uri? Url,
    string Body)
{
    /// <summary>ISO 639-1 code of its language, such as <c>de</c>; null where it cannot be told.</summary>
    public string? Language { get; init; }

    /// <summary>Whether it says that it has been corrected.</summary>
    public bool IsCorrected => Correction.IsNotedIn(Body);

    /// <summary>Whether the story is in the language that questions are asked in. Others are found by their words alone.</summary>
    public bool IsEnglish => Language is null or "en";
}
