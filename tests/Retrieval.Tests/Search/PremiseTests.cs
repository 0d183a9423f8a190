using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Tests.Search;

/// <summary>Whether a question is covered by a story that is sure to be about the right thing.</summary>
public sealed class PremiseTests
{
    private static readonly WordNet Dictionary = new(WordNet.DefaultFolder);

    [Theory]
    [InlineData("Why did Finch resign?", "Finch resigned over the Ostwick dam.")]
    [InlineData("Why did Finch resign?", "Mayor Ada Finch slept badly. She announced her resignation at the Ostwick dam.")]
    [InlineData("Why did Finch leave Ostwick?", "Finch, who had never liked the dam, left Ostwick.")]
    [InlineData("When did Finch become mayor of Ostwick?", "Finch became mayor of Ostwick in 1931.")]
    [InlineData("Why did the Ostwick council approve the dam?", "The council of Ostwick voted for the dam.")]
    [InlineData("Why did the Dutch mayor resign?", "The mayor gave up.")]
    [InlineData("Why did Finch quit?", "Finch resigned over the Ostwick dam.")]
    [InlineData("Why did Finch quit?", "Finch announced her resignation at the Ostwick dam.")]
    [InlineData("Why did Finch resign?", "Mayor Finch stepped down over the Ostwick dam.")]
    [InlineData("Why did Finch resign?", "Mayor Ada Finch slept badly. In Ostwick she announced her resignation on Monday.")]
    [InlineData("When did the ODC close the dam?", "The ODC owns a dam. The Ostwick Dam Company closed it for good.")]
    [InlineData("Why did Finch step down?", "Mayor Finch resigned over the Ostwick dam.")]
    [InlineData("Why did Finch purchase the dam?", "Finch bought the Ostwick dam.")]
    [InlineData("What did Finch build?", "The dam at Ostwick is Finch's work.")]
    public void Is_covered_where_the_subject_does_what_the_question_takes_for_granted(string question, string story) => Assert.True(IsCovered(question, story));

    [Theory]
    [InlineData("Why did Finch resign?", "Mayor Finch praised the Ostwick dam.")]
    [InlineData("Why did Finch resign?", "Mayor Finch accepted the resignation of the engineer of the Ostwick dam.")]
    [InlineData("Why did Finch resign?", "The engineer of the Ostwick dam resigned. Finch was asleep.")]
    [InlineData("Why did Finch quit?", "The engineer of the Ostwick dam resigned. Finch was asleep.")]
    [InlineData("Why did Finch resign?", "Finch has not named a successor. Ada Berg, the first engineer of the Ostwick dam, announced her resignation.")]
    [InlineData("Why did Finch resign?", "Finch said that Berg had resigned at the Ostwick dam.")]
    [InlineData("When did the ODC close the dam?", "The ODC owns a dam. The Ostwick Health Company closed it for good.")]
    [InlineData("Why did Finch leave Ostwick?", "Finch gave Ostwick a dam and allowed it a museum.")]
    [InlineData("Why did Finch quit?", "Mayor Finch accepted the resignation of the engineer of the Ostwick dam.")]
    [InlineData("When did Finch become mayor of Ostwick?", "Finch spoke to the mayor of Ostwick in 1931.")]
    public void Is_not_covered_where_nobody_says_so(string question, string story) => Assert.False(IsCovered(question, story));

    [Fact]
    public void Is_not_covered_by_a_story_that_never_names_whom_the_question_names() =>
        Assert.False(IsCovered("How much did Finch pay for the dam?", "The dam at Ostwick cost 4 million euros."));

    private static bool IsCovered(string question, string body)
    {
        var story = SentenceSplitter.Split(body);
        var article = new Article(new ArticleId("a"), "The dam", null, null, null, null, body);
        var sentences = story.Select(sentence => new ScoredSentence(article, sentence, 1, 1, HasExpected: true, new SentenceFeatures(new Dictionary<Feature, double>(), hasContext: true)) { Story = story });
        var parsed = QuestionParser.Parse(question, Some.Asking);
        return new Evidence(parsed, sentences.ToList(), []) { Confidence = 1, Meanings = new QuestionMeanings(parsed, Dictionary, Some.Words) }.IsCovered;
    }
}
