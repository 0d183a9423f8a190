using System.Diagnostics;
using CsCheck;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Tests.Sentences;

/// <summary>What holds for every text, whatever it is.</summary>
public sealed class SentenceSplitterProperties
{
    private static readonly string[] Fragments =
    [
        "The dam held", "a mayor", "iPhone", "U.S.", "p.m.", "Inc.", "Gen.", "Jan.", "No.", "J.", "said", "Bell told Orlov", "He", "5", "3.4", "2012",
        ".", ". ", "...", " . . . ", "…", "!", "?!", "。", "؟", ",", ":", "\"", "\" ", "“", "”", "'", "’", "«", "»", "``", "''", "(", ")", "[1]", "[", "]",
        " ", "  ", "\n", "\r\n", "\n\n", "\t", "\u00A0", "\u200B", "\u2028", "- ", "* ", "• ", "1. ", "(a) ", "# ", "### ", "> ", "---", "**", "_",
        "— ", "😀", "雨", "\uD83D", "\uDE00", "e\u0301", "https://example.org/a.B", "desk@example.org", "\0", "ﷺ", "ß", "½", "²",
    ];

    private static readonly Gen<string> NewsLike = OneOf(Fragments).Array[0, 60].Select(parts => string.Concat(parts));

    private static readonly Gen<string> AnyText = Gen.OneOf(NewsLike, Gen.String, Gen.String[Gen.Char['\u0000', '\uFFFF'], 0, 300]);

    [Fact]
    public void Each_sentence_is_a_verbatim_slice_in_order_without_white_space_at_its_ends() => AnyText.Sample(
        body =>
        {
            var end = 0;
            foreach (var (ordinal, sentence) in SentenceSplitter.Split(body).Index())
            {
                Assert.Equal(ordinal, sentence.Ordinal);
                Assert.True(sentence.Start >= end && sentence.End > sentence.Start);
                Assert.Equal(body[sentence.Start..sentence.End], sentence.Text);
                Assert.False(char.IsWhiteSpace(sentence.Text[0]) || char.IsWhiteSpace(sentence.Text[^1]));
                end = sentence.End;
            }
        },
        iter: 20_000);

    [Fact]
    public void Only_white_space_and_the_marks_of_lists_and_headings_lie_between_sentences() => AnyText.Sample(
        body =>
        {
            var position = 0;
            foreach (var sentence in SentenceSplitter.Split(body))
            {
                AssertIsGap(body[position..sentence.Start]);
                position = sentence.End;
            }

            AssertIsGap(body[position..]);
        },
        iter: 20_000);

    [Fact]
    public void No_surrogate_pair_is_split() => AnyText.Sample(
        body => Assert.DoesNotContain(
            SentenceSplitter.Split(body),
            sentence => IsInsidePair(body, sentence.Start) || IsInsidePair(body, sentence.End)),
        iter: 10_000);

    [Fact]
    public void The_same_text_is_split_the_same_way_again() => NewsLike.Sample(
        body => Assert.Equal(SentenceSplitter.Split(body), SentenceSplitter.Split(body)));

    [Fact]
    public void No_sentence_has_more_than_two_thousand_characters() => OneOf("word", "😀", "“", "(", "1,", "\u0301", ".").Array[500, 1_500]
        .Select(OneOf("", " "), (parts, separator) => string.Join(separator, parts))
        .Sample(body => Assert.DoesNotContain(SentenceSplitter.Split(body), sentence => sentence.Text.Length > 2_000), iter: 200);

    // A rule that looks back or ahead without a bound takes hours on one of these, not seconds.
    [Theory]
    [InlineData("\"")]
    [InlineData("\". \"A")]
    [InlineData("“")]
    [InlineData("'A")]
    [InlineData("(a. ")]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData(".[1]")]
    [InlineData(". ")]
    [InlineData("a.B")]
    [InlineData("a.\"A")]
    [InlineData("A. ")]
    [InlineData("\"a.\" b said ")]
    [InlineData("\"\"\"\n")]
    [InlineData("a\n")]
    [InlineData("- ")]
    [InlineData("1. ")]
    [InlineData("\u200B")]
    [InlineData("x")]
    public void Hostile_repetition_takes_linear_time(string unit)
    {
        // Quadratic time would be 256 times as much for a text 16 times as long; six times the linear time leaves room for a busy machine. Where
        // the shorter takes next to no time, their ratio says nothing, but the longer takes seconds at most.
        const int times = 16;
        var (body, longer) = (Repeat(unit, 250_000), Repeat(unit, times * 250_000));
        TimeToSplit(body);

        var bound = 6 * times * TimeToSplit(body);
        Assert.InRange(TimeToSplit(longer), TimeSpan.Zero, bound < TimeSpan.FromSeconds(10) ? TimeSpan.FromSeconds(10) : bound);
    }

    private static string Repeat(string unit, int length) => string.Concat(Enumerable.Repeat(unit, length / unit.Length));

    private static TimeSpan TimeToSplit(string body)
    {
        var started = Stopwatch.GetTimestamp();
        SentenceSplitter.Split(body);
        return Stopwatch.GetElapsedTime(started);
    }

    private static Gen<string> OneOf(params string[] parts) => Gen.Int[0, parts.Length - 1].Select(index => parts[index]);

    private static void AssertIsGap(string gap)
    {
        foreach (var line in gap.Split('\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029'))
        {
            // Letters and digits stand in a gap only as a list's: "1. ", "(a) ", "[x] ".
            var marks = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(mark => mark.Trim('\u200B', '\0', '>'));
            Assert.All(marks, mark => Assert.True(!mark.Any(char.IsLetterOrDigit) || mark.Count(char.IsLetterOrDigit) <= 2, $"“{mark}” in the gap “{gap}”"));
            Assert.DoesNotContain(gap, c => c is '"' or '“' or '”' or ',' or '!' or '?' or '…' || char.IsSurrogate(c));
        }
    }

    private static bool IsInsidePair(string body, int position) =>
        position > 0 && position < body.Length && char.IsHighSurrogate(body[position - 1]) && char.IsLowSurrogate(body[position]);
}
