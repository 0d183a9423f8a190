using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using NewsBot.Retrieval.Articles.Pages;

namespace NewsBot.Retrieval.Articles;

/// <summary>
/// Stories that RSS and Atom feeds and sitemaps tell of. Where a feed brings a whole story, it is read from the feed; else there is a link to it.
/// Elements are known by their local names alone, as RSS has had several namespaces, and none.
/// </summary>
/// <remarks>https://www.rssboard.org/rss-specification, RFC 4287, https://www.sitemaps.org/protocol.html, https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap</remarks>
internal static class FeedReader
{
    /// <summary>Of a longer feed the first so many are read: feeds begin with the newest.</summary>
    public const int MaxEntries = 5_000;

    // Shorter texts are summaries.
    private const int ShortestStory = 600;

    private static readonly XmlReaderSettings Safely = new()
    {
        DtdProcessing = DtdProcessing.Ignore, // entities of its own are how a small file becomes a huge one
        XmlResolver = null,
        MaxCharactersFromEntities = 1024,
        MaxCharactersInDocument = ArticleReader.MaxStoryBytes,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static IEnumerable<ArticleReading> Read(StoryDocument document, byte[] bytes)
    {
        XElement root;
        try
        {
            using var reader = XmlReader.Create(new StringReader(PageEncoding.Decode(bytes, document.Charset).TrimStart()), Safely);
            root = XElement.Load(reader);
        }
        catch (XmlException invalid)
        {
            return [new ArticleReading.Unreadable(document.Location, $"The feed is not valid XML (line {invalid.LineNumber}): check that it is a feed or a sitemap.")];
        }

        List<ArticleReading>? readings = root.Name.LocalName switch
        {
            "rss" or "RDF" => Entries(root, "item").Select((item, index) => ReadItem(document, root, item, index)).OfType<ArticleReading>().ToList(),
            "feed" => Entries(root, "entry").Select((entry, index) => ReadEntry(document, root, entry, index)).OfType<ArticleReading>().ToList(),
            "urlset" => Entries(root, "url").Select(url => ReadUrl(document, url)).OfType<ArticleReading>().ToList(),
            "sitemapindex" => Entries(root, "sitemap").Select(map => LinkTo(document, Text(map, "loc"), new StoryHints { Outlet = document.Hints?.Outlet })).OfType<ArticleReading>().ToList(),
            _ => null,
        };
        return readings switch
        {
            null => [new ArticleReading.Unreadable(document.Location, "The XML is neither a feed (RSS, Atom) nor a sitemap: index the pages themselves.")],
            [] => [new ArticleReading.Unreadable(document.Location, "The feed has no entries that lead to a story.")],
            _ => readings,
        };
    }

    private static IEnumerable<XElement> Entries(XElement root, string name) => root.Descendants().Where(element => element.Name.LocalName == name).Take(MaxEntries);

    private static ArticleReading? ReadItem(StoryDocument document, XElement feed, XElement item, int index)
    {
        var link = Text(item, "link") ?? (Child(item, "guid") is { } guid && guid.Attribute("isPermaLink")?.Value != "false" ? guid.Value : null);
        var channel = feed.Elements().FirstOrDefault(element => element.Name.LocalName == "channel");
        var hints = new StoryHints(
            Plain(Text(item, "title")),
            Plain(Text(item, "source") ?? Text(channel, "title")),
            Plain(Text(item, "creator") ?? Text(item, "author")),
            Text(item, "pubDate") ?? Text(item, "date"),
            Text(channel, "language"))
        {
            Outlet = document.Hints?.Outlet,
        };
        return StoryIn(document, link, Text(item, "encoded"), hints, index) ?? LinkTo(document, link, hints) ?? StoryIn(document, link: null, Text(item, "description"), hints, index);
    }

    private static ArticleReading? ReadEntry(StoryDocument document, XElement feed, XElement entry, int index)
    {
        var link = entry.Elements().Where(element => element.Name.LocalName == "link")
            .FirstOrDefault(element => element.Attribute("rel")?.Value is null or "alternate")?.Attribute("href")?.Value;
        var hints = new StoryHints(
            Plain(Text(entry, "title")),
            Plain(Text(Child(entry, "source"), "title") ?? Text(feed, "title")),
            Plain(Text(Child(entry, "author") ?? Child(feed, "author"), "name")),
            Text(entry, "published") ?? Text(entry, "updated"),
            feed.Attribute(XNamespace.Xml + "lang")?.Value)
        {
            Outlet = document.Hints?.Outlet,
        };
        return StoryIn(document, link, Text(entry, "content"), hints, index) ?? LinkTo(document, link, hints);
    }

    private static ArticleReading? ReadUrl(StoryDocument document, XElement url)
    {
        var news = Child(url, "news");
        var publication = Child(news, "publication");
        return LinkTo(document, Text(url, "loc"), new StoryHints(
            Plain(Text(news, "title")), Plain(Text(publication, "name")), Author: null, Text(news, "publication_date"), Text(publication, "language"))
        {
            Outlet = document.Hints?.Outlet,
        });
    }

    private static ArticleReading? StoryIn(StoryDocument document, string? link, string? html, StoryHints hints, int index)
    {
        if (html is null || PageStory.PlainText(html) is not { Length: >= ShortestStory } text)
        {
            return null;
        }

        var number = (index + 1).ToString(CultureInfo.InvariantCulture);
        return new ArticleReading.Story(new($"{document.Location}:{number}", ArticleFormat.Fields, text, $"{document.Name}-{number}") { Address = AddressOf(document, link), Hints = hints });
    }

    private static ArticleReading? LinkTo(StoryDocument document, string? link, StoryHints hints) =>
        AddressOf(document, link) is { } address ? new ArticleReading.Link(document.Location, address, hints) : null;

    private static Uri? AddressOf(StoryDocument document, string? link) =>
        link is not null && (document.Address is null ? Uri.TryCreate(link.Trim(), UriKind.Absolute, out var address) : Uri.TryCreate(document.Address, link.Trim(), out address))
            ? WebAddress.Parse(address.AbsoluteUri)
            : null;

    private static XElement? Child(XElement? parent, string name) => parent?.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    private static string? Text(XElement? parent, string name) =>
        parent?.Elements().FirstOrDefault(element => element.Name.LocalName == name && !string.IsNullOrWhiteSpace(element.Value))?.Value.Trim();

    // Titles are HTML in some feeds, and text in others.
    private static string? Plain(string? text) => text is null ? null : PageStory.PlainText(text);
}
