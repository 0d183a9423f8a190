using System.IO.Compression;
using System.Text;
using NewsBot.Retrieval.Articles;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace NewsBot.Retrieval.Tests.Articles;

/// <summary>Documents that hold more than text: archives, feeds, PDFs.</summary>
public sealed class DocumentTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_zip_file_is_read_like_the_folder_that_it_packs()
    {
        Zip("a.zip", ("one.txt", "The dam held."u8.ToArray()), ("more/two.jsonl", "{\"text\":\"It rained.\"}\n{\"text\":\"It poured.\"}"u8.ToArray()), ("photo.jpg", [1, 2, 3]), ("__MACOSX/._one.txt", [0]));

        var readings = await ReadAsync("a.zip");

        Assert.Equal(["It rained.", "It poured.", "The dam held."], readings.Select(BodyOf));
        Assert.Equal(3, readings.Select(reading => Parsed(reading).Id).Distinct().Count());
    }

    [Fact]
    public async Task A_zip_bomb_is_named_and_the_rest_is_read()
    {
        Zip("bomb.zip", ("a.txt", new byte[60 * 1024 * 1024]), ("b.txt", "The dam held."u8.ToArray()));
        Assert.True(new FileInfo(folder.File("bomb.zip")).Length < 100_000);

        var readings = await ReadAsync("bomb.zip");

        Assert.Contains("unpacks to more than 20 MB", ReasonOf(readings[0]), StringComparison.Ordinal);
        Assert.Equal("The dam held.", BodyOf(readings[1]));
    }

    [Fact]
    public async Task Archives_in_archives_are_not_opened()
    {
        Zip("inner.zip", ("a.txt", "The dam held."u8.ToArray()));
        Zip("outer.zip", ("inner.zip", await File.ReadAllBytesAsync(folder.File("inner.zip"), Cancel)));

        Assert.Contains("holds no stories", ReasonOf(Assert.Single(await ReadAsync("outer.zip"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.zip", "not a ZIP archive")]
    [InlineData("a.pdf", "The PDF cannot be read")]
    [InlineData("a.xml", "not valid XML")]
    public async Task A_damaged_document_is_named_with_the_reason(string name, string reason)
    {
        await File.WriteAllTextAsync(folder.File(name), "PK no such thing <", Cancel);

        Assert.Contains(reason, ReasonOf(Assert.Single(await ReadAsync(name))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pdfs_lines_are_joined_to_paragraphs()
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        var page = builder.AddPage(PageSize.A4);
        page.AddText("The harbour was closed on Monday after a crane", 11, new PdfPoint(60, 700), font);
        page.AddText("fell into the basin, and no ship has left it", 11, new PdfPoint(60, 687), font);
        page.AddText("since then, the port authority said.", 11, new PdfPoint(60, 674), font);

        await File.WriteAllBytesAsync(folder.File("crane.pdf"), builder.Build(), Cancel);

        Assert.Equal(
            "The harbour was closed on Monday after a crane fell into the basin, and no ship has left it since then, the port authority said.",
            BodyOf(Assert.Single(await ReadAsync("crane.pdf"))).Trim());
    }

    [Theory]
    [InlineData("<rss version='2.0'><channel><title>The Daily Harbour</title><item><title>Crane &amp;amp; dam</title><link>https://harbour.example/crane</link><pubDate>Tue, 07 May 2013 10:00:00 GMT</pubDate></item></channel></rss>")]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'><title>The Daily Harbour</title><entry><title type='html'>Crane &amp;amp; dam</title><link rel='self' href='https://harbour.example/self'/><link href='https://harbour.example/crane'/><published>2013-05-07T10:00:00Z</published></entry></feed>")]
    [InlineData("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>https://harbour.example/crane</loc><news:news><news:publication><news:name>The Daily Harbour</news:name></news:publication><news:publication_date>2013-05-07T10:00:00Z</news:publication_date><news:title>Crane &amp;amp; dam</news:title></news:news></url></urlset>")]
    public async Task A_feed_leads_to_its_stories(string feed)
    {
        await File.WriteAllTextAsync(folder.File("feed.xml"), feed, Cancel);

        var link = Assert.IsType<ArticleReading.Link>(Assert.Single(await ReadAsync("feed.xml")));

        Assert.Equal(("https://harbour.example/crane", "Crane & dam", "The Daily Harbour"), (link.Address.AbsoluteUri, link.Hints.Title, link.Hints.Source));
        Assert.Equal(new DateTimeOffset(2013, 5, 7, 10, 0, 0, TimeSpan.Zero), DateTimeOffset.Parse(link.Hints.Date!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_story_that_a_feed_brings_whole_is_read_from_it()
    {
        var story = string.Concat(Enumerable.Repeat("<p>The harbour was closed on Monday after a crane fell into the basin, the port authority said.</p>", 8));
        await File.WriteAllTextAsync(
            folder.File("feed.xml"),
            $"<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>The Daily Harbour</title><item><title>Crane</title><link>https://harbour.example/crane</link><content:encoded><![CDATA[{story}]]></content:encoded></item></channel></rss>",
            Cancel);

        var article = Parsed(Assert.Single(await ReadAsync("feed.xml")));

        Assert.Equal(("harbour.example/crane", "Crane", "The Daily Harbour"), (article.Id.Value, article.Title, article.Source));
        Assert.DoesNotContain('<', article.Body);
    }

    [Fact]
    public async Task Entities_that_multiply_do_no_harm()
    {
        var bomb = new StringBuilder("<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'>");
        for (var level = 'b'; level <= 'k'; level++)
        {
            bomb.Append("<!ENTITY ").Append(level).Append(" '").Append(string.Concat(Enumerable.Repeat($"&{(char)(level - 1)};", 10))).Append("'>");
        }

        await File.WriteAllTextAsync(folder.File("bomb.xml"), $"{bomb}]><rss><channel><item><title>&k;</title></item></channel></rss>", Cancel);

        Assert.IsType<ArticleReading.Unreadable>(Assert.Single(await ReadAsync("bomb.xml")));
    }

    [Fact]
    public async Task A_feed_of_5_000_entries_is_read()
    {
        var items = string.Concat(Enumerable.Range(1, 5_000).Select(number => $"<item><link>https://harbour.example/{number}</link></item>"));
        await File.WriteAllTextAsync(folder.File("feed.rss"), $"<rss><channel>{items}</channel></rss>", Cancel);

        Assert.Equal(5_000, (await ReadAsync("feed.rss")).Count);
    }

    private void Zip(string name, params (string Name, byte[] Content)[] entries)
    {
        using var archive = ZipFile.Open(folder.File(name), ZipArchiveMode.Create);
        foreach (var (entry, content) in entries)
        {
            using var stream = archive.CreateEntry(entry).Open();
            stream.Write(content);
        }
    }

    private async Task<List<ArticleReading>> ReadAsync(string name) => await ArticleReader.ReadAsync([folder.File(name)], Cancel).ToListAsync(Cancel);

    private static Article Parsed(ArticleReading reading) =>
        Assert.IsType<ParsedArticle.Accepted>(ArticleParser.Parse(Assert.IsType<ArticleReading.Story>(reading).Raw)).Article;

    private static string BodyOf(ArticleReading reading) => Parsed(reading).Body;

    private static string ReasonOf(ArticleReading reading) => Assert.IsType<ArticleReading.Unreadable>(reading).Reason;
}
