using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Tests.Questions;

public sealed class SpeechTests
{
    [Theory]
    [InlineData("What did Lavrov say about Assad?", "Lavrov", "Assad")]
    [InlineData("what did lavrov say about assad", "lavrov", "assad")]
    [InlineData("What did U.S. Secretary of State John Kerry tell reporters in Rome about the opposition?", "U.S. Secretary of State John Kerry", "the opposition")]
    [InlineData("What has Sarris said?", "Sarris", null)]
    [InlineData("What did the Russian foreign minister promise?", "the Russian foreign minister", null)]
    [InlineData("What does Merkel think of the levy?", "Merkel", "the levy")]
    [InlineData("What did Kerry say before the Geneva talks?", "Kerry", "the Geneva talks")]
    [InlineData("What did Kerry say about Assad before the Geneva talks?", "Kerry", "Assad before the Geneva talks")]
    [InlineData("What is Brahimi warning about?", "Brahimi", null)]
    [InlineData("What did Italy deny?", "Italy", null)]
    [InlineData("What did Kerry reportedly demand of Assad?", "Kerry", "Assad")]
    [InlineData("How did Moscow react to the vote?", "Moscow", "the vote")]
    [InlineData("How has Berlin responded to Sarris?", "Berlin", "Sarris")]
    [InlineData("Lavrov's comments on Assad", "Lavrov", "Assad")]
    [InlineData("What is Merkel's position on the levy?", "Merkel", "the levy")]
    [InlineData("What was Kerry's response to Lavrov?", "Kerry", "Lavrov")]
    [InlineData("What was the reaction of the banks to the levy?", "the banks", "the levy")]
    [InlineData("According to Kerry, what must happen?", "Kerry", null)]
    [InlineData("What must happen, according to the police?", "the police", null)]
    [InlineData("What was said by Kerry about Assad?", "Kerry", "Assad")]
    [InlineData("Can you tell me what Kerry said about Assad?", "Kerry", "Assad")]
    [InlineData("And what did Kerry say?", "Kerry", null)]
    [InlineData("In Rome, what did Kerry say about Assad?", "Kerry", "Assad")]
    [InlineData("Sarris flew home. What did Lavrov say about it?", "Lavrov", null)]
    [InlineData("What did he say about Assad?", null, "Assad")]
    public void Hears_what_was_said(string question, string? speaker, string? topic)
    {
        var parsed = QuestionParser.Parse(question, Some.Asking);
        Assert.Equal((QuestionKind.WhatWasSaid, speaker, topic), (parsed.Kind, parsed.Speaker, parsed.Topic));
    }

    [Theory]
    [InlineData("What has Lavrov said over time about Assad?", "Lavrov", "Assad")]
    [InlineData("What has Lavrov said about Assad over the years?", "Lavrov", "Assad")]
    [InlineData("How has Lavrov's position on Assad changed?", "Lavrov", "Assad")]
    [InlineData("how did Kerry's view of Assad evolve over time", "Kerry", "Assad")]
    [InlineData("Timeline of Lavrov's statements about Assad", "Lavrov", "Assad")]
    [InlineData("Show me a timeline of Sarris's remarks", "Sarris", null)]
    [InlineData("List everything Lavrov said about Assad in chronological order", "Lavrov", "Assad")]
    public void Hears_that_words_are_wanted_in_the_order_of_time(string question, string speaker, string? topic)
    {
        var parsed = QuestionParser.Parse(question, Some.Asking);
        Assert.Equal((true, QuestionKind.WhatWasSaid, speaker, topic), (parsed.WantsTimeline, parsed.Kind, parsed.Speaker, parsed.Topic));
    }

    [Theory]
    [InlineData("What did Lavrov say about Assad?")]
    [InlineData("How has the price of bread changed over time?")]
    [InlineData("Who changed the history of Rome?")]
    public void Other_questions_want_no_timeline(string question) => Assert.False(QuestionParser.Parse(question, Some.Asking).WantsTimeline);

    [Theory]
    [InlineData("Who agrees with Lavrov about Assad?", "Lavrov", "Assad")]
    [InlineData("Who disagreed with Kerry on the strikes?", "Kerry", "the strikes")]
    [InlineData("Who else agrees with the Russian foreign minister?", "the Russian foreign minister", null)]
    [InlineData("Who does not agree with Kerry that Assad must go?", "Kerry", "Assad must go")]
    [InlineData("Which countries side with Moscow?", "Moscow", null)]
    [InlineData("Who contradicts Kerry's claims about Ghouta?", "Kerry", "Ghouta")]
    public void Hears_who_agrees(string question, string speaker, string? topic)
    {
        var parsed = QuestionParser.Parse(question, Some.Asking);
        Assert.Equal((QuestionKind.WhoAgrees, speaker, topic), (parsed.Kind, parsed.Speaker, parsed.Topic));
    }

    [Theory]
    [InlineData("Who spoke about Assad?", null, "Assad")]
    [InlineData("Who else has commented on the vote?", null, "the vote")]
    [InlineData("Who besides Lavrov said something about Assad?", "Lavrov", "Assad")]
    public void Hears_who_speaks_on_a_matter(string question, string? besides, string topic)
    {
        var parsed = QuestionParser.Parse(question, Some.Asking);
        Assert.Equal((QuestionKind.WhoSpoke, besides, topic), (parsed.Kind, parsed.Speaker, parsed.Topic));
    }

    [Theory]
    [InlineData("Who called for a no-fly zone?", "a no-fly zone")]
    [InlineData("Who said that the talks had failed?", "the talks had failed")]
    [InlineData("who warned of a flood", "a flood")]
    [InlineData("Who has accused Assad of using gas?", "Assad of using gas")]
    [InlineData("Who is calling for sanctions?", "sanctions")]
    [InlineData("Who was it that denied the report?", "the report")]
    [InlineData("Which minister told reporters about the loan?", "the loan")]
    public void Hears_who_said_it(string question, string topic)
    {
        var parsed = QuestionParser.Parse(question, Some.Asking);
        Assert.Equal((QuestionKind.WhoSaid, null, topic), (parsed.Kind, parsed.Speaker, parsed.Topic));
    }

    [Theory]
    [InlineData("When did Kerry warn Assad?", QuestionKind.When, "Kerry")]
    [InlineData("Did Lavrov say that Assad must go?", QuestionKind.YesNo, "Lavrov")]
    [InlineData("Why does Merkel reject the plan?", QuestionKind.Why, "Merkel")]
    [InlineData("How many people died, according to the police?", QuestionKind.HowMany, "the police")]
    [InlineData("Which countries did Kerry accuse?", QuestionKind.List, "Kerry")]
    public void Knows_the_speaker_in_other_questions(string question, QuestionKind kind, string speaker)
    {
        var parsed = QuestionParser.Parse(question, Some.Asking);
        Assert.Equal((kind, speaker), (parsed.Kind, parsed.Speaker));
    }

    [Theory]
    [InlineData("What happened when Kerry said no?")]
    [InlineData("What do you think of it?")]
    [InlineData("What do the stories say about Cyprus?")]
    [InlineData("What is a group of lions called?")]
    [InlineData("Who was accused of the attack?")]
    [InlineData("What was announced in Rome?")]
    [InlineData("Which star announced his retirement?")]
    [InlineData("How many died, according to a new study?")]
    [InlineData("Why has the theatre issued a trigger warning?")]
    [InlineData("How do you get the sign, say for the rupee?")]
    public void Hears_nobody_where_nobody_speaks(string question)
    {
        var parsed = QuestionParser.Parse(question, Some.Asking);
        Assert.Null(parsed.Speaker);
        Assert.NotEqual(QuestionKind.WhatWasSaid, parsed.Kind);
        Assert.NotEqual(QuestionKind.WhoSaid, parsed.Kind);
    }
}
