using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Tests.Questions;

public sealed class SoughtWordsTests
{
    [Theory]
    [InlineData("“The old dam will hold”", "The old dam will hold")]
    [InlineData("\"The old dam will hold\"", "The old dam will hold")]
    [InlineData("Who said “the old dam will hold”?", "the old dam will hold")]
    [InlineData("who said 'the old dam will hold' and when", "the old dam will hold")]
    [InlineData("Did Finch really say “the old dam will hold”?", "the old dam will hold")]
    [InlineData("When did Finch say “the old dam will hold”?", "the old dam will hold")]
    [InlineData("Which story quotes “the old dam will hold”?", "the old dam will hold")]
    [InlineData("Is this quotation exact: “the old dam will hold”", "the old dam will hold")]
    [InlineData("“The old dam,” she said, “will hold in May 2013.”", "The old dam will hold in May 2013")]
    public void Hears_that_a_quotations_source_is_asked_for(string question, string words)
    {
        var sought = QuestionParser.Parse(question, Some.Asking).Sought;

        Assert.Equal((words, true), (sought?.Text, sought?.IsMarked));
    }

    [Theory]
    [InlineData("The old dam will hold for a hundred years.")]
    [InlineData("it is premature to say anything about the content of the case")]
    public void A_pasted_sentence_may_be_one_without_its_marks(string text) =>
        Assert.False(QuestionParser.Parse(text, Some.Asking).Sought?.IsMarked);

    [Theory]
    [InlineData("What did Kerry mean by “the old dam will hold”?")]
    [InlineData("Why did Kerry say “the old dam will hold”?")]
    [InlineData("How did Assad answer the “old dam will hold” speech?")]
    [InlineData("What happened to the dam in May?")]
    [InlineData("Lavrov Assad Geneva")]
    [InlineData("Tell me about the dam, the flood and the bridge of Saltmarsh")]
    public void Other_questions_are_not_about_a_quotations_source(string question) => Assert.Null(QuestionParser.Parse(question, Some.Asking).Sought);

    [Fact]
    public void Dates_in_a_quotation_are_no_window() =>
        Assert.Null(QuestionParser.Parse("Who said “the old dam broke last week in May 2013”?", Some.Asking).Window);
}
