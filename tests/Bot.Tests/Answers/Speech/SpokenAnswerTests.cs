using NewsBot.Answers;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Tests.Answers.Speech;

public sealed class SpokenAnswerTests
{
    private const string Story =
        "Russian Foreign Minister Sergei Lavrov spoke on Monday. Lavrov denied that Russia was trying to keep Assad in power. "
        + "“We are not concerned by any single person,” Lavrov told reporters. John Kerry said that Assad must go.";

    [Fact]
    public void Gives_each_statement_with_its_speaker_and_whether_it_is_quoted()
    {
        var answer = Assert.IsType<Answer.Grounded>(Ask("Lavrov", "Assad"));

        Assert.Equal(
            [new Said("Sergei Lavrov", StatementType.Indirect), new Said("Sergei Lavrov", StatementType.Direct)],
            answer.Sentences.Select(sentence => sentence.Said));
        Assert.All(answer.Citations, citation => Assert.Equal("Sergei Lavrov", citation.Speaker));
        Assert.StartsWith("Sergei Lavrov (as reported): Lavrov denied", AnswerText.Of(answer).Split('\n')[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void Goes_on_with_the_quotation_that_follows_although_it_does_not_name_the_topic() =>
        Assert.Contains("“We are not concerned by any single person,” Lavrov told reporters.", Assert.IsType<Answer.Grounded>(Ask("Lavrov", "Assad")).Sentences.Select(sentence => sentence.Text));

    [Fact]
    public void Finds_a_speaker_by_the_office_that_the_story_gives() =>
        Assert.IsType<Answer.Grounded>(Ask("the Russian foreign minister", "Assad"));

    [Theory]
    [InlineData("Assad", "Lavrov")]
    [InlineData("the Chinese foreign minister", "Assad")]
    [InlineData("Bill Kerry", "Assad")]
    public void Declines_rather_than_give_one_persons_words_as_anothers(string speaker, string topic) =>
        Assert.IsType<Answer.NotCovered>(Ask(speaker, topic));

    [Fact]
    public void A_speaker_who_is_not_in_the_story_is_taken_out_by_the_verifier()
    {
        var answer = Assert.IsType<Answer.Grounded>(Ask("Lavrov", "Assad"));
        var changed = answer with { Sentences = [answer.Sentences[0] with { Said = new Said("Ban Ki-moon", StatementType.Direct) }, answer.Sentences[1]] };

        Assert.Single(AnswerVerifier.KeepSupported(changed)!.Sentences);
    }

    private static Answer Ask(string speaker, string topic)
    {
        var question = Evidences.Question($"What did {speaker} say about {topic}?", QuestionKind.WhatWasSaid) with { Speaker = speaker, Topic = topic };
        var sentences = SentenceSplitter.Split(Story).Select(sentence => Evidences.Sentence("a", Story, sentence.Ordinal, 1)).ToArray<ScoredSentence>();
        return ExtractiveAnswerer.Answer(Evidences.Of(question, sentences));
    }
}
