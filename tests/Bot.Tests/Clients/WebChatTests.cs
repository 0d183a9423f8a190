using System.Text.Json;
using Microsoft.Playwright;
using NewsBot.Tests.Commands;
using NewsBot.Tests.Serving;

namespace NewsBot.Tests.Clients;

/// <summary>The page at /, with the real Web Chat in a real browser.</summary>
public sealed class WebChatTests(Browser browser, ServedBot bot, SampleIndex sample)
{
    private const string Question = "What did Lavrov say about Assad?";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_cites_sentences_that_one_click_shows_in_their_story()
    {
        await using var browsed = await browser.OpenAsync();
        var errors = Errors(browsed.Page);
        await browsed.Page.AddInitScriptAsync("violations = []; addEventListener('securitypolicyviolation', event => violations.push(event.effectiveDirective))");
        await OpenAsync(browsed.Page, bot);
        await AskAsync(browsed.Page, Question);

        var links = browsed.Page.Locator(".webchat__render-markdown a");
        await Assertions.Expect(links.First).ToBeVisibleAsync();
        await Assertions.Expect(browsed.Page.Locator(".webchat__link-definitions__list-item").Last).ToBeInViewportAsync();
        var story = await browsed.Page.RunAndWaitForPopupAsync(() => links.Nth(1).ClickAsync());
        var highlighted = story.Locator(".sentence:target");
        await Assertions.Expect(highlighted).ToBeInViewportAsync();
        await Assertions.Expect(story.Locator(".original:visible")).ToHaveCountAsync(1);
        await story.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, "story.png") });

        var shown = await browsed.Page.Locator(".webchat__render-markdown").Last.InnerTextAsync();
        Assert.Contains(await highlighted.InnerTextAsync(), shown, StringComparison.Ordinal);
        Assert.Empty(browsed.Outside);
        Assert.Empty(errors);

        // Web Chat's library for scrolling adds one empty style without the nonce. The policy refuses it, and the conversation scrolls all the same.
        Assert.All(await browsed.Page.EvaluateAsync<string[]>("violations"), directive => Assert.StartsWith("style-src-", directive, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_without_script_highlights_the_sentence_as_well()
    {
        await using var browsed = await browser.OpenAsync(new() { JavaScriptEnabled = false });
        await browsed.Page.GotoAsync(new Uri(bot.Address, "/articles/example.org/meridian-press/2013/05/07/lavrov-kerry-moscow-talks#s1").AbsoluteUri);

        await Assertions.Expect(browsed.Page.Locator("#s1")).ToHaveCSSAsync("background-color", "rgb(255, 231, 154)");
        await Assertions.Expect(browsed.Page.Locator("#s2")).ToHaveCSSAsync("background-color", "rgba(0, 0, 0, 0)");
    }

    [Fact]
    public async Task Examples_and_follow_ups_are_questions_that_one_click_asks()
    {
        await using var browsed = await browser.OpenAsync();
        await OpenAsync(browsed.Page, bot);
        await Assertions.Expect(browsed.Page.Locator(".webchat__suggested-action")).ToHaveCountAsync(0); // the page shows them itself
        await browsed.Page.Locator("#examples button").First.ClickAsync();
        await Assertions.Expect(Answers(browsed.Page)).ToHaveCountAsync(2);
        await Assertions.Expect(browsed.Page.Locator("#examples")).ToBeHiddenAsync();

        var suggested = browsed.Page.Locator(".webchat__suggested-action").First;
        var question = await suggested.InnerTextAsync();
        await suggested.ClickAsync();
        await Assertions.Expect(Answers(browsed.Page)).ToHaveCountAsync(3);

        Assert.Contains(question, await TranscriptAsync(browsed.Page), StringComparison.Ordinal);
        Assert.DoesNotContain("I found no answer", await TranscriptAsync(browsed.Page), StringComparison.Ordinal);
        await browsed.Page.Locator("#fresh").ClickAsync();
        await Assertions.Expect(Answers(browsed.Page)).ToHaveCountAsync(1);
        await Assertions.Expect(browsed.Page.Locator("#examples")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_thumb_up_is_kept_with_the_answer_and_its_question()
    {
        await using var browsed = await browser.OpenAsync();
        var token = await browsed.Page.RunAndWaitForResponseAsync(() => OpenAsync(browsed.Page, bot), "**/webchat/token");
        var conversation = (await token.JsonAsync())!.Value.GetProperty("conversationId").GetString()!;
        await AskAsync(browsed.Page, Question);
        await browsed.Page.GetByLabel("Like", new() { Exact = true }).First.ClickAsync();

        for (var patience = 0; !Votes().Any() && patience < 200; patience++)
        {
            await Task.Delay(50, Cancel);
        }

        var vote = Assert.Single(Votes());
        Assert.True(vote.IsGood);
        Assert.Equal(Question, vote.Question);

        IEnumerable<(bool IsGood, string Answer, string? Text, string? Question)> Votes() =>
            bot.Feedback().Where(vote => vote.Answer.StartsWith(conversation, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_conversation_goes_on_after_a_reload_and_after_the_program_was_started_again()
    {
        using var folder = new TempFolder();
        await using var own = new ServedBot(sample.CopyTo(folder.Combine("data")));
        await own.StartAsync();
        await using var browsed = await browser.OpenAsync();
        await OpenAsync(browsed.Page, own);
        await AskAsync(browsed.Page, Question);
        await browsed.Page.ReloadAsync();
        await Assertions.Expect(Answers(browsed.Page)).ToHaveCountAsync(2);
        Assert.Contains(Question, await TranscriptAsync(browsed.Page), StringComparison.Ordinal);

        await own.StartAsync();
        await AskAsync(browsed.Page, "And Kerry?", timeout: 60_000); // the client waits up to 15 seconds before it comes back
        Assert.Contains("Taken as: What did Kerry say about Assad?", await TranscriptAsync(browsed.Page), StringComparison.Ordinal);
        await browsed.Page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, "web-chat-follow-up.png") });
        await browsed.Page.ReloadAsync();
        await Assertions.Expect(Answers(browsed.Page)).ToHaveCountAsync(3);

        // Where the conversation is lost, the same page begins a new one.
        foreach (var file in Directory.EnumerateFiles(folder.Combine("data"), "conversations.db*"))
        {
            File.Delete(file);
        }

        await own.StartAsync();
        await Assertions.Expect(Answers(browsed.Page)).ToHaveCountAsync(1, new() { Timeout = 60_000 });
    }

    [Fact]
    public async Task Markup_in_a_storys_title_is_shown_and_never_drawn()
    {
        const string Title = "<img src=x onerror=alert(1)> ![a](http://203.0.113.1/x.png) [b](javascript:alert(2)) **bold** </title> \"c\"";
        using var folder = new TempFolder();
        var story = folder.Write("hostile.jsonl", JsonSerializer.Serialize(new { id = "hostile", title = Title, source = "<b>Paper</b>", date = "2013-05-07", text = "The dam <script>alert(3)</script> of Oldmouth held." }));
        Assert.Equal(0, (await NewsBotProgram.RunAsync("index", story, "--data", folder.Combine("data"))).ExitCode);
        await using var own = new ServedBot(folder.Combine("data"));
        await own.StartAsync();
        await using var browsed = await browser.OpenAsync();
        var errors = Errors(browsed.Page);
        browsed.Page.Dialog += (_, dialog) => errors.Add(dialog.Message);
        await OpenAsync(browsed.Page, own);
        await AskAsync(browsed.Page, "Which dam held?");
        await AskAsync(browsed.Page, "sources");

        var transcript = await TranscriptAsync(browsed.Page);
        Assert.Contains("The dam <script>alert(3)</script> of Oldmouth held.", transcript, StringComparison.Ordinal);
        Assert.Contains(Title, transcript, StringComparison.Ordinal);
        Assert.Equal(0, await browsed.Page.Locator("#chat img[src^=http], #chat a[href^=javascript], #chat strong, #chat b").CountAsync());
        var page = await browsed.Page.RunAndWaitForPopupAsync(() => browsed.Page.Locator(".webchat__render-markdown a").First.ClickAsync());
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(Title);
        Assert.Empty(browsed.Outside);
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_no_fault(ColorScheme scheme)
    {
        Axe.SkipWithout();
        await using var browsed = await browser.OpenAsync(new() { ColorScheme = scheme, ViewportSize = Desktop, BypassCSP = true });
        await OpenAsync(browsed.Page, bot);
        await LookAsync("welcome");
        await AskAsync(browsed.Page, Question);
        await LookAsync("answer");
        await AskAsync(browsed.Page, "What did the Chinese foreign minister say about Assad's departure?");
        await AskAsync(browsed.Page, "sources");
        await LookAsync("sources");
        await browsed.Page.GotoAsync(await browsed.Page.Locator(".webchat__render-markdown a").First.GetAttributeAsync("href") ?? "");
        await LookAsync("story");
        await browsed.Page.GotoAsync(new Uri(bot.Address, "/articles/unknown").AbsoluteUri);
        await LookAsync("no-story");

        async Task LookAsync(string name)
        {
            foreach (var (device, size) in new[] { ("phone", Phone), ("desktop", Desktop) })
            {
                await browsed.Page.SetViewportSizeAsync(size.Width, size.Height);
                await browsed.Page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, $"{name}-{device}-{scheme.ToString().ToLowerInvariant()}.png") });
                await Axe.AssertNoFaultsAsync(browsed.Page);
                Assert.True(await browsed.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} is wider than the {device}");
            }
        }
    }

    [Fact]
    public async Task The_keyboard_alone_asks_and_opens_a_source()
    {
        await using var browsed = await browser.OpenAsync();
        await OpenAsync(browsed.Page, bot);
        await browsed.Page.Keyboard.PressAsync("Tab");
        await browsed.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("BUTTON", await browsed.Page.EvaluateAsync<string>("document.activeElement.tagName"));
        await browsed.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Answers(browsed.Page)).ToHaveCountAsync(2);

        // The focus went on to the box; from there Shift+Tab leads to the follow-ups and to the conversation, in which arrows choose a message.
        await browsed.Page.Keyboard.TypeAsync("When did Philae land?");
        await browsed.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Answers(browsed.Page)).ToHaveCountAsync(3);
        await browsed.Page.Locator(".webchat__basic-transcript").FocusAsync();
        await browsed.Page.Keyboard.PressAsync("Enter"); // into the last message
        var story = await browsed.Page.RunAndWaitForPopupAsync(() => browsed.Page.Keyboard.PressAsync("Enter"));
        await Assertions.Expect(story.Locator(".sentence:target")).ToBeInViewportAsync();
    }

    private static ViewportSize Desktop => new() { Width = 1100, Height = 800 };

    private static ViewportSize Phone => new() { Width = 390, Height = 800 };

    private static async Task OpenAsync(IPage page, ServedBot bot)
    {
        await page.GotoAsync(bot.Address.AbsoluteUri);
        await Assertions.Expect(Answers(page)).ToHaveCountAsync(1); // the greeting
    }

    private static async Task AskAsync(IPage page, string question, float timeout = 20_000)
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
}
