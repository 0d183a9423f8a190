using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Tests.Questions;

public sealed class NameTests
{
    [Theory]
    [InlineData("What did Ban Ki-moon say?", "Ban Ki-moon")]
    [InlineData("Did Sergei Lavrov meet the European Central Bank?", "Sergei Lavrov|European Central Bank")]
    [InlineData("What did the U.S. tell the Bank of Cyprus?", "U.S.|Bank of Cyprus")]
    [InlineData("Did Charles de Gaulle know Ursula von der Leyen?", "Charles de Gaulle|Ursula von der Leyen")]
    [InlineData("What did Bashar al-Assad do to John F. Kennedy?", "Bashar al-Assad|John F. Kennedy")]
    [InlineData("What became of COVID-19 and resolution 2118?", "COVID-19|2118")]
    [InlineData("Did Apollo 11 and flight 370 come back?", "Apollo 11|370")]
    [InlineData("What did Theresa May say in May?", "Theresa May")]
    [InlineData("Which play of August Wilson won?", "August Wilson")]
    [InlineData("What does Resolution 2118 demand?", "Resolution 2118")]
    [InlineData("Who won the 2025 Emmy Awards?", "Emmy Awards")]
    [InlineData("Does eBay own the iPhone?", "eBay|iPhone")]
    public void Joins_the_words_of_a_name(string question, string names) => AssertNames(names, question);

    [Theory]
    [InlineData("Lavrov on Assad?", "Lavrov|Assad")]
    [InlineData("Lavrov's comments on Assad’s fate", "Lavrov|Assad")]
    [InlineData("NATO and the war", "NATO")]
    [InlineData("Talks of Lavrov in Geneva, when?", "Lavrov|Geneva")]
    [InlineData("The vote in Nicosia", "Nicosia")]
    [InlineData("According to Kerry, who left?", "Kerry")]
    [InlineData("Protests in Turkey", "Turkey")]
    [InlineData("Kerry met him. Which bank paid?", "Kerry")]
    public void Tells_a_first_word_that_is_a_name_from_one_that_is_not(string question, string names) => AssertNames(names, question);

    [Theory]
    [InlineData("What did Russian Foreign Minister Sergei Lavrov say?", "Russian|Sergei Lavrov")]
    [InlineData("What did U.S. Secretary of State John Kerry say?", "U.S.|John Kerry")]
    [InlineData("Did President Obama call Mr. Putin?", "Obama|Putin")]
    [InlineData("Who leads the Federal Trade Commission?", "Federal Trade Commission")]
    [InlineData("Who leads General Motors?", "General Motors")]
    public void Leaves_titles_off(string question, string names) => AssertNames(names, question);

    [Theory]
    [InlineData("who is lavrov", "")]
    [InlineData("WHO IS LAVROV?", "")]
    [InlineData("WHAT IS COVID-19?", "COVID-19")]
    [InlineData("What did he say on a Tuesday?", "")]
    [InlineData("Who Is Lavrov?", "Lavrov")]
    [InlineData("I know. What Is The Plan?", "Plan")]
    [InlineData("", "")]
    public void Takes_nothing_for_a_name_that_is_written_like_all_else(string question, string names) => AssertNames(names, question);

    [Theory]
    [InlineData("Up to what amount are deposits in Cyprus insured?", "Cyprus")]
    [InlineData("How many had died when Kerry spoke in June 2012?", "Kerry")]
    [InlineData("Does the resolution tell who was behind the August attack?", "")]
    [InlineData("What is due in March?", "")]
    [InlineData("In May Kerry met whom?", "Kerry")]
    [InlineData("What did Kerry do on Aug. 21, 2013?", "Kerry")]
    [InlineData("May the Syrians choose?", "Syrians")]
    [InlineData("cyprus levy rate above 100000 euros", "")]
    [InlineData("Did Russia lend Cyprus 10 billion euros at 4.5 percent?", "Russia|Cyprus")]
    [InlineData("Were the MPs and NGOs certain?", "")]
    [InlineData("Excuse me, I would like to know who resigned in Cyprus.", "Cyprus")]
    [InlineData("Good morning, what did Kerry say?", "Kerry")]
    public void Dates_numbers_and_ordinary_first_words_are_no_names(string question, string names) => AssertNames(names, question);

    private static void AssertNames(string names, string question) =>
        Assert.Equal(names, string.Join('|', QuestionParser.Parse(question, Some.Asking).Names.Select(name => name.Text)));
}
