using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Tests.Search;

public sealed class RoundUpTests
{
    [Theory]
    [InlineData("5 things to know for Aug. 5: Economy, sport, weather")]
    [InlineData("Five stories you should know this morning")]
    [InlineData("Daily Briefing: a strike, a storm and a wedding")]
    [InlineData("Photos this week: May 1-May 8")]
    [InlineData("The week in pictures")]
    [InlineData("Quiz of The Week: 17 - 23 June")]
    [InlineData("World news round-up")]
    public void A_story_of_many_matters_is_known_by_its_title(string title) => Assert.True(RoundUp.IsTitle(title));

    [Theory]
    [InlineData("Lavrov and Kerry call for Syria conference")]
    [InlineData("Minister calls briefing on the flood a success")]
    [InlineData("Photos show damage to the dam")]
    [InlineData("Police round up hundreds after match")]
    [InlineData("Seven things went wrong on the night of the fire")]
    public void A_story_of_one_matter_is_not(string title) => Assert.False(RoundUp.IsTitle(title));
}
