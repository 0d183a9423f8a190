using NewsBot.Answers;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Tests.Answers;

public sealed class AnswerVerifierTests
{
    private const string Body = "The dam held. The mayor slept.";

    [Fact]
    public void Keeps_a_sentence_that_stands_in_its_story_word_for_word()
    {
        var answer = Grounded(new AnswerSentence("The dam held.", [1]), Cited(1, 0, 13, "The dam held."));

        Assert.Equal("The dam held.", Assert.Single(AnswerVerifier.KeepSupported(answer)!.Sentences).Text);
    }

    [Theory]
    [InlineData("The dam broke.", 0, 13, "The dam held.")] // not the cited sentence
    [InlineData("The dam broke.", 0, 13, "The dam broke.")] // the citation does not stand in the story
    [InlineData("The dam held.", 1, 14, "The dam held.")] // at another place
    [InlineData("The dam held.", -1, 13, "The dam held.")]
    [InlineData("The dam held.", 0, 99, "The dam held.")]
    [InlineData("", 5, 5, "")]
    public void Drops_a_sentence_that_its_citation_does_not_carry(string text, int start, int end, string cited) =>
        Assert.Null(AnswerVerifier.KeepSupported(Grounded(new AnswerSentence(text, [1]), Cited(1, start, end, cited))));

    [Fact]
    public void Drops_a_sentence_without_a_citation_or_with_one_that_is_not_there()
    {
        var citation = Cited(1, 0, 13, "The dam held.");

        Assert.Null(AnswerVerifier.KeepSupported(Grounded(new AnswerSentence("The dam held.", []), citation)));
        Assert.Null(AnswerVerifier.KeepSupported(Grounded(new AnswerSentence("The dam held.", [2]), citation)));
    }

    [Fact]
    public void Keeps_only_the_citations_that_are_still_used()
    {
        var answer = new Answer.Grounded(
            [new AnswerSentence("The dam held.", [1]), new AnswerSentence("The mayor danced.", [2])],
            [Cited(1, 0, 13, "The dam held."), Cited(2, 14, 30, "The mayor slept.")]);

        var kept = AnswerVerifier.KeepSupported(answer)!;

        Assert.Equal(1, Assert.Single(kept.Citations).Number);
    }

    [Fact]
    public void Drops_a_sentence_whose_lead_in_names_somebody_who_is_not_named_before_it()
    {
        var citation = Cited(1, 14, 30, "The mayor slept.");

        Assert.NotNull(AnswerVerifier.KeepSupported(Grounded(new AnswerSentence("The mayor slept.", [1]) { NamedBefore = "dam" }, citation)));
        Assert.Null(AnswerVerifier.KeepSupported(Grounded(new AnswerSentence("The mayor slept.", [1]) { NamedBefore = "slept" }, citation)));
    }

    [Fact]
    public void Offers_as_nearest_only_what_stands_in_a_story() => Assert.Equal(
        [1],
        AnswerVerifier.KeepSupported(new Answer.NotCovered(
            [Cited(1, 0, 13, "The dam held."), Cited(2, 0, 13, "The dam broke.")], new(1, null, null, []))).Nearest.Select(citation => citation.Number));

    private static Answer.Grounded Grounded(AnswerSentence sentence, Citation citation) => new([sentence], [citation]);

    private static Citation Cited(int number, int start, int end, string text) => new(
        number, new Article(new ArticleId("a"), "A dam", null, null, null, null, Body), new Sentence(0, start, end, text));
}
