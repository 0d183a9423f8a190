using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using NewsBot.Activities;
using NewsBot.Answers;
using NewsBot.Channels;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Sentences;
using NewsBot.Tests.Activities;
using NewsBot.Tests.Serving;

namespace NewsBot.Tests.Clients;

/// <summary>The real Agents Playground in a real browser.</summary>
public sealed class PlaygroundTests(ServedBot bot, Browser browser)
{
    private const string Question = "What did Lavrov say about Assad?";
    private const float Patience = 30_000;
    private const string Greeting = "Hello! I answer questions from";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_Teams_an_answer_has_citations_to_look_at_suggestions_to_click_and_thumbs_that_are_kept()
    {
        await using var playground = await Playground.StartAsync(browser, bot.Address, "msteams");
        await Expect(playground.Messages(Greeting)).ToHaveCountAsync(1, new() { Timeout = Patience });
        await playground.AskAsync(Question);
        await Expect(playground.Page.GetByText("You could ask next:", new() { Exact = true }).First).ToBeVisibleAsync(new() { Timeout = Patience });

        await Expect(playground.Citations).ToHaveTextAsync(["1", "2", "3", "4"]);
        await Expect(playground.Page.GetByText("AI generated", new() { Exact = true })).ToHaveCountAsync(0); // no model wrote it
        await playground.Citations.Nth(1).HoverAsync();
        await Expect(playground.Page.GetByRole(AriaRole.Link, new() { Name = "Lavrov denied that Russia was trying to keep Assad in power." })).ToBeVisibleAsync();
        await Expect(playground.Page.GetByText("Meridian Press · 7 May 2013", new() { Exact = false }).First).ToBeVisibleAsync();
        await playground.ScreenshotAsync("teams");

        await playground.Page.Mouse.MoveAsync(0, 0);
        await playground.Page.GetByRole(AriaRole.Button, new() { Name = "What did John Kerry say about Assad?" }).ClickAsync();
        await Expect(playground.Messages("John Kerry (").First).ToBeVisibleAsync(new() { Timeout = Patience });

        await playground.Page.GetByLabel("Dislike", new() { Exact = true }).Last.ClickAsync();
        await playground.Page.GetByPlaceholder("Give as much detail").FillAsync("I wanted his words of 2012");
        await playground.Page.GetByRole(AriaRole.Button, new() { Name = "Submit" }).ClickAsync();
        await UntilAsync(() => bot.Feedback().Any(vote => vote is { IsGood: false, Answer.Length: > 0, Text: "I wanted his words of 2012" }));
        await Expect(playground.Page.GetByText("Thank you", new() { Exact = false }).First).ToBeVisibleAsync();
        await Expect(playground.Messages(Greeting)).ToHaveCountAsync(1); // told of in two ways, greeted once
    }

    [Fact]
    public async Task In_a_group_of_Teams_the_bot_answers_when_it_is_mentioned()
    {
        await using var playground = await Playground.StartAsync(browser, bot.Address, "msteams");
        await playground.Page.GetByText("Group Chat", new() { Exact = true }).ClickAsync(new() { Timeout = Patience });
        await playground.Page.Locator("[contenteditable=true]").First.PressSequentiallyAsync("@");
        await playground.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Test Bot" }).ClickAsync();
        await playground.Page.Keyboard.TypeAsync($" {Question}");
        await playground.Page.Keyboard.PressAsync("Enter");

        await Expect(playground.Messages("Sergei Lavrov (").First).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(playground.Citations).ToHaveTextAsync(["1", "2", "3", "4"]);
        await Expect(playground.Page.GetByText("You could ask next:")).ToHaveCountAsync(0);
        await playground.ScreenshotAsync("teams-group");
    }

    [Fact]
    public async Task In_the_Emulator_an_answer_names_its_sources_and_a_trace_tells_how_it_came_about()
    {
        await using var playground = await Playground.StartAsync(browser, bot.Address, "emulator");
        await Expect(playground.Messages(Greeting)).ToHaveCountAsync(1, new() { Timeout = Patience });
        await playground.AskAsync(Question);

        await Expect(playground.Page.GetByRole(AriaRole.Link, new() { Name = "Lavrov and Kerry call for Syria conference" }).First).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(playground.Page.GetByText("trace 20", new() { Exact = false }).First).ToBeVisibleAsync(new() { Timeout = Patience });
        await playground.ScreenshotAsync("emulator");
    }

    [Fact]
    public async Task An_answer_that_is_expected_in_the_response_is_drawn()
    {
        await using var playground = await Playground.StartAsync(browser, bot.Address, "msteams", deliveryMode: "expectReplies");
        await Expect(playground.Messages(Greeting)).ToHaveCountAsync(1, new() { Timeout = Patience });
        await playground.AskAsync(Question);

        await Expect(playground.Messages("Sergei Lavrov (").First).ToBeVisibleAsync(new() { Timeout = Patience });
        await playground.ScreenshotAsync("expect-replies");
    }

    [Fact]
    public async Task In_Teams_what_a_model_writes_is_drawn_sentence_by_sentence_and_labelled_when_it_is_whole()
    {
        var mayGoOn = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        await using var slow = await BotDouble.StartAsync(async (turn, cancel) =>
        {
            await turn.StreamingResponse.InformWhileAsync("Searching the stories…", async work => await Task.Delay(3000, work).ContinueWith(_ => 0, work), cancel);
            await turn.StreamingResponse.SendAsync(Parts(cancel), () => Render(turn.Activity), cancel);
        });
        await using var playground = await Playground.StartAsync(browser, slow.Address, "msteams");
        await playground.AskAsync("What happened?");

        await Expect(playground.Page.GetByText("Searching the stories…").First).ToBeVisibleAsync(new() { Timeout = Patience });
        await playground.ScreenshotAsync("teams-searching");
        await Expect(playground.Messages("The dam held.").First).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(playground.Page.GetByText("AI generated", new() { Exact = true })).ToHaveCountAsync(0);
        await playground.ScreenshotAsync("teams-streaming");
        mayGoOn.SetResult();
        await Expect(playground.Messages("It rained.").First).ToBeVisibleAsync(new() { Timeout = Patience });
        mayEnd.SetResult();

        await Expect(playground.Page.GetByText("AI generated", new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = Patience });
        await Expect(playground.Citations).ToHaveTextAsync(["1", "2"]);
        await Expect(playground.Messages("The dam held.")).ToHaveCountAsync(1); // all of it was one message
        await playground.ScreenshotAsync("teams-model");

        async IAsyncEnumerable<string> Parts([EnumeratorCancellation] CancellationToken cancel)
        {
            yield return "The dam held. [1]";
            await mayGoOn.Task.WaitAsync(cancel);
            yield return "\n\nIt rained. [2]";
            await mayEnd.Task.WaitAsync(cancel);
        }
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static Activity Render(Activity asked)
    {
        string[] sentences = ["The dam held.", "It rained."];
        var answer = new Answer.Grounded(
            [.. sentences.Select((sentence, index) => new AnswerSentence(sentence, [index + 1]))],
            [.. sentences.Select((sentence, index) => new Citation(
                index + 1,
                new Article(new ArticleId($"id-{index}"), "A dam", "The Daily Harbour", null, null, new Uri("https://example.org/a"), sentence),
                new Sentence(0, 0, sentence.Length, sentence)))]);
        var renderers = new ChannelRenderers(new CitationLinks(Options.Create(new PublicAddress())));
        return renderers.For(asked.ChannelId).Render(asked, new Reply("What happened?", answer, Timings.Since(0)) { Mode = AnswerMode.Model });
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Delay(50, Cancel);
        }
    }
}
