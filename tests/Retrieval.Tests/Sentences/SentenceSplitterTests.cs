using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Tests.Sentences;

/// <summary>Each case is a text with its expected sentences set apart by a bar.</summary>
public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("The dam held.| The river fell.")]
    [InlineData("Did the dam hold?| It did!| Nobody was hurt.")]
    [InlineData("The dam held?!| It did…| And then it rained.")]
    [InlineData("Turnout was 61.4% of 2.3 million voters.| In 2019 it was 58%.")]
    [InlineData("The bank paid $2.3 million in 2012.| 14 people were charged.")]
    [InlineData("The talks ended at 5.| Nobody spoke.")]
    public void Splits_after_a_full_stop_a_question_mark_and_an_exclamation_mark(string marked) => AssertSplit(marked);

    [Theory]
    [InlineData("Gen. Amira Saleh met Mr. Osei, Dr. Lind and Sen. Ruiz in St. Louis.| They left.")]
    [InlineData("Mt. Arden and Ft. Wells were closed, said Lt. Col. Ivan Petrenko.")]
    [InlineData("GEN. SALEH MET MR. OSEI ON MONDAY.")]
    [InlineData("Ali vs. Frazier, Roe v. Wade: cases for a lawyer, e.g. Smith, i.e. Jane Smith.")]
    [InlineData("The court, cf. Article 5, sat on Jan. 22 and on Sept. 3.| It meets again in Dec.| Nobody objected.")]
    [InlineData("She was No. 5 on the list.| Was he?| No.| Others were.")]
    [InlineData("The Ph.D. student won.| J. K. Rowling and George W. Bush sent flowers.")]
    [InlineData("J. A. Smith and C. L. \"Bear\" Olson sang.")]
    [InlineData("The firm's vice president, Ana Reyes Jr., resigned.")]
    public void Reads_over_the_full_stop_of_an_abbreviation(string marked) => AssertSplit(marked);

    [Theory]
    [InlineData("U.S. Secretary Ann Bell met the U.N. envoy in Washington, D.C. on Monday.")]
    [InlineData("They returned to the U.S.| The plan failed.")]
    [InlineData("The talks were held in the U.S. and Mexico.")]
    [InlineData("He works for Acme Inc.| But he lives in Ohio.")]
    [InlineData("Acme Inc. Chairman Bo Lund said so.")]
    [InlineData("The Acme Co. opened Monday.")]
    [InlineData("The show starts at 8 p.m. Tuesday.| Doors open at 7 p.m.| Police expect crowds.")]
    [InlineData("It begins at 9 a.m. EST, or 2 p.m. Sundays.")]
    [InlineData("“It is over in the U.S.”| The crowd left.")]
    [InlineData("She posted it on X.| Police saw it.")]
    public void Decides_by_the_next_word_whether_an_abbreviation_ends_its_sentence(string marked) => AssertSplit(marked);

    [Theory]
    [InlineData("“We do not fear for one man. We fear for a people,” said Orlov.| He left.")]
    [InlineData("\"We do not fear for one man. We fear for a people,\" Orlov said.| He left.")]
    [InlineData("'We won. We did it,' she said.| The players' bus left.")]
    [InlineData("‘We won. We’re champions,’ she said.| They left.")]
    [InlineData("«We won. We did it», she said.| They left.")]
    [InlineData("„Wir gehen. Wir bleiben“, she said.| They left.")]
    [InlineData("``We won . We did it , '' she said .| They left .")]
    [InlineData("He said: \"We are tired. We will rest. It is late.\"| Then he left.")]
    [InlineData("\"We hope,\" he said, \"that it holds. It must.\"| Then he left.")]
    public void Keeps_a_quotation_of_several_sentences_with_its_speaker(string marked) => AssertSplit(marked);

    [Theory]
    [InlineData("\"I hope that we find common ground.\" Bell added.| She left.")]
    [InlineData("\"Is it over?\" he asked.| Nobody knew.")]
    [InlineData("“Is it over?” Foreign Minister Ann Bell asked reporters.| Nobody knew.")]
    [InlineData("“It is over!” Mr. Osei said on Tuesday.| Nobody cheered.")]
    [InlineData("“It is over.” Bell told Orlov at the talks.")]
    public void Keeps_an_attribution_that_follows_a_quotation_with_a_full_stop(string marked) => AssertSplit(marked);

    [Theory]
    [InlineData("\"I am tired.\"| He left.")]
    [InlineData("\"I am tired.\"| He said he would leave.")]
    [InlineData("“It is over.”| Bell said that the talks had ended.")]
    [InlineData("“It is over.”| She added, “We must go home.”")]
    [InlineData("“It is over.”| They have been told.")]
    public void Splits_after_a_quotation_that_the_next_sentence_does_not_attribute(string marked) => AssertSplit(marked);

    [Theory]
    [InlineData("\"We are tired.| We will go.\n|\"And we will not return. Never,\" said Orlov.")]
    [InlineData("The 6'2\" guard left.| The 5'9\" one stayed.")]
    [InlineData("He said \"no.| Then he left.| Nobody followed.")]
    public void Does_not_let_an_unclosed_quotation_swallow_what_follows(string marked) => AssertSplit(marked);

    [Fact]
    public void Splits_a_monologue_inside()
    {
        AssertSplit("“One came.| Two came.| Three came.| Four came.| Five came,” said Orlov.| He left.");
    }

    [Fact]
    public void Splits_a_quotation_of_more_than_five_hundred_characters_inside()
    {
        var clause = string.Concat(Enumerable.Repeat("word ", 60));

        var sentences = SentenceSplitter.Split($"“It {clause}ends. It {clause}ends,” said Orlov.");

        Assert.Equal(2, sentences.Count);
    }

    [Theory]
    [InlineData("The plan (see below. It is long.) failed.| They left.")]
    [InlineData("They left.| (The plan failed. It was long.)| Nobody stayed.")]
    [InlineData("They met (at 5 p.m.).| Then they left.")]
    [InlineData("The plan failed.[3][citation needed]| They left.")]
    [InlineData("**They left.**| *Nobody stayed.*")]
    public void Puts_closing_marks_and_parentheses_with_their_sentence(string marked) => AssertSplit(marked);

    [Theory]
    [InlineData("MOSCOW (Reuters) - The talks ended.| They left.")]
    [InlineData("GENEVA, Jan. 22 — The talks ended.")]
    [InlineData("WASHINGTON, D.C. (AP) — The talks ended.")]
    [InlineData("LOS ANGELES, Calif. — The talks ended.")]
    public void Keeps_a_dateline_with_the_first_sentence(string marked) => AssertSplit(marked);

    [Theory]
    [InlineData("Well ... it held.| So . . . nobody was hurt.")]
    [InlineData("It held...| Nobody was hurt.")]
    [InlineData("... and then it rained.")]
    [InlineData("It held . . .| Nobody was hurt.")]
    public void Reads_an_ellipsis_by_what_follows(string marked) => AssertSplit(marked);

    [Theory]
    [InlineData("See https://example.org/a.Html?b=C.D or write to desk@Example.Org.| Thanks.")]
    [InlineData("The file report.v2.Final.pdf and System.Text.Json are at Example.Com today.")]
    [InlineData("Apple rose.| iPhone sales fell.| eBay lost.")]
    [InlineData("It ended after the talks.|The minister left.|“It is over,” she said.")]
    [InlineData("He came in 2012.|They left.")]
    [InlineData("Who won?|Nobody did.")]
    public void Tells_a_lost_space_from_a_name_with_a_full_stop_inside(string marked) => AssertSplit(marked);

    [Theory]
    [InlineData("Dam Holds Overnight\n\n|The dam held.| It rained.")]
    [InlineData("U.S. And Russia Agree On Talks\n\n|They met.")]
    [InlineData("The dam held.\r\n|It rained.\r|It stopped.\u2028|It froze.")]
    public void Takes_a_heading_and_a_line_of_its_own_for_a_sentence(string marked) => AssertSplit(marked);

    [Fact]
    public void Leaves_the_marks_of_lists_headings_and_block_quotations_in_the_gaps()
    {
        const string body = "# Dam\n## Results\n\n- The left won\n* The right lost\n• [x] was not counted\n1. First item\n2) Second item\n(c) third item\n> Quoted line\n- [x] Done\n\n* * *\n---\n-5 degrees\n2012. A year";

        AssertSentences(
            body,
            ["Dam", "Results", "The left won", "The right lost", "was not counted", "First item", "Second item", "third item", "Quoted line", "Done", "-5 degrees", "2012.", "A year"]);
    }

    [Fact]
    public void Joins_lines_that_are_wrapped_at_a_margin()
    {
        const string body = "The river rose by two metres overnight and\nthe dam above the town held, the mayor\nsaid on Monday. Nobody was hurt on May\n12. The water has been falling since.\n\nThe next rain is expected on\nThursday, according to forecasts.";

        AssertSentences(
            body,
            ["The river rose by two metres overnight and\nthe dam above the town held, the mayor\nsaid on Monday.", "Nobody was hurt on May\n12.", "The water has been falling since.", "The next rain is expected on\nThursday, according to forecasts."]);
    }

    [Fact]
    public void Joins_a_sentence_that_a_stray_line_break_tore_apart()
    {
        AssertSentences(
            "The minister told the newspaper on Monday,\naccording to a transcript, that talks go on.\nShe then left.",
            ["The minister told the newspaper on Monday,\naccording to a transcript, that talks go on.", "She then left."]);
    }

    [Theory]
    [InlineData("雨が降った。|川は静かだ！|本当か？|はい。")]
    [InlineData("「雨が降った。川は静かだ」と彼は言った。|終わり。")]
    [InlineData("هل انتهى؟| نعم.")]
    [InlineData("Great news!| 🎉 The dam held 😀.| It did.")]
    [InlineData("The\u00A0dam held.\u00A0|It\u200B did.\u00A0|\tYes.")]
    public void Splits_other_scripts_and_unusual_spaces(string marked) => AssertSplit(marked);

    [Fact]
    public void Cuts_a_text_without_punctuation_at_white_space()
    {
        var sentences = SentenceSplitter.Split(string.Concat(Enumerable.Repeat("word ", 1_000)));

        Assert.Equal(3, sentences.Count);
        Assert.All(sentences, sentence => Assert.InRange(sentence.Text.Length, 900, 2_000));
        Assert.All(sentences, sentence => Assert.EndsWith("word", sentence.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t\u00A0\u200B")]
    [InlineData("---\n\n* * *\n")]
    public void Finds_nothing_where_nothing_is_said(string body) => Assert.Empty(SentenceSplitter.Split(body));

    private static void AssertSplit(string marked) =>
        AssertSentences(marked.Replace("|", "", StringComparison.Ordinal), [.. marked.Split('|').Select(sentence => sentence.Trim())]);

    private static void AssertSentences(string body, IReadOnlyList<string> expected) =>
        Assert.Equal(expected, SentenceSplitter.Split(body).Select(sentence => sentence.Text), StringComparer.Ordinal);
}
