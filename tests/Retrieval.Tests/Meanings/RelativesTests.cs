using NewsBot.Retrieval.Meanings;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Tests.Meanings;

public sealed class RelativesTests
{
    private readonly WordNet dictionary = new(WordNet.DefaultFolder);

    [Theory]
    [InlineData("Why did Sarris step down?", "Michael Sarris resigned on Tuesday.", "step")]
    [InlineData("Who resigned on Tuesday?", "The minister stepped down on Tuesday.", "resign")]
    [InlineData("What did the UN count?", "The United Nations counted the dead.", "un")]
    [InlineData("What did the United Nations count?", "The U.N. counted the dead.", "nation")]
    [InlineData("What do Cypriot banks fear?", "Banks in Cyprus fear a run.", "cypriot")]
    [InlineData("What do the banks in Cyprus fear?", "Cypriot banks fear a run.", "cypru")]
    [InlineData("When did ESA get the signal?", "The European Space Agency received it at noon.", "esa")]
    [InlineData("When did the European Space Agency get the signal?", "ESA received it at noon.", "agenc")]
    [InlineData("What did the OPCW find?", "The Organisation for the Prohibition of Chemical Weapons found gas.", "opcw")]
    [InlineData("Who took part?", "They were asked to take part.", "took")]
    [InlineData("When will the weapons be destroyed?", "The destruction of the weapons begins in May.", "destroi")]
    public void A_word_of_the_same_meaning_stands_for_the_questions(string question, string sentence, string stem) =>
        Assert.True(In(question, sentence).GetValueOrDefault(stem).Same > 0);

    [Theory]
    [InlineData("What did they find about Bush?", "They found a shrub.", "bush")]
    [InlineData("What did Kerry say?", "Lavrov came with him.", "kerri")]
    [InlineData("When did ESA get the signal?", "Every spring apples bloom.", "esa")]
    [InlineData("When did ESA get the signal?", "Europe saw an eclipse.", "esa")]
    [InlineData("When did ESA get the signal?", "A mark alone \u0301 is a word without a letter.", "esa")]
    public void A_name_is_no_ordinary_word(string question, string sentence, string stem) =>
        Assert.Equal(0, In(question, sentence).GetValueOrDefault(stem).Same);

    [Fact]
    public void What_a_thing_is_a_kind_of_is_kin_but_not_the_same()
    {
        var closeness = In("Where did the ferry sink?", "The boat sank off the coast.")["ferri"];

        Assert.Equal(0, closeness.Same);
        Assert.True(closeness.Kin > 0);
    }

    private IReadOnlyDictionary<string, Closeness> In(string question, string sentence) => new Relatives(question, dictionary).In(Token.AllIn(sentence));
}
