using System.Diagnostics;
using System.Text;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Retrieval.Tests.Statements;

public sealed class StatementExtractorTests
{
    [Theory]
    [InlineData("“We will rebuild the bridge,” the mayor said.", "the mayor", "“We will rebuild the bridge,”")]
    [InlineData("\"We will rebuild the bridge,\" said Ada Finch, the mayor of Ostwick.", "Ada Finch", "\"We will rebuild the bridge,\"")]
    [InlineData("The mayor said: “We will rebuild the bridge.”", "The mayor", "“We will rebuild the bridge.”")]
    [InlineData("Finch told reporters on Monday, “We will rebuild the bridge.”", "Finch", "“We will rebuild the bridge.”")]
    [InlineData("“We will rebuild the bridge,” Finch, who has been mayor for a year, said on Monday.", "Finch", "“We will rebuild the bridge,”")]
    [InlineData("'We will rebuild the bridge,' said the mayor.", "the mayor", "'We will rebuild the bridge,'")]
    [InlineData("“We will rebuild the bridge,” an angry Finch retorted.", "an angry Finch", "“We will rebuild the bridge,”")]
    public void Direct_speech_is_given_to_whoever_is_named_beside_it(string text, string speaker, string said) => AssertOnly(text, speaker, said);

    [Theory]
    [InlineData("Finch said that the bridge would be rebuilt.", "Finch", "that the bridge would be rebuilt")]
    [InlineData("Finch said the bridge would be rebuilt.", "Finch", "the bridge would be rebuilt")]
    [InlineData("The bridge, Finch said, would be rebuilt.", "Finch", "The bridge … would be rebuilt")]
    [InlineData("The bridge would be rebuilt, Finch said on Monday.", "Finch", "The bridge would be rebuilt")]
    [InlineData("The bridge would be rebuilt, said Finch.", "Finch", "The bridge would be rebuilt")]
    [InlineData("The bridge will be rebuilt, according to the county.", "the county", "The bridge will be rebuilt")]
    [InlineData("According to the county, the bridge will be rebuilt.", "the county", "the bridge will be rebuilt")]
    [InlineData("Police said in a statement that the driver had fled.", "Police", "that the driver had fled")]
    [InlineData("The county, which owns the bridge, said in an afternoon statement the bridge was safe.", "The county, which owns the bridge", "the bridge was safe")]
    [InlineData("The Post, which owns papers of the county, such as the Echo, announced it would close.", "The Post, which owns papers of the county, such as the Echo", "it would close")]
    [InlineData("The new policy, which is to take effect on June 20, 2022, says that athletes may enter.", "The new policy, which is to take effect on June 20, 2022", "that athletes may enter")]
    [InlineData("The ministry denied the report.", "The ministry", "the report")]
    [InlineData("Finch refused to resign.", "Finch", "to resign")]
    [InlineData("Finch urged the council to vote for the plan.", "Finch", "the council to vote for the plan")]
    [InlineData("Finch called for a new bridge.", "Finch", "a new bridge")]
    [InlineData("Finch warned the county not to meddle.", "Finch", "not to meddle")]
    [InlineData("Finch urged the council not to vote for the plan.", "Finch", "the council not to vote for the plan")]
    [InlineData("The county says well over 100 people have crossed it.", "The county", "over 100 people have crossed it")]
    [InlineData("As Finch put it, the bridge is a gift.", "Finch", "the bridge is a gift")]
    [InlineData("The plan, which Finch said was costly, failed.", "Finch", "was costly")]
    [InlineData("Finch went on to say that the bridge would hold.", "Finch", "that the bridge would hold")]
    [InlineData("Finch renewed her call for a new bridge.", "Finch", "a new bridge")]
    [InlineData("The document calls for a new bridge.", "The document", "a new bridge")]
    [InlineData("Finch regretted that the bridge had fallen.", "Finch", "that the bridge had fallen")]
    [InlineData("Finch apologised for the delay.", "Finch", "the delay")]
    [InlineData("Finch signalled that the bridge would hold.", "Finch", "that the bridge would hold")]
    [InlineData("Finch asked the county about the bridge.", "Finch", "the bridge")]
    [InlineData("Asked by a reporter whether the bridge would hold, she nodded.", "a reporter", "whether the bridge would hold")]
    [InlineData("Two days after Finch said that the bridge would hold, the county closed it.", "Finch", "that the bridge would hold")]
    [InlineData("She is confident that the bridge will hold.", "She", "that the bridge will hold")]
    public void Reported_speech_is_given_to_its_subject(string text, string speaker, string said) => AssertOnly(text, speaker, said);

    [Theory]
    [InlineData("Finch called the plan “a gift to the builders” on Monday.", "Finch", "the plan “a gift to the builders” on Monday")]
    [InlineData("Finch said the plan was “a gift to the builders” and would fail.", "Finch", "the plan was “a gift to the builders” and would fail")]
    public void Words_quoted_within_reported_speech_stay_within_it(string text, string speaker, string said) => AssertOnly(text, speaker, said);

    [Fact]
    public void A_broken_quotation_is_one_statement() =>
        AssertOnly("“The bridge,” said Finch, “will be rebuilt.”", "Finch", "“The bridge,” … “will be rebuilt.”");

    [Fact]
    public void A_quotation_that_the_next_sentence_goes_on_with_is_one_statement() =>
        AssertOnly("“The bridge will be rebuilt,” said Finch. “It will be wider.”", "Finch", "“The bridge will be rebuilt,” … “It will be wider.”");

    [Fact]
    public void Several_speakers_of_one_sentence_have_a_statement_each()
    {
        const string text = "Finch said the bridge was safe, and the county said it was not.";

        Assert.Contains(Extract(text), found => SpeakerOf(found, text) == "Finch");
        Assert.Contains(Extract(text), found => SpeakerOf(found, text) == "the county" && SaidIn(found, text) == "it was not");
    }

    [Fact]
    public void Whoever_goes_on_to_say_something_more_is_its_speaker_too()
    {
        const string text = "Finch said the bridge was safe and accused the county of neglect.";

        Assert.Equal(["Finch", "Finch"], Extract(text).Select(found => SpeakerOf(found, text)));
        Assert.Equal(["the bridge was safe", "the county of neglect"], Extract(text).Select(found => SaidIn(found, text)));
    }

    [Fact]
    public void One_who_quotes_another_has_a_statement_around_that_of_the_other()
    {
        const string text = "Kerry said Lavrov told him that the talks would go on.";

        Assert.Equal(
            [("Kerry", "Lavrov told him that the talks would go on"), ("Lavrov", "that the talks would go on")],
            Extract(text).Select(found => (SpeakerOf(found, text), SaidIn(found, text))));
    }

    [Theory]
    [InlineData("After Finch said that the bridge was “a gift to the builders,” the county said: “It will hold.”", "the county", "“It will hold.”")]
    [InlineData("Under what Finch called “the prior model,” the county charged a fee.", "Finch", "“the prior model,”")]
    public void A_phrase_that_a_leading_clause_quotes_is_not_the_next_speakers(string text, string speaker, string said)
    {
        Assert.Contains((speaker, said), Extract(text).Select(found => (SpeakerOf(found, text)!, SaidIn(found, text))));
        Assert.DoesNotContain(Extract(text), found => SpeakerOf(found, text) == "the county" && SaidIn(found, text).Contains("gift", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Kerry said that Lavrov likes the plan.")]
    [InlineData("Kerry said that he likes the plan.")]
    public void What_somebody_tells_of_anothers_mind_is_their_own_statement(string text) =>
        Assert.Equal("Kerry", SpeakerOf(Assert.Single(Extract(text)), text));

    [Fact]
    public void A_paragraph_that_is_announced_by_a_colon_is_what_was_announced() =>
        AssertOnly("The Ostwick Times reports:\n\n“The bridge will be rebuilt. It will be wider.”", "The Ostwick Times", "“The bridge will be rebuilt. It will be wider.”");

    [Theory]
    [InlineData("Nowhere does the text say whether the bridge is safe.")]
    [InlineData("No official said that the bridge was safe.")]
    [InlineData("Not one engineer said that the bridge was safe.")]
    [InlineData("Finch did not say whether the bridge was safe.")]
    [InlineData("Finch never said that the bridge was safe.")]
    public void What_was_not_said_is_marked_as_denied(string text) => Assert.True(Assert.Single(Extract(text)).IsDenied);

    [Fact]
    public void Whoever_asked_stays_unknown_where_the_story_does_not_say() =>
        Assert.Null(Assert.Single(Extract("Asked whether the bridge was safe, Finch shrugged.")).Speaker);

    [Fact]
    public void A_headline_may_name_its_speaker_before_a_colon() =>
        AssertOnly("Finch: New Bridge Will Hold\n\nThe town waits.", "Finch", "New Bridge Will Hold");

    [Fact]
    public void In_the_passive_the_speaker_comes_after_by() =>
        AssertOnly("The plan was described by Finch as a gift.", "Finch", "The plan");

    [Theory]
    [InlineData("The so-called “bridge” fell on Monday.")]
    [InlineData("The states met in Ostwick.")]
    [InlineData("The report of the council is long.")]
    [InlineData("The bridge fell into the river.")]
    [InlineData("The council must approve the plan.")]
    [InlineData("Finch had called the meeting at the town hall.")]
    [InlineData("The county found a job for her.")]
    [InlineData("A plan backed by the county failed.")]
    [InlineData("In a speech last July, Finch met the council.")]
    public void What_nobody_says_is_no_statement(string text) => Assert.Empty(Extract(text));

    [Theory]
    [InlineData("“The bridge is safe, Finch said on Monday.")]
    [InlineData("\"The \"bridge\" is safe,\" said Finch. \"It")]
    [InlineData("‘The “bridge’ is” safe, „said Finch‟ «and» left''")]
    [InlineData("FINCH SAYS BRIDGE IS SAFE AND COUNTY IS WRONG")]
    [InlineData("finch said the bridge is safe the county said it is not he added that it fell she denied it")]
    [InlineData("\"\"\"\"\"\"\"\"\"\"\"")]
    [InlineData(",,,;;;:::...!!!???((([[[")]
    [InlineData("said")]
    [InlineData("\"\" said \"\"")]
    public void Odd_text_gives_statements_whose_speakers_stand_in_it(string text) => AssertInside(text);

    [Fact]
    public void A_sentence_of_two_thousand_words_is_read()
    {
        var text = "Finch said that " + string.Join(' ', Enumerable.Repeat("the bridge and the river", 400)) + " were safe.";

        AssertInside(text);
        Assert.NotEmpty(Extract(text));
    }

    [Fact]
    public void Random_marks_and_words_never_break_the_reading_and_take_time_in_proportion()
    {
        var random = new Random(20130507);
        string[] pieces =
        [
            "\"", "“", "”", "''", "'", "’", "(", ")", "[", "—", ",", ".", ":", ";", "?", "said", "Finch", "he", "who", "and", "that", "told", "to", "by",
            "the", "was", "according", "not", "asked", "bridge", "U.S.", "don't", "\n", "\n\n", "😀", "\uD800",
        ];
        for (var round = 0; round < 300; round++)
        {
            var text = new StringBuilder();
            for (var length = random.Next(1, 120); length > 0; length--)
            {
                text.Append(pieces[random.Next(pieces.Length)]).Append(random.Next(4) == 0 ? "" : " ");
            }

            AssertInside(text.ToString());
        }

        var once = string.Concat(Enumerable.Range(0, 20_000).Select(_ => pieces[random.Next(pieces.Length)] + " "));
        Extract(once);
        var (single, tenfold) = (TimeOf(once), TimeOf(string.Concat(Enumerable.Repeat(once, 10))));
        Assert.True(tenfold < Math.Max(40 * single, 5000), $"{single} ms, ten times the text {tenfold} ms");
    }

    private static double TimeOf(string text)
    {
        var started = Stopwatch.GetTimestamp();
        Extract(text);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static IReadOnlyList<Attribution> Extract(string text) => StatementExtractor.Extract(text, SentenceSplitter.Split(text));

    private static void AssertOnly(string text, string speaker, string said)
    {
        var found = Assert.Single(Extract(text));
        Assert.Equal((speaker, said), (SpeakerOf(found, text), SaidIn(found, text)));
    }

    private static void AssertInside(string text) => Assert.All(Ledger.Of(text, SentenceSplitter.Split(text)), statement =>
    {
        Assert.NotEmpty(statement.Content);
        Assert.All(
            statement.Content.Concat(new[] { statement.Mention, statement.Cue }.OfType<TextSpan>()),
            span => Assert.True(span.Start >= 0 && span.Start < span.End && span.End <= text.Length));
    });

    private static string? SpeakerOf(Attribution found, string text) => found.Speaker is { } span ? text[span.Start..span.End] : null;

    private static string SaidIn(Attribution found, string text) => string.Join(" … ", found.Content.Select(span => text[span.Start..span.End]));
}
