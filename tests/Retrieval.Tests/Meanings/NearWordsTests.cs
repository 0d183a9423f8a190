using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Tests.Meanings;

public sealed class NearWordsTests
{
    [Theory]
    [InlineData("What did the soldiers lack?", "The troops had no cards.", "soldier")]
    [InlineData("Which clients pay?", "Rich customers lose most.", "client")]
    [InlineData("Who is the author?", "A writer from Oslo did it.", "author")]
    [InlineData("When is it planned?", "It is scheduled for May.", "plan")]
    public void A_word_that_is_used_alike_is_near(string question, string sentence, string stem) => Assert.InRange(In(question, sentence).GetValueOrDefault(stem), 0.1, 1);

    [Theory]
    [InlineData("What did the soldiers lack?", "It rained in April.", "soldier")]
    [InlineData("What do Russian banks fear?", "The Chinese minister spoke.", "russian")]
    [InlineData("Who saw Zyxw?", "The troops had no cards.", "zyxw")]
    public void What_has_nothing_in_common_is_not_near_nor_is_another_name(string question, string sentence, string stem) =>
        Assert.Equal(0, In(question, sentence).GetValueOrDefault(stem));

    [Fact]
    public void The_nearest_word_of_a_sentence_counts()
    {
        var alone = In("What did the soldiers lack?", "The workers left.")["soldier"];

        Assert.True(In("What did the soldiers lack?", "The workers left with the troops.")["soldier"] > alone);
    }

    private static IReadOnlyDictionary<string, double> In(string question, string sentence) =>
        new NearWords(QuestionParser.Parse(question, Some.Asking), Some.Words).In(Token.AllIn(sentence));
}
