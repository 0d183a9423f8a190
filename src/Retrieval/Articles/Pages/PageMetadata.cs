using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace NewsBot.Retrieval.Articles.Pages;

/// <summary>What a page tells of its story beside the text: in JSON-LD, Open Graph and other <c>meta</c> elements, microdata, and where none of these does, on the page itself.</summary>
/// <param name="Title">Without the outlet's name behind it.</param>
/// <param name="Authors">Names, without what else stands in bylines.</param>
/// <param name="Date">As the page writes it.</param>
/// <param name="Url">The story's own address, as it says; it may be one within the site.</param>
/// <param name="Language">Its code, such as <c>en-GB</c>.</param>
internal sealed partial record PageMetadata(string? Title, IReadOnlyList<string> Authors, string? Date, string? Outlet, string? Url, string? Language)
{
    private const int LongestName = 80;
    private const int MostAuthors = 10;
    private const int LongestText = 1_000;

    // Empty date fields are written as year 1, or as 1970.
    private const int FirstYear = 1971;

    public static PageMetadata Read(IHtmlDocument page, LinkedData data, Uri? url)
    {
        var meta = MetaElements(page);
        var outlet = new[] { First(meta, "og:site_name"), data.Publisher }.FirstOrDefault(name => name is not null && IsName(name)) ?? First(meta, "application-name", "publisher", "dc.publisher", "twitter:app:name:iphone");
        return new(
            TitleOf(page, meta, data, outlet),
            AuthorsOf(page, meta, data),
            DateOf(page, meta, data, url),
            outlet,
            page.QuerySelector("link[rel~=canonical]")?.GetAttribute("href") ?? First(meta, "og:url") ?? data.Url,
            data.Language ?? page.DocumentElement.GetAttribute("lang") ?? First(meta, "content-language", "language", "og:locale", "dc.language"));
    }

    private static Dictionary<string, string> MetaElements(IHtmlDocument page)
    {
        var meta = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var element in page.GetElementsByTagName("meta"))
        {
            var name = element.GetAttribute("property") ?? element.GetAttribute("name") ?? element.GetAttribute("itemprop") ?? element.GetAttribute("http-equiv");
            if (name is not null && element.GetAttribute("content")?.Trim() is { Length: > 0 } content)
            {
                meta.TryAdd(name.Trim(), content);
            }
        }

        return meta;
    }

    private static string? First(Dictionary<string, string> meta, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (meta.TryGetValue(name, out var content))
            {
                return content;
            }
        }

        return null;
    }

    private static string? TitleOf(IHtmlDocument page, Dictionary<string, string> meta, LinkedData data, string? outlet)
    {
        var title = data.Headline ?? First(meta, "og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline")
            ?? TextOf(page.QuerySelector("[itemprop~=headline]")) ?? NameOf(page);
        return title is null ? null : WithoutOutlet(SingleLine.Clean(WebUtility.HtmlDecode(title), LongestText), outlet);
    }

    /// <summary>The headline that the page's name begins with; else that name, which is never of another story.</summary>
    private static string? NameOf(IHtmlDocument page)
    {
        var name = page.Title is { Length: > 0 } title ? SingleLine.Clean(title, LongestText) : null;
        return page.QuerySelectorAll("h1, h2").Select(TextOf).OfType<string>().FirstOrDefault(headline => name is null || name.StartsWith(headline, StringComparison.OrdinalIgnoreCase)) ?? name;
    }

    // “Flood in Hamburg | Meridian Press”
    private static string WithoutOutlet(string title, string? outlet)
    {
        var end = OutletBehindTitle().Match(title);
        return end.Success && outlet is not null && IsNamed(end.Groups["outlet"].Value, outlet) ? title[..end.Index] : title;
    }

    private static bool IsNamed(string name, string outlet) =>
        name.Contains(outlet, StringComparison.OrdinalIgnoreCase) || outlet.Contains(name, StringComparison.OrdinalIgnoreCase);

    private static List<string> AuthorsOf(IHtmlDocument page, Dictionary<string, string> meta, LinkedData data)
    {
        IEnumerable<string?> named = data.Authors.Count > 0 ? data.Authors
            : First(meta, "author", "parsely-author", "sailthru.author", "byl", "dc.creator", "article:author", "article:author_name", "creator") is { } author && IsName(author) ? [author]
            : page.QuerySelectorAll("[itemprop~=author] [itemprop~=name]").Select(TextOf) is var inside && inside.Any() ? inside
            : page.QuerySelectorAll("[itemprop~=author], a[rel~=author]").Select(TextOf) is var marked && marked.Any() ? marked
            : [TextOf(page.QuerySelector("[class~=byline], [class~=author], [class~=byline__name], [class~=author-name], [id=byline]"))];
        return named.OfType<string>().Select(name => Byline.Clean(WithoutTime(SingleLine.Clean(WebUtility.HtmlDecode(name), 2 * LongestName)))!).Where(IsName).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostAuthors).ToList();
    }

    // Jane Doe, November 20, 2019 10:43
    private static string WithoutTime(string byline) => Time().Match(byline) is { Success: true } time ? byline[..time.Index].TrimEnd(' ', ',', '|', '-', '–', '•', '/') : byline;

    private static bool IsName(string text) => text.Length is > 1 and <= LongestName && text.Any(char.IsLetter) && !text.Contains("://", StringComparison.Ordinal);

    private static string? DateOf(IHtmlDocument page, Dictionary<string, string> meta, LinkedData data, Uri? url)
    {
        var places = new[]
        {
            data.DatePublished,
            First(meta, "article:published_time", "og:published_time", "datePublished", "parsely-pub-date", "sailthru.date", "article.published", "published_time"),
            First(meta, "pubdate", "publish-date", "publish_date", "publication_date", "date", "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "article_date_original", "ptime", "created", "displaydate"),
            DateOf(page.QuerySelector("[itemprop~=datePublished]")),
            DateOf(page.QuerySelector("time[pubdate], article time[datetime], main time[datetime]")),
            DateOf(page.QuerySelector("abbr.published, time[datetime], time")),
        };
        return Array.Find(places, place => place is not null && PublicationDate.Parse(place) is { Year: >= FirstYear }) ?? DateIn(url?.AbsolutePath ?? page.QuerySelector("link[rel~=canonical]")?.GetAttribute("href"));
    }

    private static string? DateOf(IElement? element) =>
        element?.GetAttribute("datetime") ?? element?.GetAttribute("content") ?? (element?.LocalName == "abbr" ? element.GetAttribute("title") : null) ?? TextOf(element);

    // /2019/11/18/
    private static string? DateIn(string? url) =>
        url is not null && DatedPath().Match(url) is { Success: true } match ? $"{match.Groups["year"].Value}-{match.Groups["month"].Value}-{match.Groups["day"].Value}" : null;

    private static string? TextOf(IElement? element) => element is not null && SingleLine.Clean(element.TextContent, LongestText) is { Length: > 0 } text ? text : null;

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\s+[|\-–—•·:»]\s+(?<outlet>[^|–—•·»]{2,60})$", Options | RegexOptions.RightToLeft)]
    private static partial Regex OutletBehindTitle();

    [GeneratedRegex(@"(\b|(?<=\p{Ll}))((Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s[0-9]|[0-9])", Options | RegexOptions.IgnoreCase)]
    private static partial Regex Time();

    [GeneratedRegex("/(?<year>(19|20)[0-9]{2})[/-](?<month>0[1-9]|1[0-2])[/-](?<day>0[1-9]|[12][0-9]|3[01])([/-]|$)", Options)]
    private static partial Regex DatedPath();
}
