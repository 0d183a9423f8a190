using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Tests.Embeddings;

namespace NewsBot.Retrieval.Tests.Search;

public sealed class WordRarityTests(EncoderFixture fixture)
{
    private readonly WordRarity rarity = new(fixture.Pieces);

    [Fact]
    public void Common_words_are_more_probable_than_rare_ones() =>
        Assert.True(rarity.Probability("people") > rarity.Probability("parliament") && rarity.Probability("parliament") > rarity.Probability("churyumov"));

    [Theory]
    [InlineData("")]
    [InlineData("東")]
    [InlineData("\ud83d")]
    public void Any_text_has_a_probability(string text) => Assert.InRange(rarity.Probability(text), double.Epsilon, 1);
}
