using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Tests.Questions;

public sealed class OutletTests
{
    private static readonly AskingContext Asking = Some.Asking with { Outlets = ["The Daily Harbour", "Alpine Courier", "Meridian Press", "Mirror"] };

    [Theory]
    [InlineData("According to The Daily Harbour, who resigned?", "The Daily Harbour", "who resigned?")]
    [InlineData("according to daily harbour who resigned", "The Daily Harbour", "who resigned")]
    [InlineData("Who resigned, according to the Alpine Courier?", "Alpine Courier", "Who resigned?")]
    [InlineData("What was said about the levy in the Alpine Courier?", "Alpine Courier", "What was said about the levy?")]
    [InlineData("What did the Meridian Press report about the levy?", "Meridian Press", "What about the levy?")]
    [InlineData("Did the Meridian Press report that Sarris resigned?", "Meridian Press", "Sarris resigned?")]
    [InlineData("Meridian Press's coverage of the levy", "Meridian Press", "the levy")]
    [InlineData("How many died, as reported by the Meridian Press?", "Meridian Press", "How many died?")]
    [InlineData("How many died, as the Meridian Press reported it?", "Meridian Press", "How many died?")]
    [InlineData("As the Meridian Press has reported, who resigned?", "Meridian Press", "who resigned?")]
    [InlineData("Meridian Press on Sarris and the levy", "Meridian Press", "Sarris and the levy")]
    [InlineData("The Daily Harbour: who resigned?", "The Daily Harbour", "who resigned?")]
    [InlineData("Who resigned, according to The Mirror?", "Mirror", "Who resigned?")]
    public void Knows_the_outlets_of_the_stories(string question, string outlet, string content)
    {
        var parsed = QuestionParser.Parse(question, Asking);
        Assert.Equal(new Outlet(outlet, IsKnown: true), parsed.Outlet);
        Assert.Equal(content, parsed.Content);
        Assert.Null(parsed.Speaker);
        Assert.DoesNotContain(parsed.Names, name => outlet.Contains(name.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("According to the Nicosia Times, who resigned?", "Nicosia Times", "who resigned?")]
    [InlineData("Who resigned, according to Reuters?", "Reuters", "Who resigned?")]
    [InlineData("What did the Evening Post report about the levy?", "Evening Post", "What about the levy?")]
    [InlineData("Which article in the Lakeside Herald names Sarris?", "Lakeside Herald", "Which article names Sarris?")]
    [InlineData("In The Guardian, what was written about the levy?", "Guardian", "what was written about the levy?")]
    [InlineData("Who resigned, as reported by the BBC?", "BBC", "Who resigned?")]
    [InlineData("Tokyo Herald on Sarris", "Tokyo Herald", "Sarris")]
    [InlineData("The Tokyo Herald about the levy", "Tokyo Herald", "the levy")]
    [InlineData("Tokyo Herald: who resigned?", "Tokyo Herald", "who resigned?")]
    public void Notices_an_outlet_that_there_are_no_stories_of(string question, string outlet, string content)
    {
        var parsed = QuestionParser.Parse(question, Asking);
        Assert.Equal(new Outlet(outlet, IsKnown: false), parsed.Outlet);
        Assert.Equal(content, parsed.Content);
    }

    [Theory]
    [InlineData("Who resigned, according to the police?")]
    [InlineData("According to Kerry, who resigned?")]
    [InlineData("According to the European Space Agency, where is the probe?")]
    [InlineData("Who owns the Daily Harbour?")]
    [InlineData("Who bought a stake in the Nicosia Times?")]
    [InlineData("What did she see in the mirror?")]
    [InlineData("Who landed on the Sun?")]
    [InlineData("What did the BBC deny?")]
    [InlineData("Who drove to Daily Harbourville?")]
    [InlineData("Patriot Star on fire")]
    [InlineData("Any News on Sarris?")]
    [InlineData("Latest News about the levy")]
    [InlineData("Peer Review: who reads it?")]
    public void Leaves_what_is_no_source(string question)
    {
        var parsed = QuestionParser.Parse(question, Asking);
        Assert.Null(parsed.Outlet);
        Assert.Equal(question, parsed.Content);
    }

    [Fact]
    public void Narrows_by_outlet_and_window_at_once()
    {
        var parsed = QuestionParser.Parse("According to the Alpine Courier, what did Kerry say in May 2013 about Assad?", Asking);
        Assert.Equal("what did Kerry say about Assad?", parsed.Content);
        Assert.Equal((QuestionKind.WhatWasSaid, "Kerry", "Assad"), (parsed.Kind, parsed.Speaker, parsed.Topic));
        Assert.Equal("in May 2013", parsed.Window?.Text);
        Assert.Equal("Alpine Courier", parsed.Outlet?.Name);
    }
}
