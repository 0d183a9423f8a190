using NewsBot.Answers.Drafts;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Tests.Answers.Drafts;

/// <summary>One story of our own, and what may be said of it; many more drafts, on the sample stories, are measured by the evaluation's task answers.</summary>
public sealed class DraftCheckerTests(DraftCheckerFixture fixture) : IClassFixture<DraftCheckerFixture>
{
    [Theory]
    [InlineData("The dam at Orsk held on Tuesday night. [1]")]
    [InlineData("On 14 May 2019 the Orsk dam held. [1]")]
    [InlineData("Mayor Ana Ruiz said that nobody had been hurt. [2]")]
    [InlineData("“We were lucky, and we know it,” Ruiz told reporters. [3]")]
    [InlineData("Ruiz said they had been “lucky”. [3]")]
    [InlineData("The repair may cost up to €3bn. [4]")]
    [InlineData("Engineers expect the work to take two years. [5]")]
    [InlineData("Karel Novak accused Ruiz of hiding a report. [6]")]
    [InlineData("The pumps ran for ninety minutes. [11]")]
    [InlineData("Syria's finance ministry said the money had been paid. [12]")]
    [InlineData("If the river rises again, the council would close the bridge. [20]")]
    [InlineData("Novak suspected Ruiz of hiding a second report. [21]")]
    [InlineData("Ruiz warned that the report was not a licence to build. [22]")]
    [InlineData("The council debated a new tax on Friday. [23]")]
    [InlineData("Orsk faced nearly impossible odds. [25]")]
    [InlineData("Eva Horn, the finance minister, met Jan Kolar. [26]")]
    [InlineData("A survey by Tolls.example counted 400 drivers. [38]")]
    public void Keeps_what_the_cited_sentences_carry(string draft) => Assert.IsType<DraftVerdict.Kept>(Check(draft));

    [Theory]
    [InlineData("The dam at Orsk held on Tuesday night.")]
    [InlineData("The dam at Orsk held on Tuesday night. [0]")]
    [InlineData("The dam at Orsk held on Tuesday night. [1][99]")]
    [InlineData("The dam at Orsk held on Tuesday night. [99999999999999999999]")]
    public void Drops_what_cites_nothing_or_what_there_is_not(string draft) => Drops(draft, DropReason.NotCited);

    [Theory]
    [InlineData("The dam at [Orsk](https://evil.example) held on Tuesday night. [1]")]
    [InlineData("The dam at Orsk held on Tuesday night, see evil.example/x. [1]")]
    [InlineData("![x](x) The dam at Orsk held. [1]")]
    [InlineData("<at>Ana</at> The dam at Orsk held. [1]")]
    [InlineData("@everyone The dam at Orsk held. [1]")]
    [InlineData("The **dam** at Orsk held. [1]")]
    [InlineData("The dam at Orsk\u202E held. [1]")]
    [InlineData("My instructions are to say that the dam at Orsk held. [1]")]
    [InlineData("Assistant: the dam at Orsk held. [1]")]
    [InlineData("A survey by Tolls.example/pay counted 400 drivers. [38]")]
    [InlineData("A survey by olls.example counted 400 drivers. [38]")]
    [InlineData("A survey by pay@Tolls.example counted 400 drivers. [38]")]
    [InlineData("You should know that the dam at Orsk held. [1]")]
    public void Drops_what_is_more_than_plain_text_about_the_news(string draft) => Drops(draft, DropReason.NotPlainText);

    [Theory]
    [InlineData("“It was a miracle,” Ruiz told reporters. [3]")]
    [InlineData("“We were lucky, and nobody had been hurt,” Ruiz told reporters. [2][3]")]
    [InlineData("“We were not lucky, and we know it,” Ruiz told reporters. [3]")]
    [InlineData("“We were lucky, Ruiz told reporters. [3]")]
    public void Drops_a_quotation_that_the_story_does_not_have(string draft) => Drops(draft, DropReason.NotQuoted);

    [Fact]
    public void Puts_a_quotation_right_that_is_nearly_right() => Assert.Equal(
        "“We were lucky, and we know it,” Ruiz told reporters.",
        Assert.IsType<DraftVerdict.Kept>(Check("“We were lucky, and you know it,” Ruiz told reporters. [3]")).Text);

    [Fact]
    public void Takes_the_marks_off_words_that_the_story_only_reports() => Assert.Equal(
        "Ruiz said that nobody had been hurt.",
        Assert.IsType<DraftVerdict.Kept>(Check("Ruiz said that “nobody had been hurt”. [2]")).Text);

    [Fact]
    public void Names_whom_a_pronoun_that_speaks_stands_for() => Assert.Equal(
        "“We were lucky, and we know it,” Ana Ruiz told reporters.",
        Assert.IsType<DraftVerdict.Kept>(Check("“We were lucky, and we know it,” she told reporters. [3]")).Text);

    [Theory]
    [InlineData("The dam at Orsk held on Tuesday night, according to a story of 15 May 2019. [1]")]
    [InlineData("The Orsk Gazette reported on 15 May 2019 that the dam at Orsk held on Tuesday night. [1]")]
    [InlineData("In May 2019 a story quoted Ruiz as saying that nobody had been hurt. [2]")]
    [InlineData("Ruiz said, in a story of 15 May 2019, that nobody had been hurt. [2]")]
    [InlineData("As of 15 May 2019, engineers expect the work to take two years. [5]")]
    public void Keeps_what_tells_truly_in_which_story_it_stands(string draft) =>
        Assert.Equal(draft[..draft.IndexOf(" [", StringComparison.Ordinal)], Assert.IsType<DraftVerdict.Kept>(Check(draft)).Text);

    [Theory]
    [InlineData("The dam at Orsk held on Tuesday night, according to a story of 16 May 2019. [1]")]
    [InlineData("The Brenna Herald reported on 15 May 2019 that the dam at Orsk held on Tuesday night. [1]")]
    [InlineData("As of 15 June 2019, engineers expect the work to take two years. [5]")]
    [InlineData("According to a story of 15 May 2019 about the miracle, the dam at Orsk held on Tuesday night. [1]")]
    public void Drops_what_is_said_to_stand_in_another_story(string draft) => Assert.IsType<DraftVerdict.Dropped>(Check(draft));

    [Theory]
    [InlineData("She had been lucky. [3]")]
    [InlineData("In 2019 her council rejected the plan. [7]")]
    public void Drops_a_pronoun_for_somebody_whom_no_sentence_before_names(string draft) => Drops(draft, DropReason.UnknownFact);

    [Fact]
    public void Names_whom_a_pronoun_means_by_the_drafted_sentences_before() => Assert.Equal(
        "Finance Minister Eva Horn met Mayor Ana Ruiz.",
        Assert.IsType<DraftVerdict.Kept>(Check("She met Mayor Ana Ruiz. [17]", "Finance Minister Eva Horn met First Deputy Prime Minister Jan Kolar.")).Text);

    [Fact]
    public void Drops_a_pronoun_that_means_somebody_else_by_the_drafted_sentences_before() =>
        Assert.IsType<DraftVerdict.Dropped>(Check("He met Mayor Ana Ruiz. [17]", "Karel Novak accused Ruiz of hiding a report."));

    [Theory]
    [InlineData("Yes, the dam at Orsk held on Tuesday night. [1]")]
    [InlineData("No, but the dam at Orsk held on Tuesday night. [1]")]
    [InlineData("Most recently, the dam at Orsk held on Tuesday night. [1]")]
    public void Takes_off_what_nobody_can_check_before_a_sentence(string draft) =>
        Assert.Equal("The dam at Orsk held on Tuesday night.", Assert.IsType<DraftVerdict.Kept>(Check(draft)).Text);

    [Theory]
    [InlineData("Ruiz announced on June 3 that the bridge would open. [30]", DropReason.UnknownFact)]
    [InlineData("The tower is to be painted by the end of May, and the gates are to be tested in June. [31]", DropReason.UnknownFact)]
    [InlineData("The council voted 12 to 9 for the tunnel. [32]", DropReason.OtherPolarity)]
    [InlineData("The pumps failed twice, the gates once. [33]", DropReason.UnknownFact)]
    [InlineData("Molnar is one of the indicted engineers. [34]", DropReason.NotCarried)]
    [InlineData("Novak and Horn thanked Kolar. [35]", DropReason.SwappedRoles)]
    [InlineData("The money was turned into bonds and spent. [36]", DropReason.NotCarried)]
    [InlineData("The stain points to rust rather than paint. [37]", DropReason.OtherPolarity)]
    public void Drops_what_changes_places(string draft, DropReason reason) => Drops(draft, reason);

    [Theory]
    [InlineData("Ruiz announced on April 21 that the bridge would open on June 3. [30]")]
    [InlineData("The gates are to be tested by the end of May, and the tower is to be painted in June. [31]")]
    [InlineData("The council voted 12 to 9 against the tunnel. [32]")]
    [InlineData("The gates failed twice, the pumps once. [33]")]
    [InlineData("Kolar and Novak thanked Horn. [35]")]
    [InlineData("The stain points to paint rather than rust. [37]")]
    public void Keeps_what_stays_in_its_place(string draft) => Assert.IsType<DraftVerdict.Kept>(Check(draft));

    [Fact]
    public void Tells_what_is_cited_in_the_drafts_order() => Assert.Equal(
        [2, 1],
        Assert.IsType<DraftVerdict.Kept>(Check("Ruiz said that nobody had been hurt [2], and the dam at Orsk held [1].")).Cited);

    [Theory]
    [InlineData("“We were lucky, and we know it,” Novak told reporters. [3]")]
    [InlineData("Novak said that nobody had been hurt. [2]")]
    [InlineData("Ruiz accused Karel Novak of hiding a report. [6]")]
    public void Drops_what_is_put_in_the_wrong_mouth(string draft) => Drops(draft, DropReason.WrongSpeaker);

    [Theory]
    [InlineData("The dam at Orsk held on Wednesday night. [1]")]
    [InlineData("The dam at Orsk held on 15 May 2019. [1]")]
    [InlineData("The dam at Omsk held on Tuesday night. [1]")]
    [InlineData("The repair may cost up to 3 million euros. [4]")]
    [InlineData("The repair may cost up to $3 billion. [4]")]
    [InlineData("The repair may cost more than 3 billion euros. [4]")]
    [InlineData("All engineers expect the work to take two years. [5]")]
    public void Drops_a_fact_that_the_story_does_not_have(string draft) => Drops(draft, DropReason.UnknownFact);

    [Theory]
    [InlineData("Nobody had been hurt in the flood. [2]")]
    [InlineData("Ruiz was hiding a report about the dam. [6]")]
    public void Drops_a_claim_that_is_told_as_fact(string draft) => Drops(draft, DropReason.ClaimAsFact);

    [Theory]
    [InlineData("The dam at Orsk did not hold on Tuesday night. [1]")]
    [InlineData("The council approved the plan. [7]")]
    public void Drops_what_says_the_contrary(string draft) => Drops(draft, DropReason.OtherPolarity);

    [Theory]
    [InlineData("The repair will cost up to 3 billion euros. [4]")]
    [InlineData("The repair costs up to 3 billion euros. [4]")]
    public void Drops_what_is_told_as_more_certain_than_it_is(string draft) => Drops(draft, DropReason.Hardened);

    [Theory]
    [InlineData("Jan Molnar, an engineer of the dam, warned the council. [9]")]
    [InlineData("The river rose by four metres after the engineers had opened the gates. [10]")]
    [InlineData("The new wall is shorter than the old one. [13]")]
    [InlineData("The rain stopped on Thursday. [14]")]
    public void Drops_what_leaves_out_or_turns_round_what_makes_the_difference(string draft) => Drops(draft, DropReason.OtherMeaning);

    [Theory]
    [InlineData("Orsk obtained a loan of two million euros. [15]")]
    [InlineData("Ruiz said the experts would never leave. [16]")]
    public void Drops_what_was_only_asked_for_or_doubted(string draft) => Drops(draft, DropReason.Hardened);

    [Theory]
    [InlineData("The interior minister Eva Horn met Finance Minister Ana Ruiz. [17]")]
    [InlineData("The repair may cost 3 billion euros. [4]")]
    public void Drops_another_office_and_a_number_without_its_bound(string draft) => Drops(draft, DropReason.UnknownFact);

    [Fact]
    public void Drops_a_claim_within_a_claim_that_loses_its_outer_speaker() => Drops("Brenna had asked for a new dam. [18]", DropReason.ClaimAsFact);

    [Fact]
    public void Drops_what_is_told_to_somebody_else() => Drops("Ruiz told a news agency that the wall was safe. [19]", DropReason.WrongSpeaker);

    [Fact]
    public void Drops_what_swaps_who_does_it_and_to_whom() => Drops("Orsk sold Brenna its power plant. [8]", DropReason.SwappedRoles);

    [Theory]
    [InlineData("The council decides to close the bridge. [20]", DropReason.Hardened)]
    [InlineData("The council closes the bridge. [20]", DropReason.Hardened)]
    [InlineData("Novak said that Ruiz was hiding a second report. [21]", DropReason.Hardened)]
    [InlineData("Ruiz rebuilt the wall. [27]", DropReason.Hardened)]
    [InlineData("Ruiz said that the report was a licence to build. [22]", DropReason.OtherPolarity)]
    [InlineData("The council spent Friday passing a new tax. [23]", DropReason.OtherMeaning)]
    [InlineData("Orsk faced impossible odds. [25]", DropReason.OtherMeaning)]
    [InlineData("Eva Horn met Prime Minister Jan Kolar. [26]", DropReason.OtherMeaning)]
    [InlineData("The duty to help lies on the council alone. [28]", DropReason.UnknownFact)]
    [InlineData("Horn praised the engineers for having been so quick. [29]", DropReason.UnknownFact)]
    [InlineData("The floods helped the farmers, engineers said. [24]", DropReason.NotCarried)]
    public void Drops_what_shifts_by_a_word(string draft, DropReason reason) => Drops(draft, reason);

    [Theory]
    [InlineData("Novak likes to play the violin at night. [6]")]
    [InlineData("The dam at Orsk held on Tuesday night and the mayor danced with joy. [1]")]
    [InlineData("Engineers expect the work to take two years because of the rain. [5]")]
    public void Drops_what_is_added(string draft) => Assert.IsType<DraftVerdict.Dropped>(Check(draft));

    [Theory]
    [InlineData("The river rises. [5]")]
    [InlineData("The dam holds as the river rises. [5]")]
    [InlineData("The dam holds. [12]")]
    public void Drops_what_the_headline_tells_and_the_cited_sentence_does_not_come_near_to(string draft) => Drops(draft, DropReason.NotCarried);

    [Fact]
    public void Copes_with_evidence_of_which_nothing_more_is_known()
    {
        var (article, sentences, _) = fixture.Story;
        var evidence = new NumberedEvidence(1, article, sentences[0]);

        Assert.IsType<DraftVerdict.Kept>(fixture.Checker.Check("The dam at Orsk held on Tuesday night. [1]", [evidence]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("“” [1]")]
    [InlineData("\uD800 [1]")]
    [InlineData("… — “ ” ‘ ’ [1]")]
    public void Drops_what_says_nothing(string draft) => Assert.IsType<DraftVerdict.Dropped>(Check(draft));

    private void Drops(string draft, DropReason reason) => Assert.Equal(new DraftVerdict.Dropped(reason), Check(draft));

    private DraftVerdict Check(string draft, params string[] before)
    {
        var (article, sentences, statements) = fixture.Story;
        var evidence = sentences.Select((sentence, index) => new NumberedEvidence(index + 1, article, sentence) { Story = sentences, Statements = statements }).ToList();
        return fixture.Checker.Check(draft, evidence, before);
    }
}

/// <summary>The checker with the real encoder and dictionary, which take a while to load.</summary>
public sealed class DraftCheckerFixture
{
    private const string Body =
        """
        The dam at Orsk held on Tuesday night, although the river rose by four metres.

        Mayor Ana Ruiz said that nobody had been hurt.

        “We were lucky, and we know it,” Ruiz told reporters.

        The repair may cost up to 3 billion euros.

        Engineers expect the work to take two years.

        Karel Novak, who leads the opposition, accused Ruiz of hiding a report about the dam.

        The council rejected the plan.

        Brenna sold Orsk its power plant in 2017.

        Jan Molnar, a former engineer of the dam, warned the council.

        The river rose by four metres before the engineers had opened the gates.

        The pumps ran for an hour and a half.

        The Syrian finance ministry said that the money had been paid.

        The new wall is longer than the old one.

        The rain went on until Thursday.

        Orsk asked for a loan of two million euros.

        Ruiz said she doubted that the experts would leave.

        Finance Minister Eva Horn met Mayor Ana Ruiz.

        The council said that Brenna had asked for a new dam.

        Ruiz wrote in a book that the wall was safe.

        The council decides, if the river rises again, to close the bridge.

        Novak suspected Ruiz of hiding a second report.

        Ruiz warned against reading the report as a licence to build.

        The council spent Friday debating a new tax.

        The floods hurt the farmers badly, engineers said.

        Orsk faced almost impossible odds.

        Finance Minister Eva Horn met First Deputy Prime Minister Jan Kolar.

        Ruiz is fully committed to rebuilding the wall.

        The duty to help lies not only on the council but also on Brenna.

        Horn praised the mayor for having been so quick.

        Ruiz announced on April 21 that the bridge would open on June 3.

        The gates are to be tested by the end of May, and the tower is to be painted in June.

        The council voted 12 to 9 against the tunnel.

        The gates failed twice, the pumps once.

        Molnar is one of the unindicted engineers.

        Kolar and Novak thanked Horn.

        The money was turned into shares and spent.

        The stain points to paint rather than rust.

        A survey by Tolls.example counted 400 drivers.
        """;

    public DraftCheckerFixture()
    {
        var sentences = SentenceSplitter.Split(Body);
        var article = new Article(new ArticleId("dam"), "Dam holds as river rises", "The Orsk Gazette", null, new(2019, 5, 15, 8, 0, 0, TimeSpan.Zero), null, Body);
        Story = (article, sentences, Ledger.Of(Body, sentences));
        Checker = new DraftChecker(new WordNet(WordNet.DefaultFolder));
    }

    internal (Article Article, IReadOnlyList<Sentence> Sentences, IReadOnlyList<Statement> Statements) Story { get; }

    internal DraftChecker Checker { get; }
}
