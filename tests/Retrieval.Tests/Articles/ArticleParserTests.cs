using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Tests.Articles;

public sealed class ArticleParserTests
{
    private const string Dam =
        """
        The dam above the town held overnight, the mayor said on Monday.
        "I hope that we never see such a night again." Mayor Bell added.
        The U.S. and other states offered help.
        Copyright © 2012 Rivertimes.com. All Rights Reserved. | https://mobile.rivertimes.example/stories/en/82 |
        """;

    [Fact]
    public void A_text_takes_its_outlet_and_address_from_the_closing_line_and_leaves_it_out_of_the_body()
    {
        var article = Parse(ArticleFormat.Text, Dam);

        Assert.Equal("Rivertimes", article.Source);
        Assert.Equal(new Uri("https://mobile.rivertimes.example/stories/en/82"), article.Url);
        Assert.Equal("mobile.rivertimes.example/stories/en/82", article.Id.Value);
        Assert.Equal("The dam above the town held overnight, the mayor said on Monday.", article.Title);
        Assert.StartsWith(article.Body, Dam, StringComparison.Ordinal);
        Assert.Equal(3, SentenceSplitter.Split(article.Body).Count);
    }

    [Fact]
    public void The_story_that_lies_beside_the_repository_has_twenty_six_sentences()
    {
        if (Repository.Shared("articles/naharnet-82277.txt") is not { } path)
        {
            Assert.Skip("../shared is not beside this clone.");
            return;
        }

        var article = Parse(ArticleFormat.Text, File.ReadAllText(path));
        var sentences = SentenceSplitter.Split(article.Body);

        Assert.Equal("Naharnet", article.Source);
        Assert.Equal(new Uri("https://mobile.naharnet.com/stories/en/82277"), article.Url);
        Assert.Equal(26, sentences.Count);
        Assert.EndsWith("common ground.\" Kerry added.", sentences[17].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Copyright © 2012 Rivertimes.com. All Rights Reserved.", "Rivertimes")]
    [InlineData("© 2014 Meridian Press. All rights reserved.", "Meridian Press")]
    [InlineData("(c) 2019-2021 The Harbour Post", "The Harbour Post")]
    [InlineData("Copyright 2020 by The Harbour Post. All rights reserved. This material may not be published or rewritten.", "The Harbour Post")]
    [InlineData("©2021 Harbour Media Ltd. | https://harbour.example/a", "Harbour Media Ltd")]
    [InlineData("Follow us on Twitter @rivertimes", null)]
    [InlineData("Read more: Ten dams that did not hold", null)]
    public void Closing_lines_of_publishers_are_cut_off(string line, string? source)
    {
        var article = Parse(ArticleFormat.Json, Json($"The dam held.\\n\\n{line}\\n"));

        Assert.Equal("The dam held.\n\n", article.Body);
        Assert.Equal(source, article.Source);
    }

    [Theory]
    [InlineData("Copyright law is changing, the minister said.")]
    [InlineData("Follow the river to find the dam.")]
    [InlineData("They have all rights reserved for members and guests.")]
    public void A_last_line_that_only_resembles_one_stays(string line) =>
        Assert.EndsWith(line, Parse(ArticleFormat.Json, Json($"The dam held.\\n{line}")).Body, StringComparison.Ordinal);

    [Theory]
    [InlineData("Dam Holds Overnight\n\nThe dam held.", "Dam Holds Overnight", "The dam held.")]
    [InlineData("Dam Holds Overnight\nThe dam held.", "Dam Holds Overnight", "The dam held.")]
    [InlineData("\r\n  Dam Holds Overnight  \r\n\r\n\r\nThe dam held.\r\n", "Dam Holds Overnight", "The dam held.\r\n")]
    [InlineData("The dam held.\n\nNobody was hurt.", "The dam held.", "The dam held.\n\nNobody was hurt.")]
    [InlineData("Dam Holds Overnight", "Dam Holds Overnight", "Dam Holds Overnight")]
    [InlineData("The river rose by two metres overnight and\nthe dam held.", "The river rose by two metres overnight and the dam held.", "The river rose by two metres overnight and\nthe dam held.")]
    public void The_first_line_of_a_text_is_its_headline_only_if_it_looks_like_one(string content, string title, string body)
    {
        var article = Parse(ArticleFormat.Text, content);

        Assert.Equal((title, body), (article.Title, article.Body));
    }

    [Fact]
    public void A_story_without_a_title_is_titled_by_the_beginning_of_its_first_sentence()
    {
        var article = Parse(ArticleFormat.Json, Json("Engineers worked through the night to keep the old dam above the town of Arden from breaking. It held."));

        Assert.Equal("Engineers worked through the night to keep the old dam above the town of Arden…", article.Title);
    }

    [Fact]
    public void Json_keeps_the_text_verbatim_and_ignores_unknown_fields()
    {
        var article = Parse(
            ArticleFormat.Json,
            """{"id": 17, "title": " Dam\n holds\u0007 ", "source": "Meridian Press", "author": ["Ana Reyes", "Ben Okri"], "date": "2013-05-07", "url": "https://meridian.example/a", "topic": ["x"], "text": " \r\n The dam\u00a0held. \n "}""");

        Assert.Equal(
            new Article(new("17"), "Dam holds", "Meridian Press", "Ana Reyes, Ben Okri", new(2013, 5, 7, 0, 0, 0, TimeSpan.Zero), new("https://meridian.example/a"), " \r\n The dam\u00a0held. \n "),
            article);
    }

    [Theory]
    [InlineData("""{"title": "Dam holds"}""", "has no text")]
    [InlineData("""{"text": null}""", "has no text")]
    [InlineData("""{"text": " \n … "}""", "has no text")]
    [InlineData("""{"text": ["a"]}""", "“text” is not text")]
    [InlineData("""{"text": "a", "title": 5}""", "“title” is not text")]
    [InlineData("""{"text": "a", "source": {"name": "b"}}""", "“source” is not text")]
    [InlineData("""{"text": "\ud83d"}""", "surrogate")]
    [InlineData("""{"text": "a", "id": "a\u0000b"}""", "id")]
    [InlineData("""{"text": "a" """, "not valid JSON")]
    [InlineData("""["a"]""", "not a JSON object")]
    [InlineData("null", "null")]
    [InlineData("The dam held.", "not a JSON object")]
    public void Json_that_is_no_story_is_rejected_with_a_reason(string content, string reason) =>
        Assert.Contains(reason, Reject(ArticleFormat.Json, content), StringComparison.Ordinal);

    [Fact]
    public void Deeply_nested_json_and_yaml_are_rejected_and_do_no_harm()
    {
        var depth = new string('[', 60_000);

        Assert.NotEmpty(Reject(ArticleFormat.Json, $$"""{"text": "a", "x": {{depth}}"""));
        Assert.NotEmpty(Reject(ArticleFormat.Markdown, $"---\ntitle: {depth}\n---\nThe dam held."));
    }

    [Fact]
    public void Markdown_takes_its_fields_from_the_front_matter_and_keeps_the_body_verbatim()
    {
        var article = Parse(
            ArticleFormat.Markdown,
            "---\r\ntitle: \"Dam: it holds\" # for now\r\nsource: Meridian Press\r\nauthor:\r\n  - By Ana Reyes\r\n  - Ben Okri\r\ndate: 2013-05-07T10:30:00+03:00\r\nurl: https://meridian.example/a\r\nid: dam-1\r\ntags: {a: [b]}\r\n---\r\n\r\n## Overnight\r\n\r\nThe **dam** held.\r\n");

        Assert.Equal(
            new Article(new("dam-1"), "Dam: it holds", "Meridian Press", "Ana Reyes, Ben Okri", new(2013, 5, 7, 10, 30, 0, TimeSpan.FromHours(3)), new("https://meridian.example/a"), "\r\n## Overnight\r\n\r\nThe **dam** held.\r\n"),
            article);
    }

    [Theory]
    [InlineData("# Dam holds\n\nThe dam held.", "Dam holds", "\n\nThe dam held.")]
    [InlineData("---\nsource: Meridian Press\n---\n# Dam holds #\nThe dam held.", "Dam holds", "\nThe dam held.")]
    [InlineData("---\n---\nThe dam held.", "The dam held.", "The dam held.")]
    [InlineData("---\n# nothing\n---\nThe dam held.", "The dam held.", "The dam held.")]
    [InlineData("## Overnight\n\nThe dam held.", "Overnight", "\n\nThe dam held.")]
    public void Markdown_without_a_title_is_titled_by_its_first_heading(string content, string title, string body)
    {
        var article = Parse(ArticleFormat.Markdown, content);

        Assert.Equal((title, body), (article.Title, article.Body));
    }

    [Theory]
    [InlineData("---\ntitle: Dam: it holds\n---\nThe dam held.", "Line 2")]
    [InlineData("---\nsource: a\ntitle: \"Dam\nurl: b\n---\nThe dam held.", "Line")]
    [InlineData("---\ntitle: Dam\nThe dam held.", "not closed")]
    [InlineData("---\ntitle: a\ntitle: b\n---\nThe dam held.", "twice, again on line 3")]
    [InlineData("---\ntitle: {a: b}\n---\nThe dam held.", "“title” on line 2")]
    [InlineData("---\njust words\n---\nThe dam held.", "no fields")]
    [InlineData("---\ntitle: Dam\n---\n \n", "has no text")]
    public void Markdown_with_broken_front_matter_is_rejected_with_the_line(string content, string reason) =>
        Assert.Contains(reason, Reject(ArticleFormat.Markdown, content), StringComparison.Ordinal);

    [Theory]
    [InlineData("2013-05-07", "2013-05-07T00:00:00+00:00")]
    [InlineData("2013/05/07", "2013-05-07T00:00:00+00:00")]
    [InlineData("2013-05-07T10:30:00Z", "2013-05-07T10:30:00+00:00")]
    [InlineData("2013-05-07T10:30:00.123+0300", "2013-05-07T10:30:00.123+03:00")]
    [InlineData("2013-05-07 10:30", "2013-05-07T10:30:00+00:00")]
    [InlineData("Tue, 07 May 2013 10:30:00 GMT", "2013-05-07T10:30:00+00:00")]
    [InlineData("7 May 2013", "2013-05-07T00:00:00+00:00")]
    [InlineData("May 7, 2013", "2013-05-07T00:00:00+00:00")]
    [InlineData("Tuesday, May 7, 2013 10:30 AM", "2013-05-07T10:30:00+00:00")]
    [InlineData("Sept. 3, 2013", "2013-09-03T00:00:00+00:00")]
    public void Dates_are_read_in_the_forms_that_news_has(string date, string expected)
    {
        var article = Parse(ArticleFormat.Json, Json("The dam held.", $", \"date\": \"{date}\""));

        Assert.Equal(DateTimeOffset.Parse(expected, null), article.Published);
    }

    [Theory]
    [InlineData("05/07/2013")]
    [InlineData("07.05.2013")]
    [InlineData("2004/2005")]
    [InlineData("May 2013")]
    [InlineData("May 7")]
    [InlineData("2013-02-30")]
    [InlineData("yesterday")]
    [InlineData("1367884800")]
    public void A_date_that_could_be_another_day_is_left_out_with_a_warning(string date)
    {
        var accepted = Accept(ArticleFormat.Json, Json("The dam held.", $", \"date\": \"{date}\""));

        Assert.Null(accepted.Article.Published);
        Assert.Contains(date, Assert.Single(accepted.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/stories/82")]
    [InlineData("ftp://rivertimes.example/82")]
    [InlineData("https://user:secret@rivertimes.example/82")]
    [InlineData("https://")]
    public void An_address_that_is_no_complete_web_address_is_left_out_with_a_warning(string url)
    {
        var accepted = Accept(ArticleFormat.Json, Json("The dam held.", $", \"url\": \"{url}\""));

        Assert.Null(accepted.Article.Url);
        Assert.Equal("dam", accepted.Article.Id.Value);
        Assert.Single(accepted.Warnings);
    }

    [Theory]
    [InlineData("https://www.rivertimes.example/a", "rivertimes.example")]
    [InlineData("https://mobile.Rivertimes.example/a", "rivertimes.example")]
    public void A_story_without_an_outlet_is_from_the_site_of_its_address(string url, string source) =>
        Assert.Equal(source, Parse(ArticleFormat.Json, Json("The dam held.", $", \"url\": \"{url}\"")).Source);

    [Fact]
    public void Fields_are_one_line_of_at_most_three_hundred_characters()
    {
        var article = Parse(ArticleFormat.Json, Json("The dam held.", $", \"title\": \"Dam\\t\\u202Eholds {new string('x', 400)}\""));

        Assert.StartsWith("Dam holds xx", article.Title, StringComparison.Ordinal);
        Assert.Equal(300, article.Title.Length);
    }

    private static string Json(string text, string more = "") => $"{{\"text\": \"{text}\"{more}}}";

    private static Article Parse(ArticleFormat format, string content) => Accept(format, content).Article;

    private static ParsedArticle.Accepted Accept(ArticleFormat format, string content) =>
        Assert.IsType<ParsedArticle.Accepted>(ArticleParser.Parse(new("dam", format, content, "dam")));

    private static string Reject(ArticleFormat format, string content) =>
        Assert.IsType<ParsedArticle.Rejected>(ArticleParser.Parse(new("dam", format, content, "dam"))).Reason;
}
