using NewsBot.Answers;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Tests.Answers;

/// <summary>Asked for 21 August 2013, a day of which there is no story.</summary>
public sealed class EventAnswerTests
{
    private const string Body = "The dam at Ostwick broke on Aug. 21. The dam at Ostwick was old. On Aug. 23 the dam at Ostwick was closed.";

    private static readonly Question Question = Evidences.Question("Did the dam at Ostwick break?") with
    {
        Window = Evidences.Window("2013-08-21", "2013-08-22", "on 21 August 2013"),
    };

    [Fact]
    public void Answers_from_a_later_story_that_tells_of_the_day_and_says_so() => Assert.Equal(
        "I have no stories from 21 August 2013; from a story of 31 August 2013:\nThe dam at Ostwick broke on Aug. 21. [1]",
        AnswerText.Of(Answered(Question, Evidences.Sentence("a", Body, 0, 1, date: "2013-08-31"))));

    [Fact]
    public void Says_that_the_stories_of_the_day_do_not_answer_when_there_are_some() => Assert.StartsWith(
        "I found no answer to that in my stories from 21 August 2013; from a story of 31 August 2013:\n",
        AnswerText.Of(Answered(Question, 2, Evidences.Sentence("a", Body, 0, 1, date: "2013-08-31"))),
        StringComparison.Ordinal);

    [Fact]
    public void A_sentence_without_a_date_goes_on_telling_of_the_day_before_it() =>
        Assert.IsType<Answer.Grounded>(Answered(Question, Evidences.Sentence("a", Body, 1, 1, date: "2013-08-31")));

    [Fact]
    public void Of_several_stories_the_nearest_to_the_day_answers()
    {
        var answer = Assert.IsType<Answer.Grounded>(Answered(
            Question,
            Evidences.Sentence("far", Body, 0, 1, date: "2013-12-01"),
            Evidences.Sentence("near", Body, 0, 0.95, date: "2013-08-31")));

        Assert.Equal("near", Assert.Single(answer.Citations).Article.Id.Value);
    }

    [Fact]
    public void What_is_told_of_another_day_is_only_the_nearest() => Assert.True(
        Assert.IsType<Answer.NotCovered>(Answered(Question, Evidences.Sentence("a", Body, 2, 1, date: "2013-08-31"))).IsAnsweredOutside);

    [Fact]
    public void The_year_is_that_of_the_story() =>
        Assert.IsType<Answer.NotCovered>(Answered(Question, Evidences.Sentence("a", Body, 0, 1, date: "2014-08-31")));

    [Fact]
    public void Another_outlet_does_not_answer_for_the_one_that_was_named() => Assert.IsType<Answer.NotCovered>(Answered(
        Question with { Outlet = new Outlet("Baltic Wire", IsKnown: true) }, Evidences.Sentence("a", Body, 0, 1, date: "2013-08-31")));

    private static Answer Answered(Question question, params ScoredSentence[] outside) => Answered(question, 0, outside);

    private static Answer Answered(Question question, long storiesWithin, params ScoredSentence[] outside) =>
        ExtractiveAnswerer.Answer(Evidences.Of(question) with
        {
            Searched = new SearchedStories(storiesWithin, null, null, []),
            Beyond = Evidences.Of(question, outside),
        });
}
