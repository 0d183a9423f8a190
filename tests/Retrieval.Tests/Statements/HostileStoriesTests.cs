using System.Diagnostics;
using CsCheck;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Retrieval.Tests.Statements;

/// <summary>Whatever a story looks like, reading its statements ends soon, never fails, and invents nobody.</summary>
public sealed class HostileStoriesTests
{
    private static readonly string[] Pieces =
    [
        "“", "”", "\"", "‘", "’", "'", "''", "``", "«", "»", "„", "`", "—", "–", " - ", ",", ".", "…", ":", ";", "!", "?", "(", ")", "[", "]", "\n", "\n\n", " ", "\t", "\u00A0",
        "\u200F", "\uD83D\uDE42", "\uD800", "é", "said", "Lavrov", "he", "that", "who", "according to", "and", "Kerry said", "the minister", "told", "SAID", "accused", "of", "denied",
        "not", "refused to say whether", "was quoted as saying", "Mr.", "U.S.", "2013", "to", "whether", "warned", "'s", "spokesman", "The former", "both",
    ];

    private static readonly Gen<string> Stories = Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]).Array[0, 120].Select(pieces => string.Concat(pieces.SelectMany((piece, index) => index % 3 == 0 ? [piece] : new[] { " ", piece })));

    [Fact]
    public void Every_statement_of_any_text_lies_in_it() => Stories.Sample(
        body =>
        {
            var sentences = SentenceSplitter.Split(body);
            var statements = Ledger.Of(body, sentences);
            foreach (var statement in statements)
            {
                Assert.NotEmpty(statement.Content);
                Assert.All(statement.Content.Concat(new[] { statement.Mention, statement.Cue }.OfType<TextSpan>()), span =>
                    Assert.True(span.Start >= 0 && span.Start < span.End && span.End <= body.Length));
                Assert.InRange(statement.FirstSentence, 0, statement.LastSentence);
                Assert.InRange(statement.LastSentence, 0, sentences.Count - 1);
                Assert.True(statement.Within is null || (statement.Within >= 0 && statement.Within < statements.Count));
                Assert.True(statement.Speaker is null || statement.Mention is not null);
            }
        },
        iter: 3_000);

    [Theory]
    [InlineData("“")]
    [InlineData("\" ")]
    [InlineData("‘“ ")]
    [InlineData("he said that ")]
    [InlineData("Lavrov and ")]
    [InlineData("Kerry, who said, ")]
    [InlineData("“No,” he said. “")]
    [InlineData("according to ")]
    [InlineData("Kerry's spokesman's ")]
    [InlineData("the former, ")]
    [InlineData("A-")]
    public void Twice_the_text_takes_no_more_than_some_times_as_long(string piece)
    {
        var (once, more) = (Time(8_000 / piece.Length), Time(32_000 / piece.Length));
        Assert.True(more < TimeSpan.FromSeconds(2) || more < 12 * once, $"{once.TotalMilliseconds:0} ms, and {more.TotalMilliseconds:0} ms for four times as much");

        TimeSpan Time(int count)
        {
            var body = string.Concat(Enumerable.Repeat(piece, count)) + "said.";
            var started = Stopwatch.GetTimestamp();
            Ledger.Of(body, SentenceSplitter.Split(body));
            return Stopwatch.GetElapsedTime(started);
        }
    }

    [Theory]
    [InlineData("“The dam holds, said nobody in particular. It rained.")]
    [InlineData("The dam holds.” It rained ” and “ rained.")]
    [InlineData("“He told me ‘the dam “holds” well’ and left.”")]
    [InlineData("‘The dam holds,\" it was said, “for now'.")]
    public void Odd_and_nested_quotation_marks_give_nobody_words(string body) => Assert.All(Of(body), statement => Assert.Null(statement.Speaker));

    [Fact]
    public void A_sentence_of_two_thousand_words_has_its_speaker_and_no_other()
    {
        var body = "Mayor Ann Finch said that " + string.Concat(Enumerable.Repeat("the dam and the bridge and the river ", 250)) + "would hold.";

        Assert.Equal(["Ann Finch"], Of(body).Select(statement => statement.Speaker).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("MAYOR ANN FINCH SAID THAT THE DAM WOULD HOLD. THE RIVER ROSE.")]
    [InlineData("the mayor of the town said that the dam would hold and the river rose and nobody came")]
    public void All_capitals_and_no_punctuation_invent_nobody(string body) =>
        Assert.All(Of(body), statement => Assert.True(statement.Speaker is null || body.Contains(statement.Speaker, StringComparison.OrdinalIgnoreCase)));

    private static IReadOnlyList<Statement> Of(string body) => Ledger.Of(body, SentenceSplitter.Split(body));
}
