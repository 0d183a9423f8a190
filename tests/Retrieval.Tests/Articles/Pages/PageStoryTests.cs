using System.Text;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Articles.Pages;

namespace NewsBot.Retrieval.Tests.Articles.Pages;

public sealed class PageStoryTests
{
    private const string First = "The harbour of Lemba was closed on Monday after a crane fell into the basin, the port authority said, and no ship has left it since.";
    private const string Second = "“Nobody was hurt, and that is what counts,” said Eleni Markou, who has run the port for eleven years, at a press conference in the town hall.";
    private const string Third = "Divers are to look at the wreck on Tuesday, weather permitting, and the first ferry may leave on Wednesday at the earliest, she added.";

    [Fact]
    public void The_body_is_the_paragraphs_and_nothing_around_them()
    {
        var article = Read(
            $"""
            <html><head><title>Crane falls into harbour | The Daily Harbour</title></head><body>
            <header><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
            <article><h1>Crane falls into harbour</h1><p class="byline">By Ana Reyes</p>
            <figure><img src="crane.jpg"><figcaption>The crane, lying in the basin of Lemba on Monday. Photo: Harbour News Agency</figcaption></figure>
            <div class="body"><p>{First}</p><p>Advertisement</p><p>{Second}</p>
            <div class="related-stories"><h3>Related</h3><ul><li><a href="/a">How the crane was built, and by whom it was paid for</a></li></ul></div>
            <p>Read more: <a href="/b">Ferries are late again on all routes to the islands</a></p>
            <p>{Third}</p><p>Sign up for our newsletter and get the news of the port in your inbox.</p></div></article>
            <section id="comments"><p>I have seen it coming, and so has everybody else who works in the port, but nobody has ever listened to us.</p></section>
            <footer><p>Copyright The Daily Harbour. All rights reserved. We are not responsible for the content of other sites, of which there are many.</p></footer>
            </body></html>
            """);

        Assert.Equal(string.Join("\n\n", First, Second, Third), article.Body);
        Assert.Equal("Crane falls into harbour", article.Title);
        Assert.Equal("Ana Reyes", article.Author);
    }

    [Fact]
    public void A_story_that_is_cut_in_two_is_read_whole()
    {
        var article = Read(
            $"""
            <body><main><div class="chunk"><p>{First}</p><p>{Second}</p></div><div class="ad-slot"><p>Buy one, get one free, but only today and only as long as there are any left in the shop.</p></div>
            <div class="chunk"><p>{Third}</p></div></main></body>
            """);

        Assert.Equal(string.Join("\n\n", First, Second, Third), article.Body);
    }

    [Fact]
    public void Line_breaks_set_paragraphs_apart_where_there_are_no_others() =>
        Assert.Equal(string.Join("\n\n", First, Second, Third), Read($"<body><div>{First}<br><br>{Second}<br><br>{Third}</div></body>").Body);

    [Fact]
    public void What_is_hidden_is_no_part_of_the_story() =>
        Assert.DoesNotContain("secret", Read($"<body><div><p>{First}</p><p>{Second}</p><p style='color: red; display: none'>A secret paragraph that nobody can see on the page.</p><p>{Third}</p></div></body>").Body, StringComparison.Ordinal);

    [Fact]
    public void Json_ld_tells_title_author_date_and_outlet()
    {
        var article = Read(
            $$"""
            <html lang="en"><head><script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},
            {"@type":["NewsArticle"],"headline":"Crane &amp; harbour","datePublished":"2013-05-07T10:00:00+02:00","author":[{"@type":"Person","name":"Ana Reyes"},{"name":"Tom Berg"}],
            "publisher":{"@type":"Organization","name":"The Daily Harbour"},"url":"https://harbour.example/crane",},]}</script></head><body><p>{{First}}</p><p>{{Second}}</p></body></html>
            """);

        Assert.Equal(
            ("Crane & harbour", "Ana Reyes, Tom Berg", "The Daily Harbour", new DateTimeOffset(2013, 5, 7, 8, 0, 0, TimeSpan.Zero), "https://harbour.example/crane"),
            (article.Title, article.Author, article.Source, article.Published!.Value.ToUniversalTime(), article.Url!.AbsoluteUri));
    }

    [Fact]
    public void Open_graph_tells_where_json_ld_does_not()
    {
        var article = Read(
            $"""
            <head><meta property="og:title" content="Crane falls – The Daily Harbour"><meta property="og:site_name" content="The Daily Harbour">
            <meta property="article:published_time" content="2013-05-07"><meta name="author" content="Ana Reyes"><link rel="canonical" href="/crane"></head><body><p>{First}</p><p>{Second}</p></body>
            """,
            "https://www.harbour.example/crane?utm_source=x");

        Assert.Equal(("Crane falls", "The Daily Harbour", "Ana Reyes", "https://www.harbour.example/crane"), (article.Title, article.Source, article.Author, article.Url!.AbsoluteUri));
        Assert.Equal(new DateTimeOffset(2013, 5, 7, 0, 0, 0, TimeSpan.Zero), article.Published);
    }

    [Fact]
    public void A_page_cannot_pass_itself_off_as_another_outlets_story() =>
        Assert.Equal(
            "evil.example/x",
            Read($"<head><link rel='canonical' href='https://harbour.example/crane'></head><body><p>{First}</p><p>{Second}</p></body>", "https://evil.example/x").Id.Value);

    [Fact]
    public void An_empty_date_is_none() =>
        Assert.Null(Read($"<head><meta property='article:published_time' content='0001-01-01T00:00:00Z'></head><body><p>{First}</p><p>{Second}</p></body>").Published);

    [Fact]
    public void A_page_that_a_script_puts_together_is_read_from_what_it_tells_search_engines() =>
        Assert.Equal(
            $"{First}\n\n{Second}",
            Read($$"""<head><script type="application/ld+json">{"@type":"NewsArticle","articleBody":"<p>{{First}}</p><p>{{Second}}</p>"}</script></head><body><div id="root"></div></body>""").Body);

    [Fact]
    public void Scripts_in_titles_are_text_of_one_line() =>
        Assert.Equal("<script>alert(1)</script> Crane", Read($"<head><title>&lt;script&gt;alert(1)&lt;/script&gt;\n Crane</title></head><body><p>{First}</p><p>{Second}</p></body>").Title);

    [Fact]
    public void A_page_without_prose_is_rejected_in_a_sentence() =>
        Assert.Contains("no text", Assert.IsType<ParsedArticle.Rejected>(Parse("<body><nav><a href='/'>Home</a></nav></body>", null)).Reason, StringComparison.Ordinal);

    [Fact]
    public void Elements_within_each_other_without_end_do_no_harm()
    {
        var nested = string.Concat(Enumerable.Repeat("<div>", 20_000)) + First;

        Assert.NotNull(Parse($"<body><p>{First}</p><p>{Second}</p>{nested}</body>", null));
    }

    [Theory]
    [InlineData("utf-8", "utf-8")]
    [InlineData("windows-1252", "utf-8")] // what is valid UTF-8 is UTF-8
    [InlineData("windows-1251", "windows-1251")]
    [InlineData("iso-8859-1", "windows-1252")] // as browsers take it
    public void A_pages_encoding_is_found(string declared, string written)
    {
        var text = written == "windows-1251" ? "Кран упал в гавань" : "Café “Zürich”";
        var page = CodePagesEncodingProvider.Instance.GetEncoding(written) ?? Encoding.UTF8;

        Assert.Contains(text, PageEncoding.Decode(page.GetBytes($"<html><head><meta charset=\"{declared}\"></head><body>{text}</body></html>"), charset: null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Der Hafen von Lemba ist am Montag geschlossen worden, nachdem ein Kran in das Becken gefallen war, und es ist noch nicht klar, wann die erste Fähre wieder fahren kann.", "de")]
    [InlineData("Le port de Lemba a été fermé lundi après la chute d’une grue dans le bassin, et on ne sait pas encore quand le premier ferry pourra partir de la ville.", "fr")]
    [InlineData("Порт был закрыт в понедельник после того, как кран упал в воду, и пока не ясно, когда первый паром сможет выйти из города, но это будет не раньше среды, как сказали нам в порту.", "ru")]
    [InlineData(First, "en")]
    public void A_storys_language_is_told_by_its_words_whatever_the_page_says(string body, string language) =>
        Assert.Equal(language, Read($"<html lang='en'><body><p>{body}</p><p>{body}</p></body></html>").Language);

    private static Article Read(string html, string? url = null) => Assert.IsType<ParsedArticle.Accepted>(Parse(html, url)).Article;

    private static ParsedArticle Parse(string html, string? url) =>
        ArticleParser.Parse(new RawArticle("page.html", ArticleFormat.Html, html, "page") { Address = url is null ? null : new Uri(url) });
}
