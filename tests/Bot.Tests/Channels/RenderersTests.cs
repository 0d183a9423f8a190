using System.Text.Json;
using NewsBot.Activities;
using NewsBot.Answers;
using NewsBot.Channels;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Tests.Channels;

public sealed class RenderersTests
{
    [Fact]
    public void Teams_gets_bare_marks_and_a_claim_for_each_within_its_limits()
    {
        var message = Render("msteams", Grounded(3, title: new string('t', 100), sentence: new string('s', 500)));
        var entity = Assert.Single(message.GetProperty("entities").EnumerateArray());

        Assert.Equal("https://schema.org/Message", entity.GetProperty("type").GetString());
        Assert.Equal("", entity.GetProperty("@id").GetString());
        Assert.False(entity.TryGetProperty("additionalType", out _)); // no model wrote it
        Assert.Equal([1, 2, 3], entity.GetProperty("citation").EnumerateArray().Select(claim => claim.GetProperty("position").GetInt32()));
        Assert.All(entity.GetProperty("citation").EnumerateArray(), claim =>
        {
            Assert.InRange(claim.GetProperty("appearance").GetProperty("name").GetString()!.Length, 1, 80);
            Assert.InRange(claim.GetProperty("appearance").GetProperty("abstract").GetString()!.Length, 1, 160);
        });
        Assert.DoesNotContain("]: ", message.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("default", message.GetProperty("channelData").GetProperty("feedbackLoop").GetProperty("type").GetString());
    }

    [Fact]
    public void Teams_gets_a_plain_list_where_there_are_more_sources_than_it_takes()
    {
        var message = Render("msteams", Grounded(11));

        Assert.False(message.TryGetProperty("entities", out _));
        Assert.Contains("[11] [A dam]", message.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Web_Chat_gets_a_definition_for_each_mark_that_leads_to_the_sentence_on_this_host()
    {
        var message = Render("webchat", Grounded(1, title: "A \"dam\" [x](y)"));

        Assert.EndsWith("\n\n[1]: <http://localhost:3978/articles/id-0#s0> \"The Daily Harbour · 7 May 2013 · A \\\"dam\\\" \\[x\\](y)\"", message.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, message.GetProperty("entities")[0].GetProperty("potentialAction").GetArrayLength());
    }

    [Fact]
    public void Web_Chat_leaves_straight_quotation_marks_as_they_are() =>
        Assert.Contains("&quot;No,&quot; he said.", Render("webchat", Grounded(1, sentence: "\"No,\" he said.")).GetProperty("text").GetString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("emulator")]
    [InlineData("slack")]
    [InlineData(null)]
    public void Other_channels_get_sentences_and_a_list_of_sources(string? channel)
    {
        var message = Render(channel, Grounded(1));

        Assert.Equal("The dam held. [1]\n\n[1] [A dam](<https://example.org/0>) · The Daily Harbour · 7 May 2013 · sentence 1", message.GetProperty("text").GetString());
        Assert.False(message.TryGetProperty("entities", out _));
    }

    [Fact]
    public void The_sources_card_shows_a_storys_text_and_draws_none_of_it()
    {
        var card = SourcesCard.Of(Grounded(1, title: "[x](https://evil.example)", sentence: "**No** ![](https://evil.example/x.png)")).Content!.Value.GetRawText();

        Assert.Contains("\"TextRun\"", card, StringComparison.Ordinal);
        Assert.DoesNotContain("\"TextBlock\"", card, StringComparison.Ordinal);
        Assert.Contains("**No**", card, StringComparison.Ordinal);
    }

    private static JsonElement Render(string? channel, Answer answer)
    {
        var asked = new Activity { Type = "message", Id = "1", ChannelId = channel, ServiceUrl = new Uri("http://localhost:3978"), From = new("user"), Recipient = new("bot"), Conversation = new("c") };
        var rendered = ChannelRenderers.For(channel).Render(asked, new Reply("q", answer, Timings.Since(0)));
        return JsonSerializer.SerializeToElement(rendered, ActivityJson.Default.Activity);
    }

    private static Answer.Grounded Grounded(int count, string title = "A dam", string sentence = "The dam held.")
    {
        var citations = Enumerable.Range(0, count).Select(index => new Citation(
            index + 1,
            new Article(new ArticleId($"id-{index}"), title, "The Daily Harbour", null, new DateTimeOffset(2013, 5, 7, 0, 0, 0, TimeSpan.Zero), new Uri($"https://example.org/{index}"), sentence),
            new Sentence(0, 0, sentence.Length, sentence))).ToList();
        return new Answer.Grounded([.. citations.Select(citation => new AnswerSentence(sentence, [citation.Number]))], citations);
    }
}
