using System.Text.Json;
using AngleSharp.Html.Dom;

namespace NewsBot.Retrieval.Articles.Pages;

/// <summary>
/// What a page tells search engines about its story in JSON-LD, in the words of https://schema.org/NewsArticle. Every field may be missing, and of
/// any of the shapes that pages write.
/// </summary>
internal sealed record LinkedData(
    string? Headline, string? DatePublished, IReadOnlyList<string> Authors, string? Publisher, string? Url, string? Language, string? Body)
{
    private const int DeepestNesting = 64;

    private static readonly LinkedData None = new(null, null, [], null, null, null, null);

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = DeepestNesting };

    /// <summary>The page's first article; where the page has more, those are of other stories.</summary>
    public static LinkedData Read(IHtmlDocument page)
    {
        foreach (var script in page.Scripts.Where(script => script.Type?.StartsWith("application/ld+json", StringComparison.OrdinalIgnoreCase) == true))
        {
            if (Parse(script.Text) is { } json)
            {
                using (json)
                {
                    if (FindArticle(json.RootElement) is { } article)
                    {
                        return Read(article);
                    }
                }
            }
        }

        return None;
    }

    private static JsonDocument? Parse(string text)
    {
        // Some write line breaks into strings, which JSON forbids; between values they mean nothing.
        var json = text.ReplaceLineEndings(" ").Replace('\t', ' ').Trim();
        try
        {
            return JsonDocument.Parse(json, Lenient);
        }
        catch (JsonException)
        {
            return null; // nobody has promised that it is JSON; the page has its title elsewhere, too
        }
    }

    private static JsonElement? FindArticle(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Select(FindArticle).FirstOrDefault(found => found is not null),
        JsonValueKind.Object when IsArticle(element) => element,
        JsonValueKind.Object when element.TryGetProperty("@graph", out var graph) => FindArticle(graph),
        JsonValueKind.Object when element.TryGetProperty("mainEntity", out var main) => FindArticle(main),
        _ => null,
    };

    private static bool IsArticle(JsonElement element) =>
        element.TryGetProperty("@type", out var type)
        && Strings(type).Any(name => name.EndsWith("Article", StringComparison.Ordinal) || name.EndsWith("BlogPosting", StringComparison.Ordinal) || name == "Report");

    private static LinkedData Read(JsonElement article) => new(
        Text(article, "headline") ?? Text(article, "name"),
        Text(article, "datePublished"),
        article.TryGetProperty("author", out var author) ? Names(author).ToList() : [],
        article.TryGetProperty("publisher", out var publisher) ? Names(publisher).FirstOrDefault() : null,
        Text(article, "url") ?? (article.TryGetProperty("mainEntityOfPage", out var page) ? Strings(page).FirstOrDefault() ?? Text(page, "@id") : null),
        Text(article, "inLanguage"),
        Text(article, "articleBody"));

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? Strings(value).FirstOrDefault() : null;

    private static IEnumerable<string> Strings(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Unescaped(value) is { Length: > 0 } text ? [text] : [],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Strings),
        _ => [],
    };

    /// <summary>Names of people and organisations, written as text or as objects with a name.</summary>
    private static IEnumerable<string> Names(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Names),
        JsonValueKind.Object when value.TryGetProperty("name", out var name) => Strings(name),
        _ => Strings(value),
    };

    private static string? Unescaped(JsonElement value)
    {
        try
        {
            return value.GetString()?.Trim();
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair
        }
    }
}
