using NewsBot.Answers;
using NewsBot.Channels;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Tests.Channels;

public sealed class MarkdownAnswerTests
{
    [Fact]
    public void Gives_each_sentence_and_each_source_a_paragraph() => Assert.Equal(
        "The dam held. [1]\n\n[1] [A dam](<https://example.org/a>) · The Daily Harbour · 7 May 2013 · sentence 1",
        Of("The dam held.", "A dam"));

    [Theory]
    [InlineData("See [this](https://evil.example) now.", @"See \[this\](https://evil.example) now.")]
    [InlineData("![](https://evil.example/x.png)", @"\!\[\](https://evil.example/x.png)")]
    [InlineData("<at>Everyone</at> &amp; <b>all</b>", @"\<at\>Everyone\</at\> \&amp; \<b\>all\</b\>")]
    [InlineData("# Heading\n\nand *stars* and `code`", @"\# Heading and \*stars\* and \`code\`")]
    [InlineData("1. First", @"1\. First")]
    [InlineData("- item", @"\- item")]
    public void Shows_what_a_story_says_and_never_draws_it(string sentence, string shown) =>
        Assert.StartsWith(shown + " [1]", Of(sentence, "A dam"), StringComparison.Ordinal);

    [Fact]
    public void Declines_with_the_nearest_and_no_mark()
    {
        var text = MarkdownAnswer.Of(new Answer.NotCovered([Cite("The dam held.", "A dam")], new(1, null, null, [])), LinkOf);

        Assert.Contains("The dam held. ([A dam](<https://example.org/a>)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[1]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Puts_lead_ins_before_what_they_lead_in() => Assert.Equal(
        @"In stories by \[x\](y) from May 2013:" + "\n\n" + @"(Named before this in the story: \*Kerry\*.) He left. [1]",
        MarkdownAnswer.Of(new Answer.Grounded([new AnswerSentence("He left.", [1]) { NamedBefore = "*Kerry*" }], [])
        {
            Lead = new Lead(1, null, null, IsLatest: false, new Scope(
                new TimeWindow(new(2013, 5, 1, 0, 0, 0, TimeSpan.Zero), new(2013, 6, 1, 0, 0, 0, TimeSpan.Zero), "in May"), new Outlet("[x](y)", IsKnown: true))),
        }, LinkOf));

    [Fact]
    public void Names_the_other_outlets_beside_the_source() => Assert.EndsWith(
        @" · sentence 1 · also in: Alpine \<b\>Courier",
        MarkdownAnswer.Of(new Answer.Grounded(
            [new AnswerSentence("The dam held.", [1])],
            [Cite("The dam held.", "A dam") with { AlsoIn = [new Article(new ArticleId("b"), "B", "Alpine <b>Courier", null, null, null, "")] }]), LinkOf),
        StringComparison.Ordinal);

    [Fact]
    public void Never_draws_what_the_asker_typed()
    {
        var text = MarkdownAnswer.Of(new Answer.NotCovered(
            [], new SearchedStories(3, null, null, [new Mention(new Name("![Kerry](x)", []), 2), new Mention(new Name("<at>Ban", []), 0)]))
        {
            Unknown = ["*chess*"],
        }, LinkOf);

        Assert.Equal(
            @"I found no answer to that in my stories. I searched 3 stories. \!\[Kerry\](x) is mentioned in 2 of them, but I found no answer there."
            + @" None of them mentions \<at\>Ban or “\*chess\*”.",
            text);
    }

    private static string Of(string sentence, string title) =>
        MarkdownAnswer.Of(new Answer.Grounded([new AnswerSentence(sentence, [1])], [Cite(sentence, title)]), LinkOf);

    private static string? LinkOf(Citation citation) => citation.Article.Url?.AbsoluteUri;

    private static Citation Cite(string sentence, string title) => new(
        1,
        new Article(
            new ArticleId("a"), title, "The Daily Harbour", null, new DateTimeOffset(2013, 5, 7, 0, 0, 0, TimeSpan.Zero), new Uri("https://example.org/a"), sentence),
        new Sentence(0, 0, sentence.Length, sentence));
}
