using System.Diagnostics;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Retrieval.Tests.Statements;

public sealed class LedgerTests
{
    [Theory]
    [InlineData("Foreign Minister Sergei Lavrov arrived on Monday. Lavrov said that the talks would go on.", "Sergei Lavrov")]
    [InlineData("Foreign Minister Sergei Lavrov arrived on Monday. He said that the talks would go on.", "Sergei Lavrov")]
    [InlineData("Foreign Minister Sergei Lavrov arrived on Monday. The minister said that the talks would go on.", "Sergei Lavrov")]
    [InlineData("Secretary Hillary Clinton met President Vladimir Putin. She said that the talks would go on.", "Hillary Clinton")]
    [InlineData("Secretary Hillary Clinton met President Vladimir Putin. He said that the talks would go on.", "Vladimir Putin")]
    [InlineData("Mr. Omirou left early. Lavrov's spokesman said that the talks would go on.", "Lavrov's spokesman")]
    [InlineData("The State Department said that the talks would go on.", "State Department")]
    [InlineData("Moscow said that the talks would go on.", "Moscow")]
    [InlineData("A spokesman for Foreign Minister Sergei Lavrov said that the talks would go on.", "spokesman for Foreign Minister Sergei Lavrov")]
    [InlineData("Russian Foreign Minister Sergei Lavrov met Finance Minister Michael Sarris. The Russian foreign minister said that the talks would go on.", "Sergei Lavrov")]
    [InlineData("Russian Foreign Minister Sergei Lavrov met U.S. envoy John Kerry. Kerry smiled. The Russian said that the talks would go on.", "Sergei Lavrov")]
    [InlineData("Foreign Minister Sergei Lavrov met Secretary John Kerry. The former said that the talks would go on.", "Sergei Lavrov")]
    [InlineData("Foreign Minister Sergei Lavrov met Secretary John Kerry. The latter said that the talks would go on.", "John Kerry")]
    [InlineData("Foreign Minister Sergei Lavrov met Secretary John Kerry and Mr. Ban. The former said that the talks would go on.", null)]
    [InlineData("Syria's ambassador, Bashar Ja'afari, said that the talks would go on.", "Bashar Ja'afari")]
    [InlineData("The French ambassador to the U.N., Gérard Araud, said that the talks would go on.", "Gérard Araud")]
    [InlineData("Project scientist Matt Taylor and his colleagues said that the talks would go on.", "Matt Taylor")]
    [InlineData("“The talks go on,” news agencies quoted Finance Minister Anton Siluanov as saying.", "Anton Siluanov")]
    [InlineData("Finance Minister Anton Siluanov was quoted as saying that the talks would go on.", "Anton Siluanov")]
    [InlineData("Two days after he left, Secretary of State John Kerry stayed away. He said that the talks would go on.", "John Kerry")]
    [InlineData("When he called for talks in Moscow, Secretary of State John Kerry smiled.", "John Kerry")]
    [InlineData("The two men said that the talks would go on.", null)]
    [InlineData("They said that the talks would go on.", null)]
    [InlineData("No official said that the talks would go on.", null)]
    [InlineData("Nobody said that the talks would go on.", null)]
    [InlineData("We said that the talks would go on.", null)]
    public void A_speaker_has_the_name_that_the_story_gives(string text, string? name) => Assert.Equal(name, Assert.Single(Of(text)).Speaker);

    [Theory]
    [InlineData("Foreign Minister Sergei Lavrov and Secretary of State John Kerry said that the talks would go on.", "Sergei Lavrov", "John Kerry")]
    [InlineData("President Obama arrived. Mr. Cameron, Mrs. Merkel and President Obama said that the talks would go on.", "Cameron", "Merkel", "Obama")]
    [InlineData("Secretary-General Ban Ki-moon met Lakhdar Brahimi, the envoy. Ban and Brahimi had both warned that the talks would fail.", "Ban Ki-moon", "Lakhdar Brahimi")]
    [InlineData("Foreign Minister Sergei Lavrov arrived. He and Secretary John Kerry announced a conference.", "Sergei Lavrov", "John Kerry")]
    [InlineData("Foreign Minister Sergei Lavrov met Secretary John Kerry. The two ministers want a conference.", "Sergei Lavrov", "John Kerry")]
    [InlineData("Foreign Minister Sergei Lavrov and Secretary John Kerry met on Monday. They said that the talks would go on.", "Sergei Lavrov", "John Kerry")]
    [InlineData("Foreign Minister Sergei Lavrov met Secretary John Kerry. In May, Lavrov and Kerry had hoped to hold a conference.", "Sergei Lavrov", "John Kerry")]
    [InlineData("Foreign Minister Sergei Lavrov met President Bashar Assad. Lavrov and Assad blame the rebels.", "Sergei Lavrov", "Bashar Assad")]
    public void What_several_say_together_is_said_by_each_of_them(string text, params string[] names) => Assert.Equal(names, Of(text).Select(statement => statement.Speaker));

    [Theory]
    [InlineData("President Bill Clinton came with Secretary Hillary Clinton. Hillary Clinton said that the talks would go on.", "Hillary Clinton")]
    [InlineData("President Bill Clinton came with Secretary Hillary Clinton. Bill Clinton said that the talks would go on.", "Bill Clinton")]
    [InlineData("President Bill Clinton came with Secretary Hillary Clinton. Mrs. Clinton said that the talks would go on.", "Hillary Clinton")]
    [InlineData("President Bill Clinton came with Secretary Hillary Clinton. She said that the talks would go on.", "Hillary Clinton")]
    [InlineData("President Bill Clinton came with Secretary Hillary Clinton. Clinton said that the talks would go on.", null)]
    public void Two_people_of_one_surname_stay_apart(string text, string? name) => Assert.Equal(name, Assert.Single(Of(text)).Speaker);

    [Fact]
    public void Words_known_only_by_anothers_tell_whose_those_are()
    {
        var statements = Of("Secretary John Kerry said that Foreign Minister Sergei Lavrov told him that the talks would go on.");

        Assert.Equal(["John Kerry", "Sergei Lavrov"], statements.Select(statement => statement.Speaker));
        Assert.Equal([null, 0], statements.Select(statement => statement.Within));
    }

    [Theory]
    [InlineData("“The talks go on,” Lavrov said.", StatementType.Direct)]
    [InlineData("Lavrov said the talks were “the only way out of it” for all of them.", StatementType.Mixed)]
    [InlineData("Lavrov said that the talks would go on.", StatementType.Indirect)]
    public void The_share_of_quoted_words_tells_its_type(string text, StatementType type) => Assert.Equal(type, Assert.Single(Of(text)).Type);

    [Fact]
    public void A_statement_tells_in_which_sentences_it_stands()
    {
        var statement = Assert.Single(Of("It rained. “The bridge holds,” said Finch. “It will go on to hold.” The river rose."));

        Assert.Equal((1, 2), (statement.FirstSentence, statement.LastSentence));
    }

    [Theory]
    [InlineData("Lavrov", "Sergei Lavrov", true)]
    [InlineData("Sergey Lavrov", "Sergei Lavrov", true)]
    [InlineData("Ban", "Ban Ki-moon", true)]
    [InlineData("Mr. Lavrov", "Sergei Lavrov", true)]
    [InlineData("Mr Sergey Lavrov", "Sergei Lavrov", true)]
    [InlineData("President Obama", "Barack Obama", true)]
    [InlineData("Russian Foreign Minister Sergei Lavrov", "Lavrov", true)]
    [InlineData("Secretary of State John Kerry", "John Kerry", true)]
    [InlineData("spokesman for Minister Sarris", "Sarris", false)]
    [InlineData("Lavrov's spokesman", "Lavrov", false)]
    [InlineData("spokesman for Foreign Minister Sergei Lavrov", "Sergei Lavrov", false)]
    [InlineData("State Department", "Defense Department", false)]
    [InlineData("General Idris", "Gen. Selim Idris", true)]
    [InlineData("General Assembly", "National Assembly", false)]
    [InlineData("Bill Clinton", "Hillary Clinton", false)]
    [InlineData("Foreign Ministry", "Defence Ministry", false)]
    [InlineData("Kerry", "Lavrov", false)]
    [InlineData("", "Lavrov", false)]
    public void Names_are_compared_however_fully_they_are_given(string name, string other, bool areSame) =>
        Assert.Equal(areSame, SpeakerName.AreSame(name, other));

    [Theory]
    [InlineData("the Russian foreign minister", true)]
    [InlineData("the foreign minister", true)]
    [InlineData("the Chinese foreign minister", false)]
    [InlineData("the prime minister", false)]
    public void A_person_is_known_by_the_office_that_the_story_gives(string office, bool isMeant) =>
        Assert.Equal(isMeant, Office.Of("Sergei Lavrov", "On Monday Russian Foreign Minister Sergei Lavrov met John Kerry.").IsMeantBy(office));

    [Fact]
    public void What_a_person_says_is_no_office() =>
        Assert.False(Office.Of("Bashar Ja'afari", "Syria's ambassador, Bashar Ja'afari, said his government was ready.").IsMeantBy("the government"));

    [Fact]
    public void A_long_row_of_words_for_a_speaker_takes_no_time()
    {
        var started = Stopwatch.GetTimestamp();
        Of("Finch's " + string.Join(' ', Enumerable.Repeat("bridge", 28)) + "! said that it would rain.");
        Of("Finch's " + string.Join(' ', Enumerable.Repeat("bridge", 28)) + " 7 said that it would rain.");

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5));
    }

    private static IReadOnlyList<Statement> Of(string text) => Ledger.Of(text, SentenceSplitter.Split(text));
}
