using NewsBot.Answers;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Tests.Answers;

public sealed class RefusalTests
{
    private const string Body = "The dam at Ostwick held. The mayor of Ostwick praised the dam. It was repaired. The dam at Ostwick is old.";

    [Fact]
    public void Says_what_was_searched_and_which_words_no_story_has()
    {
        var answer = Refused(Evidences.Of("What did Lindqvist say about the dam at Ostwick?", Evidences.Sentence("a", Body, 0, 0.9)));

        Assert.Equal(["Lindqvist"], answer.Unknown);
        Assert.Equal(
            "I found no answer to that in my stories. I searched 18 stories from 30 June 2012 to 15 November 2014. None of them mentions “Lindqvist”."
            + " The nearest that I found, which is not an answer:",
            AnswerText.Of(answer));
    }

    [Fact]
    public void Says_of_each_name_in_how_many_stories_it_occurs()
    {
        var question = Evidences.Question("What did Kerry tell Merkel and Ban Ki-moon in Ostwick?");
        var evidence = Evidences.Of(question) with
        {
            Searched = new SearchedStories(18, null, null, [Mention("Kerry", 6), Mention("Merkel", 0), Mention("Ban Ki-moon", 1), Mention("Ostwick", 0)]),
            Unknown = [.. Term.AllIn("merkel ostwick")],
        };

        Assert.Equal(
            "I found no answer to that in my stories. I searched 18 stories. Kerry is mentioned in 6 of them, but I found no answer there."
            + " Ban Ki-moon is mentioned in 1 of them, but I found no answer there. None of them mentions Merkel or Ostwick.",
            AnswerText.Of(Refused(evidence)));
    }

    [Fact]
    public void Shows_the_two_nearest_that_can_be_understood_without_repeats()
    {
        var answer = Refused(Evidences.Of(
            "Who built the dam at Ostwick?",
            Evidences.Sentence("a", Body, 2, 0.4),
            Evidences.Sentence("a", Body, 0, 0.3),
            Evidences.Sentence("b", "The dam at Ostwick held!", 0, 0.3),
            Evidences.Sentence("a", Body, 3, 0.2),
            Evidences.Sentence("a", Body, 1, 0.2)));

        Assert.Equal(["The dam at Ostwick held.", "The dam at Ostwick is old."], answer.Nearest.Select(citation => citation.Sentence.Text));
    }

    [Fact]
    public void Has_nothing_to_show_when_nothing_was_found() => Assert.Empty(Refused(Evidences.Of("Who built the dam?")).Nearest);

    [Fact]
    public void Offers_what_answers_outside_the_window_with_its_date()
    {
        var question = Evidences.Question("Did the Ostwick dam hold?");
        var answer = Refused(Evidences.Of(question with { Window = Evidences.Window("2013-05-06", "2013-05-13", "last week") }) with
        {
            Searched = new SearchedStories(2, Evidences.Date("2013-05-07"), Evidences.Date("2013-05-09"), []),
            Unknown = [],
            Beyond = Evidences.Of(question, Evidences.Sentence("a", Body, 0, 1, date: "2012-06-30")),
        });

        Assert.True(answer.IsAnsweredOutside);
        Assert.Equal(
            "I found no answer to that in my stories from last week (6 to 12 May 2013). I searched 2 stories from 7 to 9 May 2013."
            + " Outside that time, there is this, of 30 June 2012:",
            AnswerText.Of(answer));
        Assert.Contains("\nThe dam at Ostwick held.\n", AnswerText.WithSources(answer), StringComparison.Ordinal);
    }

    [Fact]
    public void Says_from_when_the_stories_are_when_none_is_from_the_window()
    {
        var question = Evidences.Question("Who built the dam at Ostwick?");
        var answer = Refused(Evidences.Of(question with { Window = Evidences.Window("2009-01-01", "2010-01-01", "2009") }) with
        {
            Searched = new SearchedStories(0, null, null, []),
            Beyond = Evidences.Of(question),
        });

        Assert.Equal("I have no stories from 2009. My 18 stories are from 30 June 2012 to 15 November 2014.", AnswerText.Of(answer));
    }

    [Fact]
    public void Tells_a_names_mentions_in_all_stories_apart_from_those_that_were_searched()
    {
        var question = Evidences.Question("What did Kerry tell Merkel?");
        var answer = Refused(Evidences.Of(question with { Outlet = new Outlet("Meridian Press", IsKnown: true) }) with
        {
            Searched = new SearchedStories(5, null, null, [Mention("Kerry", 6), Mention("Merkel", 0)]),
            Unknown = [],
        });

        Assert.Equal(
            "I found no answer to that in my stories by Meridian Press. I searched 5 stories. Kerry is mentioned in 6 of all my stories."
            + " No story I have mentions Merkel.",
            AnswerText.Of(answer));
    }

    [Fact]
    public void Says_that_an_outlet_has_no_answer()
    {
        var question = Evidences.Question("Did the Ostwick dam hold?");
        var answer = Refused(Evidences.Of(question with { Outlet = new Outlet("Meridian Press", IsKnown: true) }) with
        {
            Searched = new SearchedStories(5, null, null, []),
            Unknown = [],
            Beyond = Evidences.Of(question, Evidences.Sentence("a", Body, 0, 1, date: "2012-06-30")),
        });

        Assert.Equal(
            "I found no answer to that in my stories by Meridian Press. I searched 5 stories. From other outlets, there is this, of 30 June 2012:",
            AnswerText.Of(answer));
    }

    private static Answer.NotCovered Refused(Evidence evidence) => Assert.IsType<Answer.NotCovered>(ExtractiveAnswerer.Answer(evidence));

    private static Mention Mention(string name, long stories) => new(new Name(name, Term.AllIn(name)), stories);
}
