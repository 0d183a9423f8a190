using System.Text.Json;
using NewsBot.Tests.Commands;

namespace NewsBot.Tests.Answers.Speech;

/// <summary>Questions about who said what, asked of the sample stories.</summary>
public sealed class AskingForWordsTests(SampleIndex samples)
{
    private const string Concerned = "\"We are not concerned by the fate of any individual. We are concerned by the fate of the Syrian people,\" Lavrov told a joint news conference late in the evening.";

    [Theory]
    [InlineData("“We are not concerned by the fate of any individual”")]
    [InlineData("Who said 'we are not concerned by the fate of any individual'?")]
    [InlineData("Did Lavrov say “We are not concerned by the fate of any individual”?")]
    [InlineData("We are not concerned by the fate of any individual. We are concerned by the fate of the Syrian people")]
    public async Task A_pasted_quotation_is_answered_with_its_speaker_its_story_and_its_day(string question)
    {
        var (text, citations) = await AskAsync(question);

        Assert.StartsWith("Sergei Lavrov said this word for word, as a story of 7 May 2013 quotes it:\nSergei Lavrov (quoted): ", text, StringComparison.Ordinal);
        Assert.Equal(Concerned, Assert.Single(citations).GetProperty("sentence").GetString());
        Assert.Equal("Sergei Lavrov", citations[0].GetProperty("speaker").GetString());
        Assert.DoesNotContain("difference", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Who called for Assad to go?", "Washington has long said that Assad must go.")]
    [InlineData("Who warned of bankruptcy?", "‘the catastrophic scenario of disorderly bankruptcy’")]
    public async Task Who_called_for_or_warned_of_something_is_only_whoever_tells_of_that(string question, string told) =>
        Assert.Contains(told, Assert.Single((await AskAsync(question)).Citations).GetProperty("sentence").GetString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("Who said that the deal was a blow?", "Gen. Selim Idris (as reported): ")]
    [InlineData("Who warned that time was running out?", "Germany (as reported): ")]
    public async Task Who_said_something_is_answered_with_the_speaker_and_the_sentence(string question, string line) =>
        Assert.Contains((await AskAsync(question)).Text.Split('\n'), shown => shown.StartsWith(line, StringComparison.Ordinal));

    [Theory]
    [InlineData("What did Germany’s finance minister say about Cyprus?", "Wolfgang Schaeuble")]
    [InlineData("What did the president of Cyprus say?", "Nicos Anastasiades")]
    [InlineData("What did Syria's foreign minister say in Montreux?", "Walid al-Moallem")]
    [InlineData("What did the Russian prime minister say about the European Union’s proposal?", "Dmitry Medvedev")]
    public async Task Somebody_is_asked_for_by_office_and_country(string question, string speaker) =>
        Assert.All((await AskAsync(question)).Citations, citation => Assert.Equal(speaker, citation.GetProperty("speaker").GetString()));

    [Fact]
    public async Task The_prime_minister_of_another_country_is_somebody_else()
    {
        var declined = (await NewsBotProgram.RunAsync("ask", "What did the British prime minister say about the European Union’s proposal?", "--data", samples.Data)).Output;

        Assert.StartsWith("I found no answer to that", declined, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reaction_to_what_the_story_is_about_need_not_repeat_it() =>
        Assert.Contains("a blow to their struggle", (await AskAsync("How did General Idris react to the chemical weapons deal?")).Text, StringComparison.Ordinal);

    [Fact]
    public async Task The_second_sentence_of_a_quotation_has_its_speaker_although_it_names_nobody()
    {
        var (text, _) = await AskAsync("What did Kerry say about the legitimacy to govern?");

        Assert.Contains("John Kerry (quoted): “There is no way, no way possible in the imagination,", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_says_in_how_many_stories_the_speaker_is_heard()
    {
        var declined = (await NewsBotProgram.RunAsync("ask", "What did Kerry say about oil prices?", "--data", samples.Data)).Output;

        Assert.Matches(@"Kerry speaks in \d of them, but I found nothing there on that\.", declined);
        Assert.DoesNotContain("Kerry is mentioned", declined, StringComparison.Ordinal);
    }

    private async Task<(string Text, List<JsonElement> Citations)> AskAsync(string question)
    {
        var answer = (await NewsBotProgram.RunAsync("ask", question, "--data", samples.Data, "--json")).Json;
        Assert.Equal("answered", answer.GetProperty("outcome").GetString());
        return (answer.GetProperty("answer").GetString()!, [.. answer.GetProperty("citations").EnumerateArray()]);
    }
}
