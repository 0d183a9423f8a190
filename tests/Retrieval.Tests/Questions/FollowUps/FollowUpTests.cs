using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Questions.FollowUps;

namespace NewsBot.Retrieval.Tests.Questions.FollowUps;

public sealed class FollowUpTests
{
    private const string Words = "What did Lavrov say about Assad?";

    private static readonly WordNet Dictionary = new(WordNet.DefaultFolder);

    [Theory]
    [InlineData("And Kerry?", "What did Kerry say about Assad?")]
    [InlineData("what about Kerry?", "What did Kerry say about Assad?")]
    [InlineData("Kerry?", "What did Kerry say about Assad?")]
    [InlineData("And about Brahimi?", "What did Lavrov say about Brahimi?")]
    [InlineData("And in 2013?", "What did Lavrov say about Assad in 2013?")]
    [InlineData("When was that?", "When did Lavrov say that about Assad?")]
    [InlineData("Why?", "Why did Lavrov say that about Assad?")]
    [InlineData("Who else?", "Who besides Lavrov spoke about Assad?")]
    [InlineData("What else?", "What else did Lavrov say about Assad?")]
    public void A_part_changes_the_last_question(string typed, string standalone) => Assert.Equal(standalone, Resolve(typed, Words));

    [Theory]
    [InlineData("Who is Sergei Lavrov?", "Where was he born?", "Where was Sergei Lavrov born?")]
    [InlineData("Who is Sergei Lavrov?", "What is his view of Assad?", "What is Sergei Lavrov’s view of Assad?")]
    [InlineData(Words, "Did he meet Kerry?", "Did Lavrov meet Kerry?")]
    [InlineData("Who resigned in Cyprus?", "Why did he resign?", "Why did he resign?")]
    [InlineData("What is Rosetta?", "When was it launched?", "When was Rosetta launched?")]
    [InlineData("What is Rosetta?", "What are its instruments?", "What are the instruments of Rosetta?")]
    [InlineData("What is Rosetta?", "What was ESA's plan for it?", "What was ESA's plan for Rosetta?")]
    [InlineData("Which banks failed in Cyprus?", "Who protested there?", "Who protested in Cyprus?")]
    [InlineData("How are biodegradable plastics made?", "Are they dear?", "Are biodegradable plastics dear?")]
    public void A_word_that_stands_for_something_said_before_is_replaced(string before, string typed, string standalone) => Assert.Equal(standalone, Resolve(typed, before));

    [Theory]
    [InlineData("When did Philae land?")]
    [InlineData("Did Kerry say that he would come?")]
    [InlineData("Is it true that Sarris resigned?")]
    [InlineData("Is there a deal on Cyprus?")]
    public void A_question_of_its_own_stays_as_typed(string typed) => Assert.Equal(new Standalone(typed, Certainty.AsTyped), FollowUp.Resolve(typed, [new Turn(Words, [])], Dictionary));

    [Theory]
    [InlineData("How did snowboarding begin?", "Who were the winners?", "Who were the snowboarding winners?")]
    [InlineData("What did Sarris say about the bailout?", "How large is the levy?", "How large is the bailout levy?")]
    public void A_question_that_names_nothing_may_go_on_with_the_matter(string before, string typed, string standalone) =>
        Assert.Equal(new Standalone(standalone, Certainty.Guessed), FollowUp.Resolve(typed, [new Turn(before, [])], Dictionary));

    [Fact]
    public void A_pronoun_may_mean_somebody_of_the_last_answer() =>
        Assert.Equal("Why did Michael Sarris resign?", FollowUp.Resolve("Why did he resign?", [new Turn("Who resigned?", ["Michael Sarris"])], Dictionary).Text);

    [Fact]
    public void Without_a_conversation_nothing_is_changed() => Assert.Equal(new Standalone("And he?", Certainty.AsTyped), FollowUp.Resolve("And he?", [], Dictionary));

    [Fact]
    public void Hostile_repetition_takes_little_time()
    {
        var typed = string.Concat(Enumerable.Repeat("and what about it, ", 400));

        Assert.NotNull(FollowUp.Resolve(typed, [new Turn(typed, [])], Dictionary));
    }

    private static string Resolve(string typed, params string[] earlier) => FollowUp.Resolve(typed, earlier.Select(question => new Turn(question, [])).ToList(), Dictionary).Text;
}
