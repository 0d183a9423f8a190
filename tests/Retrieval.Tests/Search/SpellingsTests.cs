using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Tests.Search;

public sealed class SpellingsTests
{
    [Theory]
    [InlineData("UN", "U.N.")]
    [InlineData("US", "U.S.")]
    [InlineData("USA", "U.S.")]
    [InlineData("Schäuble", "Schaeuble")]
    [InlineData("Schäuble", "Schauble")]
    [InlineData("100,000", "100000")]
    [InlineData("Gérard", "Gerard")]
    public void One_word_has_one_stem_however_it_is_spelled(string one, string other) =>
        Assert.Equal(Assert.Single(Term.AllIn(one)).Stem, Assert.Single(Term.AllIn(other)).Stem);

    [Theory]
    [InlineData("tell us more", 1)] // “us” is not the country
    [InlineData("6.4 billion", 2)]
    [InlineData("J. K. Rowling", 3)]
    public void Other_words_stay_what_they_are(string text, int words) => Assert.Equal(words, Term.AllIn(text).Count);

    [Theory]
    [InlineData("UN", "u.n.")]
    [InlineData("U.N.", "un")]
    [InlineData("US", "u.s.")]
    [InlineData("Schäuble", "schauble")]
    [InlineData("100000", "100,000")]
    [InlineData("1234567", "1,234,567")]
    [InlineData("100,000", "100000")]
    public void The_index_is_asked_for_all_spellings(string typed, string spelling) =>
        Assert.Contains(spelling, Spellings.Of(Assert.Single(Term.AllIn(typed)).Word));

    [Theory]
    [InlineData("minister")]
    [InlineData("2013")]
    [InlineData("6.4")]
    public void A_usual_word_has_one_spelling(string word) => Assert.Equal([word], Spellings.Of(word));
}
