using System.Net.Mime;
using System.Text.Encodings.Web;
using NewsBot.Answers;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Pages;

/// <summary>The page of a story, <c>/articles/ID#sORDINAL</c>, with the sentence highlighted that a citation points to.</summary>
internal sealed class ArticlePage(IArticleIndex index)
{
    private const string BasePath = "/articles/";

    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet(BasePath + "{**id}", ShowAsync);

    /// <summary>Address of a sentence's place in its story's page, on this host.</summary>
    public static string PathOf(Article article, Sentence sentence) => BasePath + string.Join('/', article.Id.Value.Split('/').Select(Uri.EscapeDataString)) + $"#s{sentence.Ordinal}"; // slashes are left alone, as an escaped one is not read back

    private async Task<IResult> ShowAsync(HttpContext http, string? id, CancellationToken cancellationToken)
    {
        var nonce = PageResources.NewNonce();
        PageHeaders.Set(http.Response, $"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src data:; style-src 'nonce-{nonce}'");
        var story = (await index.ReadAsync([new ArticleId(id ?? "")], cancellationToken)).SingleOrDefault();
        return Results.Text(
            story is null ? Page(nonce, "No such story", "<h1>No such story</h1><p>It is not indexed, or not any more. <a href=\"/\">Ask the news bot</a></p>") : Page(nonce, story.Article.Title, Story(story)),
            $"{MediaTypeNames.Text.Html}; charset=utf-8",
            statusCode: story is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
    }

    private static string Page(string nonce, string title, string content) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <title>{Encode(title)} · News bot</title>
        <link rel="icon" href="data:,">
        <style nonce="{nonce}">{PageResources.Style}</style>
        </head>
        <body>
        <main class="story">
        {content}
        </main>
        </body>
        </html>
        """;

    private static string Story(StoredArticle story)
    {
        var article = story.Article;
        string?[] about = [article.Source, article.Author, Dates.Spoken(article.Published)];
        var original = article.Url is { } url ? [$"<a href=\"{Encode(url.AbsoluteUri)}\" rel=\"noreferrer\">original</a>"] : Array.Empty<string>();
        return
            $"""
            <p><a href="/">News bot</a></p>
            <h1>{Encode(article.Title)}</h1>
            <p class="about">{string.Join(" · ", about.OfType<string>().Select(Encode).Concat(original))}</p>
            <p class="text">{string.Concat(Text(story))}</p>
            """;
    }

    // What stands between sentences is only white space, and shows where paragraphs end.
    private static IEnumerable<string> Text(StoredArticle story)
    {
        var position = 0;
        foreach (var sentence in story.Sentences)
        {
            yield return Encode(story.Article.Body[position..sentence.Start]);
            yield return $"<span class=\"sentence\" id=\"s{sentence.Ordinal}\">{Encode(sentence.Text)}</span>{Original(story.Article, sentence)}";
            position = sentence.End;
        }

        yield return Encode(story.Article.Body[position..]);
    }

    /// <summary>A link to the sentence in the original; shown where the sentence is highlighted.</summary>
    private static string Original(Article article, Sentence sentence) => article.Url is not { } url
        ? ""
        : $"<a class=\"original\" href=\"{Encode(TextFragment.Of(url, sentence.Text))}\" rel=\"noreferrer\">in the original</a>";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
