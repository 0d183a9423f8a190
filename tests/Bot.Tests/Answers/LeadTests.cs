using NewsBot.Answers;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Tests.Answers;

public sealed class LeadTests
{
    private static readonly Question Question = Evidences.Question("Who resigned?");

    [Theory]
    [InlineData("From a story of 7 May 2013:", "2013-05-07")]
    [InlineData("From stories of 7 May 2013:", "2013-05-07", "2013-05-07")]
    [InlineData("From stories of 1 to 7 May 2013:", "2013-05-07", "2013-05-01")]
    [InlineData("From stories of 30 June 2012 to 7 May 2013:", "2013-05-07", "2012-06-30")]
    [InlineData("From stories of 30 April to 7 May 2013:", "2013-05-07", "2013-04-30")]
    public void Dates_an_answer_from_older_stories(string lead, params string[] dates) => Assert.Equal(lead, Words(Question, dates));

    [Fact]
    public void Does_not_date_what_is_from_these_days_or_has_no_date()
    {
        Assert.Null(Words(Question, "2014-11-28", "2013-05-07"));
        Assert.Null(Words(Question, "2013-05-07", null));
        Assert.Null(Words(Question));
    }

    [Fact]
    public void Dates_the_latest_whenever_it_is() => Assert.Equal("As of 28 November 2014:", Words(Question with { WantsLatest = true }, "2014-11-28"));

    [Theory]
    [InlineData("In stories from 1 to 7 May 2013:", "2013-05-01", "2013-05-08", "")]
    [InlineData("In stories from the last week (6 to 12 May 2013):", "2013-05-06", "2013-05-13", "in the last week")]
    [InlineData("In stories from yesterday (7 May 2013):", "2013-05-07", "2013-05-08", "yesterday")]
    [InlineData("In stories from May 2013:", "2013-05-01", "2013-06-01", "in May")]
    [InlineData("In stories from 2013:", "2013-01-01", "2014-01-01", "2013")]
    [InlineData("In stories from 7 May 2013:", "2013-05-07", "2013-05-08", "on 7 May")]
    [InlineData("In stories from 7 May 2013 on:", "2013-05-07", null, "since 7 May")]
    [InlineData("In stories from before 7 May 2013:", null, "2013-05-07", "before 7 May")]
    public void Names_the_window(string lead, string? from, string? until, string text) =>
        Assert.Equal(lead, Words(Question with { Window = Evidences.Window(from, until, text) }, "2013-05-07"));

    [Fact]
    public void Names_the_outlet_and_the_window_and_the_date_of_the_latest() => Assert.Equal(
        "As of 7 May 2013, in stories by Meridian Press from May 2013:",
        Words(
            Question with
            {
                Kind = QuestionKind.Latest,
                Outlet = new Outlet("Meridian Press", IsKnown: true),
                Window = Evidences.Window("2013-05-01", "2013-06-01"),
            },
            "2013-05-07"));

    private static string? Words(Question question, params string?[] dates) =>
        Lead.Of(question, dates.Select((date, index) => new Article(
            new ArticleId($"{index}"), "A story", null, null, date is null ? null : Evidences.Date(date), null, "Body."))) is { } lead
            ? LeadText.Of(lead)
            : null;
}
