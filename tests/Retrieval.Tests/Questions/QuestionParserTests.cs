using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Tests.Questions;

public sealed class QuestionParserTests
{
    [Theory]
    [InlineData("What did Lavrov say about Assad?", "lavrov assad")]
    [InlineData("Who is the new envoy?", "new envoy")]
    [InlineData("What happened in São Paulo?", "happened sao paulo")]
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

    [Fact]
    public void Takes_capitalised_words_but_the_first_for_names() =>
        Assert.Equal(["Lavrov", "Geneva"], QuestionParser.Parse("Talks of Lavrov in Geneva, when?", Some.Asking).Names.Select(name => name.Text));

    [Theory]
    [InlineData("When did the talks begin?", ExpectedAnswer.Time)]
    [InlineData("In which year did the talks begin?", ExpectedAnswer.Time)]
    [InlineData("How many people died?", ExpectedAnswer.Quantity)]
    [InlineData("Who resigned?", ExpectedAnswer.Person)]
    [InlineData("Why did the talks fail?", ExpectedAnswer.Anything)]
    public void Knows_what_kind_of_thing_answers(string question, ExpectedAnswer expected) =>
        Assert.Equal(expected, QuestionParser.Parse(question, Some.Asking).Expects);

    [Fact]
    public void Drops_control_characters() =>
        Assert.Equal("What did Lavrov say?", QuestionParser.Parse("\u001b\u0007What did\tLavrov\u202e say?\n", Some.Asking).Text);
}
