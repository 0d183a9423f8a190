using Microsoft.ML.Tokenizers;
using NewsBot.LanguageModel;
using NewsBot.Retrieval.Articles;

namespace NewsBot.Tests.LanguageModel;

public sealed class TokenCounterTests
{
    private static readonly TiktokenTokenizer Tokenizer = TiktokenTokenizer.CreateForEncoding("o200k_base");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("[0] (speaker: Sergei Lavrov) “We are not concerned about Mr. Assad’s fate,” he said - twice.")]
    [InlineData("  Two  blanks,   three \n and a\r\n line  ")]
    [InlineData("In 2013 , 100,000 people paid €5.8bn / 12345678 each ; it's “ over ” …   ")]
    [InlineData("Съезд\u00A0партии 株主総会 هيئة 👩‍👩‍👧 naïve\u200B word <|endoftext|> end")]
    public void Counts_word_by_word_what_the_whole_text_has(string text)
    {
        var counter = new TokenCounter();

        Assert.Equal(Tokenizer.CountTokens(text), counter.Count(text));
        Assert.Equal(Tokenizer.CountTokens(text), counter.Count(text)); // also of words that it knows
    }

    [Fact]
    public async Task Counts_whole_stories_as_the_model_does()
    {
        var counter = new TokenCounter();
        await foreach (var reading in ArticleReader.ReadAsync([Repository.Samples], TestContext.Current.CancellationToken))
        {
            var text = Assert.IsType<ArticleReading.Story>(reading).Raw.Content;

            Assert.Equal(Tokenizer.CountTokens(text), counter.Count(text));
        }
    }
}
