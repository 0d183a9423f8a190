using NewsBot.Retrieval.Meanings;

namespace NewsBot.Retrieval.Tests.Meanings;

public sealed class BaseFormsTests
{
    [Theory]
    [InlineData("took", WordClass.Verb, "take")]
    [InlineData("planning", WordClass.Verb, "plan")]
    [InlineData("agreed", WordClass.Verb, "agree")]
    [InlineData("stories", WordClass.Noun, "story")]
    [InlineData("crises", WordClass.Noun, "crisis")]
    [InlineData("larger", WordClass.Adjective, "large")]
    [InlineData("go", WordClass.Verb, "go")]
    [InlineData("s", WordClass.Noun, "s")]
    public void A_form_leads_to_its_word(string form, WordClass wordClass, string word) => Assert.Contains(word, BaseForms.Of(form, wordClass));

    [Fact]
    public void Irregular_forms_are_known_both_ways() => Assert.Equal(["took", "taken"], BaseForms.IrregularOf("take"));
}
