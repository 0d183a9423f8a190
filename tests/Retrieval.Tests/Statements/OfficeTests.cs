using NewsBot.Retrieval.Statements;

namespace NewsBot.Retrieval.Tests.Statements;

public sealed class OfficeTests
{
    private const string Story =
        "Syrian Foreign Minister Walid Haddad met Eurogroup head Jan Visser in Rome. Anna Roth, the president of Austria, spoke to Ivan Orlov, the Russian ambassador to Egypt. "
        + "Moscow did not confirm that. Prime Minister Oleg Titov said nothing. Lavrov told Cypriot finance minister Nikos Leventis to wait.";

    [Theory]
    [InlineData("Walid Haddad", "Syria's foreign minister")]
    [InlineData("Walid Haddad", "the foreign minister of Syria")]
    [InlineData("Walid Haddad", "the Syrian minister")]
    [InlineData("Jan Visser", "the head of the Eurogroup")]
    [InlineData("Anna Roth", "the Austrian president")]
    [InlineData("Anna Roth", "Austria's president")]
    [InlineData("Ivan Orlov", "Russia's ambassador to Egypt")]
    [InlineData("Nikos Leventis", "the finance minister of Cyprus")]
    public void Somebody_is_asked_for_by_the_office_and_its_country_however_that_is_told(string name, string words) =>
        Assert.True(Office.Of(name, Story).IsAskedForBy(words));

    [Theory]
    [InlineData("Walid Haddad", "Russia's foreign minister")]
    [InlineData("Walid Haddad", "the head of the Eurogroup")]
    [InlineData("Anna Roth", "the president of Australia")]
    [InlineData("Ivan Orlov", "the Russian ambassador to Syria")]
    [InlineData("Ivan Orlov", "the Egyptian ambassador")]
    [InlineData("Nikos Leventis", "the Greek finance minister")]
    [InlineData("Nikos Leventis", "the Russian finance minister")]
    public void Another_countrys_office_is_another_office(string name, string words) => Assert.False(Office.Of(name, Story).IsAskedForBy(words));

    [Theory]
    [InlineData("the Russian prime minister", true)]
    [InlineData("Russia's prime minister", true)]
    [InlineData("the British prime minister", false)]
    [InlineData("the Syrian prime minister", false)]
    public void Without_a_country_an_office_is_that_of_the_country_told_last(string words, bool isMeant) =>
        Assert.Equal(isMeant, Office.Of("Oleg Titov", Story).IsAskedForBy(words));
}
