using NewsBot.Answers;

namespace NewsBot.Tests.Answers;

public sealed class FindingTests
{
    [Theory]
    [InlineData("The dam at Ostwick held through the whole night.", "The dam at Ostwick held through the whole night!")]
    [InlineData("The dam at Ostwick held through the night.", "OSTWICK, May 7 — The dam at Ostwick held through the night, officials in the county town reported on Tuesday.")]
    [InlineData("Lawmakers rejected the levy with 36 votes on Tuesday night.", "Lawmakers on Tuesday night rejected the levy with 36 votes.")]
    public void Says_once_what_two_sentences_say(string one, string other) => Assert.Single(Fold(one, other));

    [Theory]
    [InlineData("The dam at Ostwick held through the night.", "The dam at Ostwick did not hold through the night.")]
    [InlineData("Lawmakers rejected the levy with 36 votes.", "Lawmakers rejected the levy with 35 votes.")]
    [InlineData(
        "Sarris, the Cypriot finance minister, negotiated the deal.",
        "Sarris, the finance minister who negotiated both Cypriot bailout deals, resigned on Tuesday, hours after an inquiry was opened into who had brought the island to the edge.")]
    [InlineData("The dam held.", "Nobody in the county of Ostwick believed that the dam held because of luck alone.")]
    public void Keeps_apart_what_differs_in_a_denial_or_a_figure_or_has_few_words_in_common(string one, string other) =>
        Assert.Equal(2, Fold(one, other).Count);

    [Fact]
    public void Tells_in_which_other_outlets_a_report_stands_each_once()
    {
        const string report = "The dam at Ostwick held through the whole night.";

        var finding = Assert.Single(Finding.Fold(
        [
            Evidences.Sentence("a", report, 0, 1, "Alpine Courier"), Evidences.Sentence("b", report, 0, 0.9, "Baltic Wire"),
            Evidences.Sentence("c", report, 0, 0.9, "Alpine Courier"), Evidences.Sentence("d", report, 0, 0.9, "baltic wire"),
            Evidences.Sentence("e", report, 0, 0.9, source: null),
        ]));

        Assert.Equal("b", Assert.Single(finding.AlsoIn).Id.Value);
    }

    [Fact]
    public void Does_not_say_of_an_outlet_that_it_has_more_than_it_has()
    {
        const string report = "The dam at Ostwick held through the night, engineers and the mayor said.";
        const string part = "The dam at Ostwick held through the night.";

        Assert.Empty(Assert.Single(Finding.Fold([Evidences.Sentence("a", report, 0, 1, "A"), Evidences.Sentence("b", part, 0, 0.9, "B")])).AlsoIn);
        Assert.Single(Assert.Single(Finding.Fold([Evidences.Sentence("b", part, 0, 1, "B"), Evidences.Sentence("a", report, 0, 0.9, "A")])).AlsoIn);
    }

    private static IReadOnlyList<Finding> Fold(string one, string other) =>
        Finding.Fold([Evidences.Sentence("a", one, 0, 1), Evidences.Sentence("b", other, 0, 0.9)]);
}
