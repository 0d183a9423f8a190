using System.Diagnostics;
using CsCheck;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Tests.Questions;

public sealed class QuestionParserTests
{
    [Theory]
    [InlineData("What did Lavrov say about Assad?", "lavrov assad")]
    [InlineData("Who is the new envoy?", "new envoy")]
    [InlineData("What happened in São Paulo?", "sao paulo")]
    [InlineData("Is covid-19 back?", "covid 19 back")]
    [InlineData("???", "")]
    [InlineData("", "")]
    public void Searches_for_the_words_that_tell(string question, string words) =>
        Assert.Equal(words, string.Join(' ', QuestionParser.Parse(question, Some.Asking).Terms.Select(term => term.Word)));

    [Fact]
    public void Compares_words_by_their_stem()
    {
        var terms = QuestionParser.Parse("ministers meeting", Some.Asking).Terms;
        Assert.Equal(["minist", "meet"], terms.Select(term => term.Stem));
    }

    [Theory]
    [InlineData("When did the talks begin?", ExpectedAnswer.Time)]
    [InlineData("In which year did the talks begin?", ExpectedAnswer.Time)]
    [InlineData("How many people died?", ExpectedAnswer.Quantity)]
    [InlineData("Who resigned?", ExpectedAnswer.Person)]
    [InlineData("Why did the talks fail?", ExpectedAnswer.Reason)]
    public void Knows_what_kind_of_thing_answers(string question, ExpectedAnswer expected) =>
        Assert.Equal(expected, QuestionParser.Parse(question, Some.Asking).Expects);

    [Fact]
    public void Drops_control_characters() =>
        Assert.Equal("What did Lavrov say?", QuestionParser.Parse("\u001b\u0007What did\tLavrov\u202e say?\n", Some.Asking).Text);

    [Fact]
    public void Understands_any_text() => AnyText.Sample(text =>
    {
        var question = QuestionParser.Parse(text, Asking);
        return question.Text.Length >= question.Content.Length && question.Speaker != "" && question.Topic != "" && question.Quotation != "";
    });

    [Fact]
    public void Understands_any_words_of_dates_under_any_clock() => Gen.Select(DateWords, Clocks).Sample((text, now) =>
        QuestionParser.Parse(text, Asking with { Now = now }).Window is null or { From: not null } or { Until: not null });

    [Theory]
    [InlineData("any news about the envoy", "envoy")]
    [InlineData("any updates on the talks?", "talks")]
    [InlineData("What is the current situation in Cyprus?", "cyprus")]
    [InlineData("How is Rosetta doing these days?", "rosetta")]
    [InlineData("What is the latest on the Sky News deal?", "sky news deal")]
    [InlineData("any news", "news")]
    public void Searches_for_what_is_new_without_the_words_that_only_call_it_so(string question, string terms) =>
        Assert.Equal(terms, string.Join(' ', QuestionParser.Parse(question, Asking).Terms.Select(term => term.Word)));

    [Theory]
    [InlineData("A B  ")]
    [InlineData("who is the a ")]
    [InlineData("how is a ")]
    [InlineData("what did ")]
    [InlineData("did a has b is c ")]
    [InlineData("according to ")]
    [InlineData("Ab Bc ")]
    [InlineData("'")]
    [InlineData("’s ")]
    [InlineData("between 3 and 9 May 2013 ")]
    [InlineData("on Tuesday ")]
    [InlineData("What? ")]
    [InlineData("who , in, ")]
    [InlineData("Meridian Press ")]
    [InlineData("signed ed ed in 2013 ")]
    public void Takes_little_time_for_a_long_text(string repeated)
    {
        var text = string.Concat(Enumerable.Repeat(repeated, 1000 / repeated.Length));
        QuestionParser.Parse(text, Asking);
        var start = Stopwatch.GetTimestamp();
        QuestionParser.Parse(text, Asking);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(500));
    }

    private static readonly AskingContext Asking = Some.Asking with { Outlets = ["The Daily Harbour", "Alpine Courier", "Meridian Press"] };

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String,
        OneOf(
            "What", "who", "did", "say", "about", "Lavrov", "al-Assad", "U.S.", "’s", "\"", "“", "?", ".", ",", "in", "May", "2013", "the", "Daily Harbour",
            "according to", "latest", "-", "", "of", "has", "said", "\ud800", "Über", "es", "7", "&", "'", "between", "yesterday")
            .Array[0, 14].Select(words => string.Join(' ', words)));

    private static readonly Gen<string> DateWords = OneOf(
        "What happened", "on", "in", "since", "before", "between", "and", "from", "to", "the", "31", "29", "0", "3rd", "February", "May", "2013", "1990",
        "2099", "last", "next", "past", "999", "years", "weeks", "ago", "few", "Tuesday", "night", "weekend", "tomorrow", "2013-02-30", "31/12/2099", "early", "?")
        .Array[1, 7].Select(words => "What happened " + string.Join(' ', words));

    private static readonly Gen<DateTimeOffset> Clocks = Gen.Select(
        Gen.Long[TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay], Gen.Int[-12, 14],
        (ticks, hours) => new DateTimeOffset(ticks, TimeSpan.Zero).ToOffset(TimeSpan.FromHours(hours)));

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(index => words[index]);
}
