using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace NewsBot.Retrieval.Articles.Pages;

/// <summary>A news page as HTML: its paragraphs are the body, and what it tells about itself gives the other fields.</summary>
internal static class PageStory
{
    // A page that is put together by a script shows nothing by itself, but may tell its text to search engines.
    private const int MuchLonger = 2;

    private const int ShortestBody = 200;

    // What a page in a file says of its address counts only where it is complete.
    private static readonly Uri Nowhere = new("file:///");

    /// <param name="content">The page, decoded.</param>
    /// <param name="url">Where it was fetched, or null for a file.</param>
    public static StoryFields Read(string content, Uri? url)
    {
        var page = Parse(content);
        var data = LinkedData.Read(page);
        var metadata = PageMetadata.Read(page, data, url);
        var text = page.Body is { } body ? StoryText.Find(body, metadata.Title, metadata.Authors) : "";
        if (data.Body is { Length: >= ShortestBody } told && told.Length > MuchLonger * text.Length)
        {
            text = PlainText(told);
        }

        return new(
            text,
            Title: metadata.Title,
            Source: metadata.Outlet,
            Author: metadata.Authors is [] ? null : string.Join(", ", metadata.Authors),
            Date: metadata.Date,
            Url: StoryAddress(metadata.Url, url)?.AbsoluteUri,
            Language: metadata.Language);
    }

    private static IHtmlDocument Parse(string html) => new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(html);

    /// <summary>The paragraphs of a piece of HTML, set apart by blank lines; of text without elements, the text.</summary>
    public static string PlainText(string html) =>
        html.AsSpan().ContainsAny('<', '&') && Parse(html).Body is { } body
            ? string.Join("\n\n", PageText.Read(body, new Boilerplate(body, heedsNames: false).Includes).Select(block => block.Text))
            : html;

    /// <summary>
    /// The address that the page claims, where it may: a page could else pass itself off as another outlet's story, and take its place in the index.
    /// </summary>
    private static Uri? StoryAddress(string? claimed, Uri? url)
    {
        if (claimed is null || !Uri.TryCreate(url ?? Nowhere, claimed, out var address) || WebAddress.Parse(address.AbsoluteUri) is not { } valid)
        {
            return url;
        }

        var isOfSite = url is null || SiteOf(valid) == SiteOf(url);
        return isOfSite && valid.AbsolutePath.Length > 1 ? valid : url;
    }

    private static string SiteOf(Uri url)
    {
        var host = url.IdnHost.ToLowerInvariant();
        foreach (var prefix in (ReadOnlySpan<string>)["www.", "m.", "mobile.", "amp."])
        {
            host = host.StartsWith(prefix, StringComparison.Ordinal) ? host[prefix.Length..] : host;
        }

        return host;
    }
}
