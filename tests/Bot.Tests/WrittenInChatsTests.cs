using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using NewsBot.Tests.Activities;
using NewsBot.Tests.Clients;
using NewsBot.Tests.LanguageModel;
using NewsBot.Tests.Serving;

namespace NewsBot.Tests;

/// <summary>What a slow language model writes, as it comes to readers of the real program.</summary>
public sealed class WrittenInChatsTests(ModelledBot modelled, Browser browser) : IClassFixture<ModelledBot>
{
    private const string Question = "What did Lavrov say about Assad?";
    private const string Denied = "Lavrov denied that Russia was trying to keep Assad in power.";
    private const string NoConditions = "Lavrov said that the document set no conditions for Assad’s departure and excluded nobody from the talks";
    private const float Patience = 30_000;

    private readonly ServedBot bot = modelled.Bot;
    private readonly ModelDouble model = modelled.Model;
    private readonly string chat = $"chat-{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_Web_Chat_an_answer_grows_by_sentences_and_is_labelled_and_linked_when_it_is_whole()
    {
        var (mayBegin, mayEnd) = (Gate(), Gate());
        Writes(mayBegin, mayEnd);
        await using var browsed = await browser.OpenAsync();
        var page = browsed.Page;
        var label = page.GetByText("AI generated", new() { Exact = true });
        var writing = page.Locator(".webchat__typing-indicator");
        await page.GotoAsync(bot.Address.AbsoluteUri);
        await Expect(page.GetByText("Hello! I answer questions").First).ToBeVisibleAsync();
        await page.Locator(".webchat__send-box-text-box__input").FillAsync(Question);
        await page.Keyboard.PressAsync("Enter");
        await Expect(writing.First).ToBeVisibleAsync();
        mayBegin.SetResult();

        await Expect(page.GetByText(Denied).First).ToBeVisibleAsync();
        await Expect(page.GetByText(NoConditions)).ToHaveCountAsync(0);
        await Expect(label).ToHaveCountAsync(0);

        // That more is to come can be seen, also by those who want nothing to move, and heard.
        await Expect(writing).ToHaveCSSAsync("animation-name", "writing");
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await Expect(writing).ToHaveCSSAsync("animation-name", "none");
        await Expect(writing).ToBeVisibleAsync();
        await Expect(page.GetByText("The answer is being written", new() { Exact = true })).ToHaveCountAsync(1);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, "web-chat-model-writing.png") });
        mayEnd.SetResult();

        await Expect(label).ToBeVisibleAsync();
        await Expect(writing).ToHaveCountAsync(0);
        await Expect(page.Locator(".webchat__link-definitions__list-item")).ToHaveCountAsync(2);
        var bubble = page.Locator(".webchat__bubble__content").Filter(new() { HasText = Denied });
        await Expect(bubble).ToHaveCountAsync(1); // all of it was one message
        await Expect(bubble).ToContainTextAsync(NoConditions);
        await Expect(bubble.GetByRole(AriaRole.Link, new() { NameRegex = new(@"^\s*[12]\b") })).ToHaveCountAsync(5); // three marks in the text, two sources under it
        await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, "web-chat-model.png") });

        // What no model wrote has no label.
        await page.Locator(".webchat__send-box-text-box__input").FillAsync("What did the Chinese foreign minister say about Assad's departure?");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("I found no answer to that").First).ToBeVisibleAsync();
        await Expect(label).ToHaveCountAsync(1);
        await page.ReloadAsync();
        await Expect(label).ToHaveCountAsync(1, new() { Timeout = Patience });
        await Expect(bubble).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task In_the_Playground_an_answer_grows_by_sentences_and_is_labelled_and_cited_when_it_is_whole()
    {
        var (mayBegin, mayEnd) = (Gate(), Gate());
        Writes(mayBegin, mayEnd);
        await using var playground = await Playground.StartAsync(browser, bot.Address, "msteams");
        var label = playground.Page.GetByText("AI generated", new() { Exact = true });
        await Expect(playground.Messages("Hello! I answer questions")).ToHaveCountAsync(1, new() { Timeout = Patience });
        await playground.AskAsync(Question);
        await Expect(playground.Page.GetByText("Searching the stories…").First).ToBeVisibleAsync(new() { Timeout = Patience });
        await Task.Delay(TimeSpan.FromSeconds(4), Cancel); // it is said more than once
        await playground.ScreenshotAsync("model-searching");
        mayBegin.SetResult();

        await Expect(playground.Messages(Denied)).ToHaveCountAsync(1, new() { Timeout = Patience });
        await Expect(playground.Page.GetByText(NoConditions)).ToHaveCountAsync(0);
        await Expect(label).ToHaveCountAsync(0);
        await playground.ScreenshotAsync("model-writing");
        mayEnd.SetResult();

        await Expect(label).ToHaveCountAsync(1, new() { Timeout = Patience });
        await Expect(playground.Citations).ToHaveTextAsync(["1", "2", "1"]);
        await Expect(playground.Messages(Denied)).ToHaveCountAsync(1);
        await Expect(playground.Messages(Denied)).ToContainTextAsync(NoConditions);
        await Expect(playground.Page.GetByText("You could ask next:", new() { Exact = true }).First).ToBeVisibleAsync(new() { Timeout = Patience });
        await playground.ScreenshotAsync("model-written");
    }

    [Theory]
    [InlineData("informative")]
    [InlineData("streaming")]
    public async Task Stop_in_Teams_ends_the_models_work_and_the_next_question_is_answered(string stoppedAt)
    {
        var (asked, aborted) = (model.Requests.Count, model.Aborted);
        model.ThenDoes(async (request, http) =>
        {
            await using var stream = new CompletionStream(http);
            await stream.WriteAsync(stoppedAt == "streaming" ? $"{Denied} [{request.NumberOf(Denied)}]\nAnd " : "Lav");
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });
        await using var channel = await ChannelDouble.StartAsync();
        channel.Answers(delivery => model.Requests.Count > asked && StreamTypeOf(delivery) == stoppedAt ? (HttpStatusCode.Forbidden, "") : (HttpStatusCode.Created, "stream-1"));
        await PostAsync(channel, Question, "personal");
        while (model.Aborted == aborted)
        {
            await Task.Delay(20, Cancel);
        }

        channel.Answers(_ => (HttpStatusCode.Created, "reply-1"));
        Assert.All(channel.Rest(), delivery => Assert.Equal("typing", delivery.Type));
        await PostAsync(channel, "thanks", "personal");
        Assert.StartsWith("You are welcome", (await channel.NextAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_group_the_bot_is_typing_until_one_message_has_all_that_the_model_wrote()
    {
        model.ThenWrites(request => $"{Denied} [{request.NumberOf(Denied)}]\n{NoConditions}. [{request.NumberOf(NoConditions)}]", TimeSpan.FromMilliseconds(150));
        await using var channel = await ChannelDouble.StartAsync();
        await PostAsync(channel, Question, "groupChat");
        var deliveries = new List<Delivery>();
        do
        {
            deliveries.Add(await channel.NextAsync());
        }
        while (deliveries[^1].Type == "typing");
        await PostAsync(channel, "thanks", "groupChat");

        Assert.InRange(deliveries.Count, 2, 20);
        Assert.All(deliveries, delivery => Assert.Null(StreamTypeOf(delivery)));
        Assert.All(deliveries.SkipLast(1), delivery => Assert.Null(delivery.Text));
        Assert.StartsWith($"{Denied} [1]\n\n{NoConditions}. [2]", deliveries[^1].Text, StringComparison.Ordinal);
        var entity = Assert.Single(deliveries[^1].Body.GetProperty("entities").EnumerateArray());
        Assert.Equal("AIGeneratedContent", entity.GetProperty("additionalType")[0].GetString());
        Assert.Equal(2, entity.GetProperty("citation").GetArrayLength());
        Delivery next;
        do
        {
            next = await channel.NextAsync();
        }
        while (next.Type == "typing");
        Assert.StartsWith("You are welcome", next.Text, StringComparison.Ordinal);
    }

    // Two sentences: the one when it may begin, the other when it may end.
    private void Writes(TaskCompletionSource mayBegin, TaskCompletionSource mayEnd) => model.ThenDoes(async (request, http) =>
    {
        await using var stream = new CompletionStream(http);
        await mayBegin.Task.WaitAsync(http.RequestAborted);
        await stream.WriteAsync($"{Denied} [{request.NumberOf(Denied)}]\n");
        await mayEnd.Task.WaitAsync(http.RequestAborted);
        await stream.WriteAsync($"{NoConditions}. [{request.NumberOf(NoConditions)}][{request.NumberOf(Denied)}]");
        await stream.EndAsync();
    });

    private static TaskCompletionSource Gate() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static string? StreamTypeOf(Delivery delivery) => delivery.Body.TryGetProperty("entities", out var entities)
        ? entities.EnumerateArray().Select(entity => entity.TryGetProperty("streamType", out var type) ? type.GetString() : null).FirstOrDefault(type => type is not null)
        : null;

    private async Task PostAsync(ChannelDouble channel, string text, string type)
    {
        var message = Some.Message(channel, text, chat).With("channelId", "msteams")
            .With("conversation", new JsonObject { ["id"] = chat, ["conversationType"] = type, ["isGroup"] = type != "personal" });
        using var response = await bot.Http.PostAsync("/api/messages", new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json"), Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
