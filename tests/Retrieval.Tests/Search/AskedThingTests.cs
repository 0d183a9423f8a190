using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Tests.Search;

/// <summary>Whether a question for a thing that its words name is covered by a story that is sure to be about the right matter.</summary>
public sealed class AskedThingTests
{
    private static readonly WordNet Dictionary = new(WordNet.DefaultFolder);

    [Theory]
    [InlineData("Who is the mayor of Ostwick?", "The mayor of Ostwick, Ada Finch, slept badly.")]
    [InlineData("Who is the physician of the Ostwick crew?", "Ada Finch, the doctor of Ostwick, slept badly.")]
    [InlineData("Who is the director of the Ostwick dam?", "Ada Finch directs the Ostwick dam.")]
    [InlineData("Who is the person behind the Ostwick dam?", "Ada Finch planned the Ostwick dam.")]
    [InlineData("How much did the Ostwick dam cost?", "The Ostwick dam was dear: 4 million euros.", Feature.MoneyFound)]
    [InlineData("How old is the Ostwick dam?", "The Ostwick dam is 40 years old.", Feature.UnitFound)]
    [InlineData("How old is the mayor Ada Finch?", "Ada Finch, 71, is the mayor.", Feature.UnitFound)]
    [InlineData("How many people died in the Ostwick flood?", "The Ostwick flood killed two.")]
    [InlineData("How many sailors left Ostwick?", "Nine left Ostwick on Monday.")]
    [InlineData("How soon must the Ostwick dam be mended?", "The Ostwick dam must be mended by June 3.")]
    public void Is_covered_where_it_is_told_of(string question, string story, Feature found = Feature.Coverage) => Assert.True(IsCovered(question, story, found));

    [Theory]
    [InlineData("Who is the governor of Ostwick?", "The government of Ostwick met Ada Finch.")]
    [InlineData("How much did the Ostwick dam cost?", "The Ostwick dam was built in 1931.")]
    [InlineData("How old is the Ostwick dam?", "The Ostwick dam is tall.")]
    [InlineData("How many people died in the Ostwick flood?", "The Ostwick flood spared two barns.")]
    public void Is_not_covered_where_it_is_not(string question, string story) => Assert.False(IsCovered(question, story, Feature.Coverage));

    private static bool IsCovered(string question, string body, Feature found)
    {
        var story = SentenceSplitter.Split(body);
        var article = new Article(new ArticleId("a"), "The dam", null, null, null, null, body);
        var features = new SentenceFeatures(new Dictionary<Feature, double> { [found] = 1 }, hasContext: true);
        var sentences = story.Select(sentence => new ScoredSentence(article, sentence, 1, 1, HasExpected: true, features) { Story = story });
        var parsed = QuestionParser.Parse(question, Some.Asking);
        return new Evidence(parsed, sentences.ToList(), []) { Confidence = 1, Meanings = new QuestionMeanings(parsed, Dictionary, Some.Words) }.IsCovered;
    }
}
