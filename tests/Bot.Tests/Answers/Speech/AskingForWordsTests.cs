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

    [Fact]
    public async Task An_altered_quotation_is_answered_with_the_true_words_and_the_difference()
    {
        var (text, citations) = await AskAsync("Who said “We are not concerned with the fate of any single individual”?");

        Assert.StartsWith("Not in these words. What Sergei Lavrov said, as a story of 7 May 2013 quotes it:", text, StringComparison.Ordinal);
        Assert.EndsWith("The difference: We are not concerned [not “with” but “by”] the fate of any [not said: “single”] individual", text, StringComparison.Ordinal);
        Assert.Equal(Concerned, Assert.Single(citations).GetProperty("sentence").GetString());
    }

    [Fact]
    public async Task Words_that_somebody_else_said_are_given_to_their_true_speaker() =>
        Assert.StartsWith("That was not Kerry. Hillary Clinton said this word for word, as a story of 30 June 2012 quotes it:", (await AskAsync("Did Kerry say “Assad will still have to go”?")).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Words_that_a_story_only_reports_are_not_called_a_quotation() =>
        Assert.StartsWith("These are not the own words of U.N. figures, but those in which a story of 7 May 2013 reports them:", (await AskAsync("“More than 70,000 people have been killed since March 2011”")).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Words_that_nobody_said_are_declined()
    {
        var declined = (await NewsBotProgram.RunAsync("ask", "Who said “Cyprus will build a bridge to the moon”?", "--data", samples.Data, "--json")).Json;

        Assert.Equal("notCovered", declined.GetProperty("outcome").GetString());
        Assert.StartsWith("None of my stories has these words, nor a quotation near to them.", declined.GetProperty("answer").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_said_over_time_comes_a_line_a_statement_with_its_day_oldest_first()
    {
        var (text, citations) = await AskAsync("What has Lavrov said over time about Assad?");

        var lines = text.Split('\n');
        Assert.Equal("What Lavrov said about Assad, oldest first:", lines[0]);
        Assert.All(lines.Skip(1), line => Assert.Matches(@"^\d+ \w+ 201\d, Sergei Lavrov( and Bashar Assad)? \((quoted|partly quoted|as reported)\): .* \[\d+\]$", line));
        var days = citations.Select(citation => citation.GetProperty("date").GetString()![..10]).ToList();
        Assert.Equal(days.Order(StringComparer.Ordinal), days);
        Assert.True(days.Distinct(StringComparer.Ordinal).Count() >= 4);

        // What several say together has no single speaker.
        Assert.All(citations, citation => Assert.Equal("Sergei Lavrov", citation.GetProperty("speaker").GetString() ?? "Sergei Lavrov"));
    }

    [Fact]
    public async Task Who_agrees_is_answered_with_one_statement_for_each_speaker()
    {
        var (text, citations) = await AskAsync("Who agrees with Lavrov about Assad?");

        Assert.StartsWith("Who is of one mind with Lavrov is for you to judge; this is what each of them says on Assad:\nSergei Lavrov (", text, StringComparison.Ordinal);
        var speakers = citations.Select(citation => citation.GetProperty("speaker").GetString()).Distinct(StringComparer.Ordinal).ToList();
        Assert.Contains("John Kerry", speakers);
        Assert.True(speakers.Count >= 3);
    }

    [Fact]
    public async Task Who_else_spoke_is_answered_without_the_one_who_is_left_out()
    {
        var (text, citations) = await AskAsync("Who besides Lavrov spoke about Assad?");

        Assert.StartsWith("Besides Lavrov, these speak on Assad in my stories:\n", text, StringComparison.Ordinal);
        var speakers = citations.Select(citation => citation.GetProperty("speaker").GetString()).ToList();
        Assert.Contains("John Kerry", speakers);
        Assert.DoesNotContain("Sergei Lavrov", speakers);
    }

    [Theory]
    [InlineData("Who said that the deal was a blow?", "Gen. Selim Idris (as reported): ")]
    [InlineData("Who warned that time was running out?", "Germany (as reported): ")]
    public async Task Who_said_something_is_answered_with_the_speaker_and_the_sentence(string question, string line) =>
        Assert.Contains((await AskAsync(question)).Text.Split('\n'), shown => shown.StartsWith(line, StringComparison.Ordinal));

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
