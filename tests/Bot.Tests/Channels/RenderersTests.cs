using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Options;
using NewsBot.Activities;
using NewsBot.Answers;
using NewsBot.Channels;
using NewsBot.DirectLine;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Reading;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Tests.Channels;

public sealed class RenderersTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
    public void Teams_gets_ten_claims_and_the_sources_beyond_them_as_a_list()
    {
        var message = Render("msteams", Grounded(12));

        Assert.Equal(10, message.GetProperty("entities")[0].GetProperty("citation").GetArrayLength());
        Assert.Contains("[11] [A dam]", message.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("[12] [A dam]", message.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("[10] [A dam]", message.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Teams_is_told_when_a_model_wrote_the_answer()
    {
        var entity = Render("msteams", Grounded(1), AnswerMode.Model).GetProperty("entities")[0];

        Assert.Equal("AIGeneratedContent", entity.GetProperty("additionalType")[0].GetString());
    }

    [Theory]
    [InlineData("plain words that fill a sentence ")]
    [InlineData("“Слова” <которые> & больше места занимают ")]
    public void Teams_gets_no_message_that_is_too_endlessfor_it_and_is_told_that_there_is_more(string words)
    {
        var message = Render("msteams", Grounded(10, sentence: string.Concat(Enumerable.Repeat(words, 90))));
        var text = message.GetProperty("text").GetString()!;

        Assert.InRange(JsonSerializer.Serialize(message, Readable).Length, 5_000, 14 * 1024);
        Assert.EndsWith("please ask for a part of it.", text, StringComparison.Ordinal);
        Assert.All(
            message.GetProperty("entities")[0].GetProperty("citation").EnumerateArray(),
            claim => Assert.Contains($"[{claim.GetProperty("position").GetInt32()}]", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Teams_gets_the_beginning_of_a_sentence_that_alone_is_too_endlessfor_it()
    {
        var message = Render("msteams", Grounded(1, sentence: string.Concat(Enumerable.Repeat("no *stop* ", 4_000))));

        Assert.InRange(JsonSerializer.Serialize(message, Readable).Length, 2_000, 14 * 1024);
        Assert.Contains("… [1]", message.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_sources_card_stays_small_whatever_a_story_calls_itself()
    {
        var endless = new string('t', 50_000);
        var card = SourcesCard.Of(Grounded(12, title: endless, sentence: endless), _ => "https://news.example/articles/id#s0").Content!.Value.GetRawText();

        Assert.InRange(card.Length, 5_000, 14 * 1024);
    }

    [Fact]
    public void Teams_draws_nothing_that_a_story_says()
    {
        var message = Render("msteams", Grounded(1, title: "<b>[x](https://evil.example)</b>", sentence: "<at>Everyone</at> **No** [1] ![](https://evil.example/x.png)"));

        Assert.StartsWith(
            @"\<at\>Everyone\</at\> \*\*No\*\* \[1\] \!\[\](https://evil.example/x.png) [1]",
            message.GetProperty("text").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(1, message.GetProperty("entities").GetArrayLength());
    }

    [Theory]
    [InlineData("msteams")]
    [InlineData("webchat")]
    [InlineData("slack")]
    public void A_citation_leads_to_the_sentence_on_this_bots_pages_where_the_world_can_reach_them(string channel)
    {
        var message = Render(channel, Grounded(1), publicUrl: "https://news.example/bot/").GetRawText();

        Assert.Contains("https://news.example/bot/articles/id-0#s0", message, StringComparison.Ordinal);
        Assert.DoesNotContain("https://example.org", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("msteams")]
    [InlineData("directline")]
    [InlineData("slack")]
    public void A_story_can_lead_to_no_program(string channel)
    {
        var answer = Grounded(1);
        answer = answer with { Citations = [answer.Citations[0] with { Article = answer.Citations[0].Article with { Url = new Uri("javascript:alert(1)") } }] };

        Assert.DoesNotContain("javascript:", Render(channel, answer).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Web_Chat_gets_a_definition_for_each_mark_that_leads_to_the_sentence_on_this_host()
    {
        var message = Render("webchat", Grounded(1, title: "A \"dam\" [x](y)"));

        Assert.EndsWith("\n\n[1]: <http://localhost:3978/articles/id-0#s0> \"The Daily Harbour · 7 May 2013 · A \\\"dam\\\" \\[x\\](y)\"", message.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, message.GetProperty("entities")[0].GetProperty("potentialAction").GetArrayLength());
    }

    [Theory]
    [InlineData("webchat")]
    [InlineData("msteams")]
    [InlineData("emulator")]
    public void Two_marks_of_a_sentence_are_two_links(string channel)
    {
        var answer = Grounded(2);
        var message = Render(channel, answer with { Sentences = [new AnswerSentence("The dam held.", [1, 2])] });

        Assert.Contains("The dam held. [1] [2]", message.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AnswerMode.Model, "AI generated")]
    [InlineData(AnswerMode.Extractive, null)]
    public void Web_Chat_is_told_when_a_model_wrote_the_answer(AnswerMode mode, string? label)
    {
        var claims = Render("webchat", Grounded(2), mode).GetProperty("entities")[0].GetProperty("citation").EnumerateArray().ToList();

        Assert.Equal(label, claims[0].TryGetProperty("claimInterpreter", out var interpreter) ? interpreter.GetProperty("slogan").GetString() : null);
        Assert.False(claims[1].TryGetProperty("claimInterpreter", out _)); // it is read from the first
    }

    [Theory]
    [InlineData("msteams")]
    [InlineData("webchat")]
    [InlineData("slack")]
    public void How_a_follow_up_was_understood_stands_before_the_answer_and_is_not_drawn(string channel)
    {
        var message = Render(channel, Grounded(1), takenAs: "What did <at>Kerry</at> say\nabout *Assad* [x](https://evil.example)?").GetProperty("text").GetString();

        Assert.StartsWith(@"*Taken as: What did \<at\>Kerry\</at\> say about \*Assad\* \[x\](https://evil.example)?*" + "\n\nThe dam held. [1]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_endlessquestion_is_not_repeated_whole()
    {
        var message = Render("msteams", Grounded(1), takenAs: new string('x', 5_000)).GetProperty("text").GetString()!;

        Assert.StartsWith($"*Taken as: {new string('x', 199)}…*", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Web_Chat_has_thumbs_under_a_refusal_too()
    {
        var message = Render("webchat", new Answer.NotCovered([], new SearchedStories(3, null, null, [])));

        Assert.Equal(2, message.GetProperty("entities")[0].GetProperty("potentialAction").GetArrayLength());
        Assert.False(message.GetProperty("entities")[0].TryGetProperty("citation", out _));
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
        var card = SourcesCard.Of(Grounded(1, title: "[x](https://evil.example)", sentence: "**No** ![](https://evil.example/x.png)"), citation => citation.Article.Url?.AbsoluteUri).Content!.Value.GetRawText();

        Assert.Contains("\"TextRun\"", card, StringComparison.Ordinal);
        Assert.DoesNotContain("\"TextBlock\"", card, StringComparison.Ordinal);
        Assert.Contains("**No**", card, StringComparison.Ordinal);
    }

    private static JsonElement Render(string? channel, Answer answer, AnswerMode mode = AnswerMode.Extractive, string? publicUrl = null, string? takenAs = null)
    {
        // In Web Chat as this program itself hosts it, unless it is known to the world.
        var asked = new Activity
        {
            Type = "message",
            Id = "1",
            ChannelId = channel,
            ServiceUrl = new Uri("http://localhost:3978"),
            From = new("user"),
            Recipient = publicUrl is null ? DirectLineConversations.Bot : new("28:bot"),
            Conversation = new("c"),
        };
        var links = new CitationLinks(Options.Create(new PublicAddress { PublicUrl = publicUrl is null ? null : new Uri(publicUrl) }));
        var rendered = new ChannelRenderers(links).For(channel).Render(asked, new Reply("q", answer, Timings.Since(0)) { Mode = mode, TakenAs = takenAs });
        return JsonSerializer.SerializeToElement(rendered, ActivityJson.Default.Activity);
    }

    [Theory]
    [InlineData("msteams")]
    [InlineData("webchat")]
    [InlineData("emulator")]
    public void The_answer_itself_is_bold_within_its_sentence(string channel)
    {
        const string sentence = "It cost *some* 480,000 pounds in 2013.";
        var grounded = Grounded(1, sentence: sentence);
        var start = sentence.IndexOf("480,000", StringComparison.Ordinal);
        var marked = grounded with { Sentences = [grounded.Sentences[0] with { Span = new AnswerSpan(start, start + "480,000 pounds".Length) }] };

        Assert.Contains(@"It cost \*some\* **480,000 pounds** in 2013. [1]", Render(channel, marked).GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_may_not_be_the_answer_is_told_so_before_it()
    {
        var text = Render("webchat", Grounded(1) with { IsPossible = true }).GetProperty("text").GetString();

        Assert.StartsWith("This may be it:", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_yes_or_no_comes_first() =>
        Assert.StartsWith("No:", Render("msteams", Grounded(1) with { Verdict = "No" }).GetProperty("text").GetString(), StringComparison.Ordinal);

    private static Answer.Grounded Grounded(int count, string title = "A dam", string sentence = "The dam held.")
    {
        var citations = Enumerable.Range(0, count).Select(index => new Citation(
            index + 1,
            new Article(new ArticleId($"id-{index}"), title, "The Daily Harbour", null, new DateTimeOffset(2013, 5, 7, 0, 0, 0, TimeSpan.Zero), new Uri($"https://example.org/{index}"), sentence),
            new Sentence(0, 0, sentence.Length, sentence))).ToList();
        return new Answer.Grounded([.. citations.Select(citation => new AnswerSentence(sentence, [citation.Number]))], citations);
    }
}
