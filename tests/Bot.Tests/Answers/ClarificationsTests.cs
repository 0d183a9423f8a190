using NewsBot.Answers;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Tests.Answers;

public sealed class ClarificationsTests
{
    private static readonly ArticleCounts Stock = new(18, Evidences.Date("2012-06-30"), Evidences.Date("2014-11-15"));

    [Theory]
    [InlineData("", "Please ask about something in the news, for example: ")]
    [InlineData("?!", "Please ask about something in the news, for example: ")]
    [InlineData("what about them?", "None of those words tells me what to look up; please name somebody or something in the news, for example: ")]
    [InlineData("What's new?", "None of those words tells me what to look up; ")]
    [InlineData("What happened today?", "None of those words tells me what to look up; ")]
    [InlineData("hello", "Hello! I answer questions from 18 news stories")]
    [InlineData("Hi there!", "Hello! I answer questions from 18 news stories")]
    [InlineData("Good morning :)", "Hello! I answer questions from 18 news stories")]
    [InlineData("help", "I answer questions from 18 news stories")]
    [InlineData("What can you do?", "I answer questions from 18 news stories")]
    [InlineData("hi, can you help me please?", "I answer questions from 18 news stories")]
    [InlineData("What kind of questions can I ask?", "I answer questions from 18 news stories")]
    [InlineData("Who are you?", "I am the news bot, a program and no human. I answer questions from 18 news stories")]
    [InlineData("are you a robot", "I am the news bot, ")]
    [InlineData("that was very helpful, thanks!", "You are welcome!")]
    [InlineData("Thanks a lot!", "You are welcome!")]
    [InlineData("ok, thank you very much", "You are welcome!")]
    [InlineData("tell me more", "I cannot go on from an earlier answer yet; please ask a whole question, for example: ")]
    [InlineData("Go on!", "I cannot go on from an earlier answer yet; ")]
    [InlineData("and?", "I cannot go on from an earlier answer yet; ")]
    [InlineData("Can you tell me more about it, please?", "I cannot go on from an earlier answer yet; ")]
    [InlineData("Bye!", "Goodbye!")]
    public void Answers_at_once_what_is_not_a_question(string text, string words) =>
        Assert.StartsWith(words, Clarified(Evidences.Question(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Who won?")]
    [InlineData("Who helped the good bishop?")]
    [InlineData("hello kitty exhibition")]
    [InlineData("thanks to whom did the dam hold")]
    [InlineData("help for Syria")]
    [InlineData("Help for Cyprus: who paid?")]
    [InlineData("Who are you Syrians?")]
    [InlineData("What can you do about Assad?")]
    [InlineData("Is the answer useful to Cyprus?")]
    [InlineData("tell me more about Syria")]
    [InlineData("why war?")]
    public void Searches_for_everything_else(string text) => Assert.Null(Clarifications.BeforeSearch(Evidences.Question(text), Stock, []));

    [Fact]
    public void Reads_only_English() => Assert.Equal(
        "That looks like German; I read only English, so please ask in English.",
        Clarified(Evidences.Question("Wer hat den Damm gebaut?") with { OtherLanguage = "German" }));

    [Fact]
    public void A_window_that_ends_before_it_begins_is_pointed_out() => Assert.Equal(
        "The time you gave (“between 9 and 3 May”) ends before it begins; please name the earlier day first.",
        Clarified(Evidences.Question("Who resigned?") with { Window = Evidences.Window("2013-05-09", "2013-05-04", "between 9 and 3 May") }));

    [Fact]
    public void Nothing_is_published_in_the_future() => Assert.Equal(
        "Nothing from next week (8 to 14 December 2014) is published yet: that time is still to come. My 18 stories are from 30 June 2012 to 15 November 2014.",
        Declined(Evidences.Question("Who resigned?") with { Window = Evidences.Window("2014-12-08", "2014-12-15", "next week") }));

    [Fact]
    public void An_unknown_outlet_is_answered_with_those_there_are() => Assert.Equal(
        "I have no stories from the Daily Planet; I have some from Alpine Courier and Meridian Press.",
        Declined(Evidences.Question("Who resigned?") with { Outlet = new Outlet("the Daily Planet", IsKnown: false) }, "Alpine Courier", "Meridian Press"));

    [Fact]
    public void Stories_without_a_topic_are_asked_back_for() => Assert.Equal(
        "You ask for stories by Meridian Press from May 2013; please say also what they should be about: somebody or something in the news.",
        Clarified(Evidences.Question("What happened?") with
        {
            Outlet = new Outlet("Meridian Press", IsKnown: true),
            Window = Evidences.Window("2013-05-01", "2013-06-01", "in May 2013"),
        }));

    [Fact]
    public void A_long_list_of_outlets_is_cut() => Assert.EndsWith(
        "I have some from A, B, C, D, E, F, G, H and 3 others.",
        Declined(
            Evidences.Question("Who resigned?") with { Outlet = new Outlet("Planet", IsKnown: false) },
            "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K"),
        StringComparison.Ordinal);

    [Fact]
    public void An_empty_index_is_told_with_the_command_that_fills_it() => Assert.Equal(
        "No story is indexed yet, so I cannot answer anything; add some with the command: index PATH",
        AnswerText.Of(Assert.IsType<Answer.NotCovered>(Clarifications.BeforeSearch(Evidences.Question("Who resigned?"), Stock with { Articles = 0 }, []))));

    [Fact]
    public void A_pasted_text_is_not_read()
    {
        Assert.Equal(
            "That question has 1,001 characters; please ask it in at most 1,000.",
            AnswerText.Of(Clarifications.BeforeParsing(new string('a', 1001))!));
        Assert.Null(Clarifications.BeforeParsing(new string('a', 1000)));
    }

    private static string Clarified(Question question) =>
        Assert.IsType<Answer.Clarify>(Clarifications.BeforeSearch(question, Stock, [])).Request;

    private static string Declined(Question question, params string[] outlets) =>
        AnswerText.Of(Assert.IsType<Answer.NotCovered>(Clarifications.BeforeSearch(question, Stock, outlets)));
}
