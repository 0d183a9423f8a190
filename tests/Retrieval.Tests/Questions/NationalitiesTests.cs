using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Tests.Questions;

public sealed class NationalitiesTests
{
    [Theory]
    [InlineData("Cypriot")]
    [InlineData("Syrians")]
    [InlineData("Chinese")]
    [InlineData("British")]
    [InlineData("American")]
    [InlineData("Dutch")]
    [InlineData("Israelis")]
    [InlineData("Turk")]
    public void Is_what_somebody_of_a_country_is_called(string word) => Assert.True(Nationalities.Is(word));

    [Theory]
    [InlineData("Cyprus")]
    [InlineData("Syria")]
    [InlineData("Lavrov")]
    [InlineData("Syrian Army")]
    [InlineData("Turkey")]
    [InlineData("cypriot")]
    [InlineData("Ian")]
    [InlineData("")]
    public void Is_neither_a_country_nor_a_name_nor_part_of_one(string words) => Assert.False(Nationalities.Is(words));
}
