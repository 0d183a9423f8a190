using NewsBot.Retrieval.Meanings;

namespace NewsBot.Retrieval.Tests.Meanings;

public sealed class WordNetTests
{
    private readonly WordNet dictionary = new(WordNet.DefaultFolder);

    [Theory]
    [InlineData("step_down", WordClass.Verb, "resign")]
    [InlineData("united_nations", WordClass.Noun, "UN")]
    [InlineData("UN", WordClass.Noun, "United_Nations")]
    [InlineData("'hood", WordClass.Noun, "'hood")] // the first of its file
    [InlineData("zymosis", WordClass.Noun, "zymosis")]
    public void Words_of_one_meaning_are_found_together(string lemma, WordClass wordClass, string other) =>
        Assert.Contains(dictionary.Senses(lemma, wordClass), sense => sense.Words.Contains(other, StringComparer.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("princeton university and licensee")]
    [InlineData("zzzzzz")]
    [InlineData("\ud83d")]
    public void What_is_not_a_word_has_no_meaning(string lemma) =>
        Assert.All(Enum.GetValues<WordClass>(), wordClass => Assert.Empty(dictionary.Senses(lemma, wordClass)));

    [Fact]
    public void A_relation_leads_to_the_meaning_and_to_the_word_that_it_holds_for()
    {
        var cypriot = Assert.Single(dictionary.Senses("cypriot", WordClass.Adjective));
        var about = cypriot.Pointers.Where(pointer => pointer.Symbol == "\\").Select(pointer => dictionary.Read(pointer.WordClass, pointer.Offset));

        Assert.All(about, country => Assert.Equal("Cyprus", Assert.Single(country.Words)));
    }

    [Fact]
    public void A_missing_folder_is_told_with_what_to_do()
    {
        var failure = Assert.Throws<InvalidDataException>(() => new WordNet(Path.Combine(Path.GetTempPath(), "no-such-dictionary")));

        Assert.Contains("dotnet build", failure.Message, StringComparison.Ordinal);
    }
}
