using NewsBot.Answers;

namespace NewsBot.Tests.Answers;

public sealed class DependenceTests
{
    [Theory]
    [InlineData("He said that Assad must go.")]
    [InlineData("On Saturday he defended the about-turn.")]
    [InlineData("His title will be envoy.")]
    [InlineData("“Assad will still have to go,” she told reporters.")]
    [InlineData("“He will never pass the test.”")]
    [InlineData("The aim, he said, was a government of both.")]
    [InlineData("Syria, he said, could not refuse inspectors.")]
    [InlineData("Kerry told him that interests were shared.")]
    [InlineData("The minister added that nothing was decided.")]
    [InlineData("But the envoy resigned in May.")]
    [InlineData("Nothing was decided, the minister said.")]
    public void Leans_on_somebody_whom_it_does_not_name(string sentence) => Assert.Equal(Dependence.Person, Dependences.Of(sentence));

    [Theory]
    [InlineData("But the text says nothing about Assad.")]
    [InlineData("In return, depositors would be given shares.")]
    [InlineData("It takes effect on May 31.")]
    [InlineData("They deployed the drill.")]
    [InlineData("That decision, Kerry said, belonged to the Syrians.")]
    [InlineData("A few hours later the first part of that statement no longer held.")]
    [InlineData("Asked about that, Kerry gave his own opinion.")]
    [InlineData("The two ministers want both sides at the table.")]
    [InlineData("The ministry said that the letter had arrived.")]
    [InlineData("Assad denies it.")]
    public void Leans_on_the_sentence_before_it(string sentence) => Assert.Equal(Dependence.SentenceBefore, Dependences.Of(sentence));

    [Theory]
    [InlineData("Annan said he doubted their will.")]
    [InlineData("A spokesman said that he was ill.")]
    [InlineData("The Russian foreign minister said that nothing was decided.")]
    [InlineData("The minister of justice resigned.")]
    [InlineData("The envoy, Kofi Annan, resigned.")]
    [InlineData("“We are here,” Kerry said, “because actions have consequences,” he added.")]
    [InlineData("It was Kerry's first visit to Russia since he took office.")]
    [InlineData("It is still unclear who would speak for the opposition.")]
    [InlineData("Germany warned that time was running out.")]
    [InlineData("Both Iran and Iraq agreed.")]
    [InlineData("Officials argued that the guarantee therefore did not apply.")]
    public void Stands_alone(string sentence) => Assert.Equal(Dependence.None, Dependences.Of(sentence));
}
