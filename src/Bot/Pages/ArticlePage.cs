using System.Net.Mime;
using System.Text.Encodings.Web;
using NewsBot.Answers;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.History;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Retractions;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Pages;

/// <summary>The page of a story, <c>/articles/ID#sORDINAL</c>, with the sentence highlighted that a citation points to.</summary>
internal sealed class ArticlePage(IArticleIndex index, SentenceHistory history, RetractionRegister retractions)
{
    private const string BasePath = "/articles/";
    private const int Newest = 5;

    public void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet(BasePath + "{**path}", ShowAsync);

    /// <summary>Address of a story's page, or of a sentence's place in it, on this host.</summary>
    public static string PathOf(Article article, Sentence? sentence = null) => PathOf(article.Id) + (sentence is null ? "" : $"#s{sentence.Ordinal}");

    // Slashes are left alone, as an escaped one is not read back. What browsers and servers would tidy away is named in the query.
    private static string PathOf(ArticleId id)
    {
        var parts = id.Value.Split('/');
        return Array.Exists(parts, part => part is "" or "." or "..") || id.Value.Contains('\\', StringComparison.Ordinal)
            ? $"{BasePath}?id={Uri.EscapeDataString(id.Value)}"
            : BasePath + string.Join('/', parts.Select(Uri.EscapeDataString));
    }

    private async Task<IResult> ShowAsync(HttpContext http, string? path, string? id, CancellationToken cancellationToken)
    {
        var nonce = PageResources.NewNonce();
        PageHeaders.Set(http.Response, PageHeaders.OnlyStyle(nonce));
        var asked = new ArticleId(path ?? id ?? "");
        var (status, title, content) = (await index.ReadAsync([asked], cancellationToken), retractions.Find(asked)) switch
        {
            (_, { } retraction) => (StatusCodes.Status410Gone, retraction.Story.Title, Retracted(retraction)),
            ([var story], _) => (StatusCodes.Status200OK, story.Article.Title, Story(story) + Changes(history.Of(asked))),
            _ => (StatusCodes.Status404NotFound, "No such story", await MissingAsync(cancellationToken)),
        };
        return Results.Text(StoryLayout.Of(nonce, title, content), $"{MediaTypeNames.Text.Html}; charset=utf-8", statusCode: status);
    }

    /// <summary>What was told of it before leads here; its text is not shown any more.</summary>
    private static string Retracted(Retraction retraction) =>
        $"""
        <h1>{Encode(retraction.Story.Title)}</h1>
        <p class="about">{About(retraction.Story)}</p>
        <p class="notice"><strong>This story was retracted on {Encode(Dates.Spoken(retraction.At) ?? "")}.</strong> {Encode(retraction.Reason)}</p>
        <p>No answer rests on it any more.</p>
        <p><a class="button" href="/">Ask the news bot</a></p>
        """;

    /// <summary>Somebody followed an old link: what is there instead.</summary>
    private async Task<string> MissingAsync(CancellationToken cancellationToken)
    {
        var newest = await index.GetNewestAsync(Newest, cancellationToken);
        var stories = (await index.ReadAsync(newest, cancellationToken)).OrderByDescending(story => story.Article.Published).ToList();
        return
            $"""
            <h1>There is no such story here</h1>
            <p>It is not indexed, or not any more; or the address was cut off on its way. You can ask the bot for what it told.</p>
            <p><a class="button" href="/">Ask the news bot</a></p>
            {(stories.Count == 0 ? "" : $"<h2>The newest stories</h2><ul>{string.Concat(stories.Select(Listed))}</ul>")}
            """;
    }

    private static string Listed(StoredArticle story) =>
        $"<li><a href=\"{Encode(PathOf(story.Article.Id))}\">{Encode(story.Article.Title)}</a><br><span>{About(story.Article)}</span></li>";

    private static string About(Article article)
    {
        string?[] about = [article.Source, article.Author, Dates.Spoken(article.Published), article.IsCorrected ? "corrected" : null];
        return string.Join(" · ", about.OfType<string>().Select(Encode));
    }

    private static string Story(StoredArticle story)
    {
        var article = story.Article;
        var original = article.Url is { } url ? $" · <a href=\"{Encode(url.AbsoluteUri)}\" rel=\"noreferrer\">The original</a>" : "";
        return
            $"""
            <article>
            <h1>{Encode(article.Title)}</h1>
            <p class="about">{About(article)}{original}</p>
            <div class="text"{(article.Language is { } language ? $" lang=\"{Encode(language)}\"" : "")}>{string.Concat(Text(story))}</div>
            </article>
            """;
    }

    /// <summary>What the story said before, for somebody who was told so.</summary>
    private static string Changes(IReadOnlyList<SentenceChange> changes) => changes.Count == 0
        ? ""
        : $"<section><h2>What the story said before</h2><ul>{string.Concat(changes.Select(Changed))}</ul></section>";

    private static string Changed(SentenceChange change) =>
        $"<li><del>{Encode(change.Before)}</del>{(change.After is { } after ? $" <ins>{Encode(after)}</ins>" : "")}<br><span>{Encode(Dates.Spoken(change.At) ?? "")}</span></li>";

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
        : $"<a class=\"original\" href=\"{Encode(TextFragment.Of(url, sentence.Text))}\" rel=\"noreferrer\">In the original</a>";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
