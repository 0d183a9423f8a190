using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using NewsBot.Tests.Activities;
using NewsBot.Tests.Serving;

namespace NewsBot.Tests;

/// <summary>What the real program does in conversations on channels of the Bot Framework.</summary>
public sealed class NewsActivityHandlerTests(ServedBot bot) : IAsyncLifetime
{
    private const string Question = "What did Lavrov say about Assad?";

    private readonly string chat = $"chat-{Guid.NewGuid():N}";
    private ChannelDouble channel = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => channel = await ChannelDouble.StartAsync();

    public ValueTask DisposeAsync() => channel.DisposeAsync();

    [Fact]
    public async Task In_a_personal_chat_of_Teams_an_answer_has_claims_feedback_and_follow_ups_and_no_label()
    {
        await PostAsync(InTeams(Question, "personal"));
        var answer = await AnswerAsync();
        var entity = answer.Body.GetProperty("entities").EnumerateArray().Single(entity => entity.GetProperty("type").GetString() == "https://schema.org/Message");

        Assert.Contains(" [1]", answer.Text, StringComparison.Ordinal);
        Assert.InRange(entity.GetProperty("citation").GetArrayLength(), 1, 10);
        Assert.False(entity.TryGetProperty("additionalType", out _));
        Assert.Equal("default", answer.Body.GetProperty("channelData").GetProperty("feedbackLoop").GetProperty("type").GetString());
        Assert.False(answer.Body.TryGetProperty("suggestedActions", out _));
        Assert.All(
            (await channel.NextAsync()).Body.GetProperty("suggestedActions").GetProperty("actions").EnumerateArray(),
            action => Assert.Equal(("imBack", action.GetProperty("title").GetString()), (action.GetProperty("type").GetString(), action.GetProperty("value").GetString())));
    }

    [Theory]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task In_a_group_the_bot_is_typing_and_answers_what_it_is_asked_without_its_own_name(string type)
    {
        var question = InTeams($"<at>News bot</at>&nbsp;{Question}\n", type)
            .With("entities", JsonNode.Parse("""[{"type":"mention","mentioned":{"id":"bot-1","name":"News bot"},"text":"<at>News bot</at>"}]"""));
        await PostAsync(question);

        Assert.Equal("typing", (await channel.NextAsync()).Type);
        var answer = await channel.NextAsync();
        Assert.Contains("Assad", answer.Text, StringComparison.Ordinal);
        Assert.Contains(" [1]", answer.Text, StringComparison.Ordinal);
        Assert.False(answer.Body.TryGetProperty("suggestedActions", out _));
        Assert.Empty(channel.Rest());
    }

    [Theory]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"dislike","feedback":"{\"feedbackText\":\"too short\"}"}}""", "the-answer", false, "the-answer", "too short", Question)]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"like","feedback":"good"}}""", null, true, "the-follow-up", "good", "And Kerry?")]
    [InlineData("""{"actionName":"feedback","actionValue":{"reaction":"like"}}""", "f:8", true, "f:8", null, null)]
    public async Task Feedback_is_kept_with_the_answer_it_is_about_and_what_was_asked(string value, string? replyToId, bool isGood, string answerId, string? text, string? question)
    {
        var unique = Guid.NewGuid().ToString("N");
        channel.Answers(delivery => (
            HttpStatusCode.Created,
            delivery.Type == "typing" ? "typing" : unique + (delivery.Text!.StartsWith("*Taken", StringComparison.Ordinal) ? "the-follow-up" : "the-answer")));
        await PostAsync(InTeams(Question, "groupChat"));
        await AnswerAsync();
        await PostAsync(InTeams("And Kerry?", "groupChat"));
        await AnswerAsync();
        await AskedAsync();
        var invoke = Some.Activity("invoke", channel.ServiceUrl.AbsoluteUri, chat).With("channelId", "msteams").With("name", "message/submitAction")
            .With("value", JsonNode.Parse(value)).With("replyToId", replyToId is null ? null : unique + replyToId);
        using var response = await SendAsync(invoke);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("{}", await response.Content.ReadAsStringAsync(Cancel));
        Assert.Contains((isGood, unique + answerId, text, question), bot.Feedback());
    }

    [Theory]
    [InlineData("message/submitAction", """{"actionName":"feedback","actionValue":{"reaction":"shrug"}}""")]
    [InlineData("message/submitAction", """{"actionName":"other","actionValue":{"reaction":"like"}}""")]
    [InlineData("message/submitAction", "[]")]
    [InlineData("message/submitAction", """{"actionName":"feedback","actionValue":"like"}""")]
    [InlineData("message/fetchTask", """{"actionName":"feedback","actionValue":{"reaction":"like"}}""")]
    [InlineData("adaptiveCard/action", "{}")]
    public async Task Other_invokes_are_not_known(string name, string value)
    {
        using var response = await SendAsync(
            Some.Activity("invoke", channel.ServiceUrl.AbsoluteUri, chat).With("channelId", "msteams").With("name", name).With("value", JsonNode.Parse(value)));

        await MessagesEndpointTests.AssertRefusedAsync(HttpStatusCode.NotImplemented, response);
    }

    [Fact]
    public async Task The_sources_are_shown_as_a_card_on_request()
    {
        await PostAsync(InTeams(Question, "groupChat"));
        await AnswerAsync();
        await PostAsync(InTeams("sources", "groupChat"));
        var card = await channel.NextAsync();
        var attachment = card.Body.GetProperty("attachments")[0];

        Assert.Null(card.Text); // Teams would split a text from its card
        Assert.Equal("application/vnd.microsoft.card.adaptive", attachment.GetProperty("contentType").GetString());
        Assert.NotEqual(0, attachment.GetProperty("content").GetProperty("body").GetArrayLength());
        Assert.InRange(card.Body.GetRawText().Length, 1, 14 * 1024);
    }

    [Fact]
    public async Task A_question_may_go_on_with_the_one_before_until_the_conversation_is_reset()
    {
        await PostAsync(InTeams("What did Kerry say about Assad?", "groupChat"));
        await AnswerAsync();
        await PostAsync(InTeams("And Lavrov?", "groupChat"));
        var lavrov = await AnswerAsync();
        await PostAsync(InTeams("reset", "groupChat"));
        await AnswerAsync();
        await PostAsync(InTeams("And Lavrov?", "groupChat"));

        Assert.StartsWith("*Taken as: What did Lavrov say about Assad?*\n\n", lavrov.Text, StringComparison.Ordinal);
        Assert.Contains("Sergei Lavrov (", lavrov.Text, StringComparison.Ordinal);
        var unrelated = await AnswerAsync();
        Assert.DoesNotContain("Assad in power", unrelated.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Taken as", unrelated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_conversation_is_greeted_once_with_questions_to_begin_with()
    {
        await PostAsync(Some.Joined(channel, "user-1", "bot-1").With("channelId", "msteams").With("conversation", Conversation("personal")));
        await PostAsync(Some.Installed(channel).With("channelId", "msteams").With("conversation", Conversation("personal")));
        var greeting = await channel.NextAsync();
        await PostAsync(InTeams("thanks", "personal"));

        Assert.StartsWith("Hello!", greeting.Text, StringComparison.Ordinal);
        Assert.NotEqual(0, greeting.Body.GetProperty("suggestedActions").GetProperty("actions").GetArrayLength());
        Assert.StartsWith("You are welcome", (await channel.NextAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Developers_see_how_an_answer_came_about_in_the_Emulator_and_nobody_does_elsewhere()
    {
        await PostAsync(Some.Message(channel, Question, chat));
        await AnswerAsync();
        Assert.Equal("You could ask next:", (await channel.NextAsync()).Text);
        var trace = await channel.NextAsync();
        Assert.Equal("trace", trace.Type);
        Assert.NotEqual(JsonValueKind.Undefined, trace.Body.GetProperty("value").GetProperty("explain").ValueKind);

        await PostAsync(Some.Message(channel, Question, chat).With("channelId", "slack"));
        await AnswerAsync();
        Assert.Equal("You could ask next:", (await channel.NextAsync()).Text);
        await PostAsync(Some.Message(channel, "thanks", chat).With("channelId", "slack"));
        Assert.Equal("typing", (await channel.NextAsync()).Type);
    }

    [Fact]
    public async Task An_answer_that_is_expected_in_the_response_is_there()
    {
        using var response = await SendAsync(InTeams(Question, "personal").With("deliveryMode", "expectReplies"));
        var replies = JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancel)).GetProperty("activities");

        Assert.Contains(" [1]", replies[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Empty(channel.Rest());
    }

    [Fact]
    public async Task A_card_that_is_submitted_without_words_is_answered_with_a_request_for_some()
    {
        var submit = InTeams("", "personal").With("text", null).With("value", JsonNode.Parse("""{"choice":1}"""));
        await PostAsync(submit);

        var reply = await AnswerAsync();
        Assert.NotEmpty(reply.Text!);
        Assert.False(reply.Body.TryGetProperty("entities", out _));
    }

    private JsonObject InTeams(string text, string type) =>
        Some.Message(channel, text, chat).With("channelId", "msteams").With("conversation", Conversation(type));

    private JsonObject Conversation(string type) =>
        new() { ["id"] = chat, ["conversationType"] = type, ["isGroup"] = type != "personal", ["tenantId"] = "tenant-1" };

    // What comes before it on a busy machine says only that it is coming.
    private async Task<Delivery> AnswerAsync()
    {
        Delivery delivery;
        do
        {
            delivery = await channel.NextAsync();
        }
        while (delivery.Type == "typing");

        return delivery;
    }

    // A turn of the same conversation runs only after the one before it is over.
    private async Task AskedAsync()
    {
        await PostAsync(InTeams("about", "groupChat"));
        await AnswerAsync();
    }

    private async Task PostAsync(JsonNode activity)
    {
        using var response = await SendAsync(activity);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private Task<HttpResponseMessage> SendAsync(JsonNode activity) =>
        bot.Http.PostAsync("/api/messages", new StringContent(activity.ToJsonString(), System.Text.Encoding.UTF8, "application/json"), Cancel);
}
