namespace NewsBot.Retrieval.Articles;

/// <summary>Something that holds stories: a file, an entry of an archive, or what a server has sent.</summary>
/// <param name="Location">Where it is, for messages.</param>
/// <param name="Name">Names a story in it that has neither an id nor an address.</param>
/// <param name="Content">Its bytes; can be read from any position.</param>
internal sealed record StoryDocument(string Location, string Name, DocumentKind Kind, Stream Content)
{
    /// <summary>Where it was fetched; null for what comes from files.</summary>
    public Uri? Address { get; init; }

    /// <summary>The encoding that the server names; null where it names none, and for what comes from files.</summary>
    public string? Charset { get; init; }

    /// <summary>What a feed has told of it.</summary>
    public StoryHints? Hints { get; init; }
}

/// <summary>The kinds of documents that stories are read from.</summary>
internal enum DocumentKind
{
    Text,
    Markdown,
    JsonLines,
    Html,
    Pdf,

    /// <summary>RSS, Atom or a sitemap.</summary>
    Feed,
    Zip,
}

/// <summary>Tells kinds of documents by their names and by what servers say.</summary>
internal static class DocumentKinds
{
    public const string Supported = ".txt, .md, .jsonl, .html, .pdf, .xml (feeds) or .zip";

    public static DocumentKind? ByName(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".txt" => DocumentKind.Text,
        ".md" => DocumentKind.Markdown,
        ".jsonl" or ".ndjson" => DocumentKind.JsonLines,
        ".html" or ".htm" or ".xhtml" => DocumentKind.Html,
        ".pdf" => DocumentKind.Pdf,
        ".xml" or ".rss" or ".atom" => DocumentKind.Feed,
        ".zip" => DocumentKind.Zip,
        _ => null,
    };

    /// <param name="mediaType">The server's <c>Content-Type</c> without parameters; null where it sent none.</param>
    /// <param name="path">The address's path, which decides where the server does not commit itself.</param>
    public static DocumentKind? ByMediaType(string? mediaType, string path) => mediaType?.ToLowerInvariant() switch
    {
        "text/html" or "application/xhtml+xml" => DocumentKind.Html,
        "application/rss+xml" or "application/atom+xml" or "application/rdf+xml" or "application/xml" or "text/xml" => DocumentKind.Feed,
        "application/pdf" => DocumentKind.Pdf,
        "application/zip" or "application/x-zip-compressed" => DocumentKind.Zip,
        "application/x-ndjson" or "application/jsonl" or "application/jsonlines" => DocumentKind.JsonLines,
        "text/markdown" => DocumentKind.Markdown,
        "text/plain" => ByName(path) ?? DocumentKind.Text,
        null or "application/octet-stream" or "binary/octet-stream" => ByName(path),
        _ => null,
    };
}
