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

    [Theory]
    [InlineData("Mr. Lavrov")]
    [InlineData("Sergey Lavrov")]
    [InlineData("Russian Foreign Minister Sergei Lavrov")]
    public void Finds_a_speaker_however_the_name_is_given(string speaker) => Assert.IsType<Answer.Grounded>(Ask(speaker, "Assad"));

    [Fact]
    public void Names_all_who_say_something_together()
    {
        var answer = Ask("Kerry", "a conference", "Sergei Lavrov, the minister, met John Kerry, the secretary. Lavrov and Kerry announced a conference in May.");

        Assert.Contains(new Said("Sergei Lavrov and John Kerry", StatementType.Indirect), Assert.IsType<Answer.Grounded>(answer).Sentences.Select(sentence => sentence.Said));
    }

    [Fact]
    public void What_another_says_in_the_same_sentence_is_not_the_speakers_topic()
    {
        const string story = "Sergei Lavrov, the minister, met John Kerry, the secretary. Lavrov said that Assad would stay, as Kerry announced a conference in May.";

        Assert.IsType<Answer.Grounded>(Ask("Kerry", "a conference", story));
        Assert.IsType<Answer.NotCovered>(Ask("Kerry", "Assad", story, strength: 0.1));
    }

    [Theory]
    [InlineData("Kerry denies it.", true)]
    [InlineData("Kerry warned outsiders not to meddle.", false)]
    public void What_another_has_just_said_is_the_topic_only_of_what_takes_it_up(string statement, bool isAnswer)
    {
        var story = "Sergei Lavrov, the minister, met John Kerry, the secretary. Lavrov said that Assad would stay. " + statement;

        Assert.Equal(isAnswer, Ask("Kerry", "Assad", story, strength: 0.1) is Answer.Grounded);
    }

    [Fact]
    public void Without_a_topic_all_that_a_speaker_says_answers() =>
        Assert.Equal(2, Assert.IsType<Answer.Grounded>(Ask("Lavrov", null, strength: 0.1)).Sentences.Count);

    [Fact]
    public void Who_did_something_in_words_is_whoever_did_just_that()
    {
        const string story = "The finance ministry said that Cyprus had asked for a new loan.";
        var question = Evidences.Question("Who asked for a new loan?", QuestionKind.WhoSaid) with { Topic = "a new loan", SpeechVerb = "ask" };

        var answer = Assert.IsType<Answer.Grounded>(ExtractiveAnswerer.Answer(Evidences.Of(question, Evidences.Sentence("a", story, 0, 1))));

        Assert.Equal(new Said("Cyprus", StatementType.Indirect) { Via = "finance ministry" }, Assert.Single(answer.Sentences).Said);
    }

    private static Answer Ask(string speaker, string? topic, string story = Story, double strength = 1)
    {
        var question = Evidences.Question($"What did {speaker} say about {topic}?", QuestionKind.WhatWasSaid) with { Speaker = speaker, Topic = topic };
        var sentences = SentenceSplitter.Split(story).Select(sentence => Evidences.Sentence("a", story, sentence.Ordinal, strength)).ToArray<ScoredSentence>();
        return ExtractiveAnswerer.Answer(Evidences.Of(question, sentences));
    }
}
