using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using NewsBot.Tests.Admin;
using NewsBot.Tests.Clients;
using NewsBot.Tests.Commands;

namespace NewsBot.Tests.Pages;

/// <summary>The page at <c>/admin</c>, in a real browser, over the real program.</summary>
public sealed class AdminPageTests(Browser browser, AdministeredBot administered)
{
    private const string HostileTitle = "<img src=x onerror=alert(1)> </script><b>The mill</b> of Oldmouth \"'";
    private const string TalksTitle = "Lavrov and Kerry call for Syria conference, leave Assad question open";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_admin_signs_in_sends_files_watches_the_run_and_takes_stories_out_and_back()
    {
        await using var own = new AdministeredBot();
        await own.InitializeAsync();
        await using var browsed = await browser.OpenAsync(new() { ViewportSize = Desktop });
        var page = browsed.Page;
        var errors = Errors(page);
        await page.AddInitScriptAsync("violations = []; addEventListener('securitypolicyviolation', event => violations.push(event.effectiveDirective))");

        // 1. Signing in.
        await page.GotoAsync(new Uri(own.Bot.Address, "/admin").AbsoluteUri);
        await page.GetByLabel("Admin key").FillAsync("wrong");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This is not the admin's key.");
        await SignInAsync(page);
        await Assertions.Expect(page.Locator("#tagline")).ToHaveTextAsync("18 stories, the newest of 15 Nov 2014");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeHiddenAsync();

        // 2. Sending files, and watching what becomes of them.
        var many = Stories.Many(25) + "\n{\"title\":\"Nothing\"}\n" + JsonSerializer.Serialize(new { id = "mill", title = HostileTitle, source = "<b>Paper</b>", text = "The mill <i>of</i> Oldmouth burnt down." });
        await page.Locator("#files").SetInputFilesAsync(new FilePayload { Name = "many.jsonl", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(many) });
        await Assertions.Expect(page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".pace")).ToContainTextAsync("of 27 stories · ");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Pause" })).ToBeVisibleAsync();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, "admin-progress.png") });
        var latest = page.Locator("#history > li").First;
        await Assertions.Expect(latest).ToContainTextAsync("index · done added 26, failed 1");
        await Assertions.Expect(page.GetByRole(AriaRole.Progressbar)).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("is done: added 26, failed 1.");
        await latest.GetByText("Problems of run").ClickAsync();
        await Assertions.Expect(latest.Locator("ul li")).ToContainTextAsync("many.jsonl:26: ");
        await Assertions.Expect(page.Locator("#tagline")).ToContainTextAsync("44 stories");

        // 3. A file of the same name, dropped this time.
        await DropAsync(page, "many.jsonl", "{\"id\":\"mill\",\"title\":\"The mill\",\"text\":\"The mill burnt down.\"}");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Another file with the name many.jsonl was sent before");
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave it" }).ClickAsync();

        // 4. Looking at a story, whose title is hostile; retracting it, and lifting that.
        await OpenStoryAsync(page, "mill of Oldmouth", HostileTitle);
        var story = page.Locator("#story");
        await Assertions.Expect(story.Locator("h3")).ToHaveTextAsync(HostileTitle);
        await Assertions.Expect(story.Locator("ol li").First).ToHaveTextAsync("The mill <i>of</i> Oldmouth burnt down.");
        await Assertions.Expect(story).ToBeFocusedAsync();
        await story.GetByRole(AriaRole.Button, new() { Name = "Retract…" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Its page says that it was retracted, when and why");
        await page.GetByLabel("Reason, for readers").FillAsync("There was <no> fire.");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Retract" }).ClickAsync();
        await Assertions.Expect(page.Locator("#tagline")).ToContainTextAsync("43 stories");
        await page.GetByText("Retracted stories").ClickAsync();
        await Assertions.Expect(page.Locator("#retractions")).ToContainTextAsync("There was <no> fire.");
        using var gone = await own.Bot.Http.GetAsync(new Uri("/articles/mill", UriKind.Relative), Cancel);
        Assert.Equal(System.Net.HttpStatusCode.Gone, gone.StatusCode);
        Assert.Contains("</strong> There was &lt;no&gt; fire.", await gone.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("burnt down", await gone.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        // 5. Removing a story.
        await OpenStoryAsync(page, "example.org/meridian-press/2013/05/07/lavrov-kerry-moscow-talks", TalksTitle);
        await story.GetByRole(AriaRole.Button, new() { Name = "Remove…" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("It comes back when its file or address is indexed again");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Assertions.Expect(page.Locator("#tagline")).ToContainTextAsync("42 stories");
        await Assertions.Expect(story).ToBeHiddenAsync();

        // 6. A new index of other stories, and back.
        own.Write("new/one.txt", "The bridge of Oldmouth fell.");
        own.Write("new/two.txt", "The bridge of Newmouth held.");
        await page.GetByLabel("Folders, files and addresses, one on each line").FillAsync(Path.Combine(own.Root, "new"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Rebuild…" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Stories from elsewhere are not in it.");
        await page.GetByLabel("It may hold far fewer stories than now").CheckAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Rebuild" }).ClickAsync();
        await Assertions.Expect(page.Locator("#tagline")).ToHaveTextAsync("2 stories"); // which have no date
        await page.GetByRole(AriaRole.Button, new() { Name = "Roll back…" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("what was retracted stays out");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Roll back" }).ClickAsync();
        await Assertions.Expect(page.Locator("#tagline")).ToContainTextAsync("42 stories");
        await OpenStoryAsync(page, "mill", HostileTitle);
        await story.GetByRole(AriaRole.Button, new() { Name = "Lift the retraction…" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Lift" }).ClickAsync();
        await Assertions.Expect(page.Locator("#tagline")).ToContainTextAsync("43 stories");

        // 7. All of it is in the log, with who did it.
        foreach (var what in new[] { "sign in", "upload many.jsonl", "index run", "retract mill", "remove example.org/meridian-press/", "rebuild run", "roll back", "lift retraction mill" })
        {
            await Assertions.Expect(page.Locator("#audit li", new() { HasText = what }).First).ToContainTextAsync("Ann (admin key, ");
        }

        await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, "admin-log.png"), FullPage = true });
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Admin key")).ToBeVisibleAsync();
        Assert.Empty(browsed.Outside);
        Assert.Empty(errors);
        Assert.Empty(await page.EvaluateAsync<string[]>("violations"));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_no_fault(ColorScheme scheme)
    {
        Axe.SkipWithout();
        await using var browsed = await browser.OpenAsync(new() { ColorScheme = scheme, ViewportSize = Desktop, BypassCSP = true });
        var page = browsed.Page;
        await page.GotoAsync(new Uri(administered.Bot.Address, "/admin").AbsoluteUri);
        await LookAsync("admin-sign-in");
        await SignInAsync(page);
        await OpenStoryAsync(page, "example.org/meridian-press/2013/05/07/lavrov-kerry-moscow-talks", TalksTitle);
        await Assertions.Expect(page.Locator("#story ol").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#by-day svg")).ToBeVisibleAsync();
        await LookAsync("admin");
        await page.GetByRole(AriaRole.Button, new() { Name = "Retract…" }).ClickAsync();
        await LookAsync("admin-dialog");

        async Task LookAsync(string name)
        {
            foreach (var (device, size) in new[] { ("phone", new ViewportSize { Width = 390, Height = 800 }), ("desktop", Desktop) })
            {
                await page.SetViewportSizeAsync(size.Width, size.Height);
                await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, $"{name}-{device}-{scheme.ToString().ToLowerInvariant()}.png"), FullPage = true });
                await Axe.AssertNoFaultsAsync(page);
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} is wider than the {device}");
            }
        }
    }

    [Fact]
    public async Task A_late_answer_to_an_earlier_search_does_not_take_the_place_of_the_last_ones()
    {
        await using var browsed = await browser.OpenAsync(new() { ViewportSize = Desktop });
        var page = browsed.Page;
        var isLate = new TaskCompletionSource();
        await page.RouteAsync(url => url.EndsWith("/stories?count=8&text=", StringComparison.Ordinal), async route =>
        {
            await isLate.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(new Uri(administered.Bot.Address, "/admin").AbsoluteUri);
        await SignInAsync(page);
        await OpenStoryAsync(page, "example.org/meridian-press/2013/05/07/lavrov-kerry-moscow-talks", TalksTitle);

        await page.RunAndWaitForResponseAsync(
            () =>
            {
                isLate.SetResult();
                return Task.CompletedTask;
            },
            response => response.Url.EndsWith("/stories?count=8&text=", StringComparison.Ordinal));

        await Assertions.Expect(page.Locator("#story ol").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#found li")).ToHaveCountAsync(1);
    }

    private static ViewportSize Desktop => new() { Width = 1280, Height = 900 };

    private static async Task SignInAsync(IPage page)
    {
        await page.GetByLabel("Admin key").FillAsync(AdministeredBot.Key);
        await page.GetByLabel("Your name, for the log").FillAsync("Ann");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#desk")).ToBeVisibleAsync();
    }

    private static async Task OpenStoryAsync(IPage page, string text, string title)
    {
        await page.GetByLabel("Words of the title, an id, or an address").FillAsync(text);
        await page.RunAndWaitForResponseAsync(() => page.Keyboard.PressAsync("Enter"), response => response.Url.Contains("/stories?", StringComparison.Ordinal));
        await page.Locator("#found").GetByRole(AriaRole.Button, new() { Name = title, Exact = true }).ClickAsync();
    }

    private static Task DropAsync(IPage page, string name, string content) => page.EvaluateAsync(
        """
        ([name, content]) => {
            const files = new DataTransfer();
            files.items.add(new File([content], name));
            document.getElementById('drop').dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }));
        }
        """,
        new[] { name, content });

    // What the server refuses is in the console as well, and told on the page.
    private static List<string> Errors(IPage page)
    {
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        page.Dialog += (_, dialog) => errors.Add(dialog.Message);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                errors.Add(message.Text);
            }
        };
        return errors;
    }
}
