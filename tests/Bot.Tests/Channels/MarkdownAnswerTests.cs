using NewsBot.Answers;
using NewsBot.Channels;
using NewsBot.Retrieval.Articles;
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
        var text = MarkdownAnswer.Of(new Answer.NotCovered([Cite("The dam held.", "A dam")], new(1, null, null, [])));

        Assert.Contains("The dam held. ([A dam](<https://example.org/a>)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[1]", text, StringComparison.Ordinal);
    }

    private static string Of(string sentence, string title) =>
        MarkdownAnswer.Of(new Answer.Grounded([new AnswerSentence(sentence, [1])], [Cite(sentence, title)]));

    private static Citation Cite(string sentence, string title) => new(
        1,
        new Article(
            new ArticleId("a"), title, "The Daily Harbour", null, new DateTimeOffset(2013, 5, 7, 0, 0, 0, TimeSpan.Zero), new Uri("https://example.org/a"), sentence),
        new Sentence(0, 0, sentence.Length, sentence));
}
