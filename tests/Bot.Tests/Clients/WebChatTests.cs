using System.Text.Json;
using Microsoft.Playwright;
using NewsBot.Tests.Serving;

namespace NewsBot.Tests.Clients;

/// <summary>The page at /, with the real Web Chat in a real browser.</summary>
public sealed class WebChatTests(Browser browser)
{
    private const string Question = "What did Lavrov say about Assad?";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_cites_sentences_that_one_click_shows_in_their_story()
    {
        await using var bot = await StartAsync();
        await using var browsed = await browser.OpenAsync();
        var errors = Errors(browsed.Page);
        await OpenAsync(browsed.Page, bot);
        await AskAsync(browsed.Page, Question);

        var links = browsed.Page.Locator(".webchat__render-markdown a");
        await Assertions.Expect(links.First).ToBeVisibleAsync();
        await Assertions.Expect(browsed.Page.Locator(".webchat__link-definitions__list-item")).Not.ToHaveCountAsync(0);
        await browsed.Page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, "web-chat.png") });
        var story = await browsed.Page.RunAndWaitForPopupAsync(() => links.Nth(1).ClickAsync());
        var highlighted = story.Locator(".sentence:target");
        await Assertions.Expect(highlighted).ToBeVisibleAsync();
        await story.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, "story.png") });

        var shown = await browsed.Page.Locator(".webchat__render-markdown").Last.InnerTextAsync();
        Assert.Contains(await highlighted.InnerTextAsync(), shown, StringComparison.Ordinal);
        Assert.Empty(browsed.Outside);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task An_example_and_a_follow_up_are_questions_that_one_click_asks()
    {
        await using var bot = await StartAsync();
        await using var browsed = await browser.OpenAsync();
        await OpenAsync(browsed.Page, bot);
        await browsed.Page.Locator("#examples button").First.ClickAsync();
        await Assertions.Expect(Answers(browsed.Page)).ToHaveCountAsync(2);
        await Assertions.Expect(browsed.Page.Locator("#examples")).ToBeHiddenAsync();

        var suggested = browsed.Page.Locator(".webchat__suggested-action").First;
        var question = await suggested.InnerTextAsync();
        await suggested.ClickAsync();
        await Assertions.Expect(Answers(browsed.Page)).ToHaveCountAsync(3);

        Assert.Contains(question, await TranscriptAsync(browsed.Page), StringComparison.Ordinal);
        Assert.DoesNotContain("I found no answer", await TranscriptAsync(browsed.Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thumb_up_is_kept_with_the_answer()
    {
        await using var bot = await StartAsync();
        await using var browsed = await browser.OpenAsync();
        await OpenAsync(browsed.Page, bot);
        await AskAsync(browsed.Page, Question);
        await browsed.Page.GetByLabel("Like", new() { Exact = true }).First.ClickAsync();

        for (var patience = 0; bot.Feedback().Count == 0 && patience < 100; patience++)
        {
            await Task.Delay(50, Cancel);
        }

        var (isGood, answer, _) = Assert.Single(bot.Feedback());
        Assert.True(isGood);
        Assert.NotEmpty(answer);
    }

    [Fact]
    public async Task A_conversation_goes_on_after_a_reload_and_after_the_program_was_started_again()
    {
        await using var bot = await StartAsync();
        await using var browsed = await browser.OpenAsync();
        await OpenAsync(browsed.Page, bot);
        await AskAsync(browsed.Page, Question);
        await browsed.Page.ReloadAsync();
        await Assertions.Expect(Answers(browsed.Page)).ToHaveCountAsync(2);
        Assert.Contains(Question, await TranscriptAsync(browsed.Page), StringComparison.Ordinal);

        await bot.StartAsync();
        await AskAsync(browsed.Page, "When did Philae land?", timeout: 40_000); // the client waits up to 15 seconds before it comes back
        await browsed.Page.ReloadAsync();
        await Assertions.Expect(Answers(browsed.Page)).ToHaveCountAsync(3);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1100)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Axe_finds_no_serious_fault(ColorScheme scheme, int width)
    {
        Browser.SkipWithoutClients("axe-core");
        await using var bot = await StartAsync();
        await using var browsed = await browser.OpenAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 }, BypassCSP = true });
        await OpenAsync(browsed.Page, bot);
        await AssertNoFaultsAsync(browsed.Page);
        await AskAsync(browsed.Page, Question);
        await browsed.Page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, $"web-chat-{scheme.ToString().ToLowerInvariant()}.png") });
        await AssertNoFaultsAsync(browsed.Page);
        await AskAsync(browsed.Page, "sources");
        await AssertNoFaultsAsync(browsed.Page);
        await browsed.Page.GotoAsync(await browsed.Page.Locator(".webchat__render-markdown a").First.GetAttributeAsync("href") ?? "");
        await AssertNoFaultsAsync(browsed.Page);
    }

    [Fact]
    public async Task The_keyboard_alone_asks_and_opens_a_source()
    {
        await using var bot = await StartAsync();
        await using var browsed = await browser.OpenAsync();
        await OpenAsync(browsed.Page, bot);
        await browsed.Page.Keyboard.PressAsync("Tab");
        await browsed.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("BUTTON", await browsed.Page.EvaluateAsync<string>("document.activeElement.tagName"));
        await browsed.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Answers(browsed.Page)).ToHaveCountAsync(2);
    }

    private static async Task<ServedBot> StartAsync()
    {
        var bot = new ServedBot();
        await bot.InitializeAsync();
        return bot;
    }

    private static async Task OpenAsync(IPage page, ServedBot bot)
    {
        await page.GotoAsync(bot.Address.AbsoluteUri);
        await Assertions.Expect(Answers(page)).ToHaveCountAsync(1, new() { Timeout = 15_000 }); // the greeting
    }

    private static async Task AskAsync(IPage page, string question, float timeout = 15_000)
    {
        var before = await Answers(page).CountAsync();
        var box = page.Locator(".webchat__send-box-text-box__input");
        await box.FillAsync(question);
        await box.PressAsync("Enter");
        await Assertions.Expect(Answers(page)).ToHaveCountAsync(before + 1, new() { Timeout = timeout });
    }

    // Bubbles of the bot; the one that says that it is typing is none.
    private static ILocator Answers(IPage page) => page.Locator(".webchat__stacked-layout:not(.webchat__stacked-layout--from-user)");

    private static Task<string> TranscriptAsync(IPage page) => page.Locator(".webchat__basic-transcript__transcript").InnerTextAsync();

    // Adaptive Cards and Web Chat set one style attribute, which the policy refuses without any effect to be seen.
    private static List<string> Errors(IPage page)
    {
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("inline style", StringComparison.Ordinal))
            {
                errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => errors.Add(error);
        return errors;
    }

    /// <summary>That axe finds nothing serious or critical.</summary>
    private static async Task AssertNoFaultsAsync(IPage page)
    {
        await page.AddScriptTagAsync(new() { Path = Path.Combine(Browser.ClientsFolder, "axe-core", "axe.min.js") });
        var result = await page.EvaluateAsync<JsonElement>("axe.run()");
        var faults = string.Join('\n', result.GetProperty("violations").EnumerateArray()
            .Where(fault => fault.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(fault => $"{fault.GetProperty("id").GetString()}: {fault.GetProperty("nodes")[0].GetProperty("html").GetString()} {fault.GetProperty("nodes")[0].GetProperty("failureSummary").GetString()}"));
        Assert.True(faults.Length == 0, faults);
    }
}
