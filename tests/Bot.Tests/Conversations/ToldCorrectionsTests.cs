using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using NewsBot.Tests.Activities;
using NewsBot.Tests.Admin;
using NewsBot.Tests.Clients;
using NewsBot.Tests.Commands;
using NewsBot.Tests.Serving;

namespace NewsBot.Tests.Conversations;

/// <summary>What the real program says where it had told something that the stories do not say any more.</summary>
public sealed class ToldCorrectionsTests(Browser browser) : IAsyncLifetime
{
    private const string Hurt = "How many people were hurt at Oldmouth?";
    private const string Before = "Ten people were hurt in the flood at Oldmouth.";
    private const string After = "Two people were hurt in the flood at Oldmouth.";

    private readonly TempFolder folder = new();
    private readonly string chat = $"chat-{Guid.NewGuid():N}";
    private ChannelDouble channel = null!;
    private ServedBot bot = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        channel = await ChannelDouble.StartAsync();
        await IndexAsync(Before);
        bot = new ServedBot(folder.Combine("data"));
        await bot.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await bot.DisposeAsync();
        await channel.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task In_Teams_a_changed_sentence_is_told_once_at_the_next_turn_with_what_stands_there_now_also_after_a_restart()
    {
        Assert.Contains(Before, Plain((await AskAsync(Hurt)).Text), StringComparison.Ordinal);
        Assert.StartsWith("I know", (await AskAsync("about")).Text, StringComparison.Ordinal); // nothing has changed yet
        await IndexAsync(After);
        await bot.StartAsync();

        var correction = await AskAsync("about");
        Assert.Null(correction.Text);
        Assert.Equal(
            ["Before I go on: I told you something here that the stories do not say any more.", "The flood at Oldmouth", $"I told you on {Today}", Before, "The story says now", After],
            TextsOf(correction));
        Assert.StartsWith("I know", (await NextAsync()).Text, StringComparison.Ordinal);
        Assert.StartsWith("I know", (await AskAsync("about")).Text, StringComparison.Ordinal);

        // What was corrected once may change again, and is then another sentence that was told.
        Assert.Contains(After, Plain((await AskAsync(Hurt)).Text), StringComparison.Ordinal);
        await IndexAsync("It rained at Oldmouth.", "It rained.");
        Assert.Contains(After, TextsOf(await AskAsync("about")));
    }

    [Fact]
    public async Task In_Teams_a_retraction_is_told_with_its_reason_and_the_sources_of_the_answer_are_not_shown_any_more()
    {
        Assert.Contains(Before, Plain((await AskAsync(Hurt)).Text), StringComparison.Ordinal);
        using var admin = new AdminClient(bot.Address);
        await admin.RefreshAsync();
        using var retracted = await admin.SendAsync(HttpMethod.Post, "stories/retract", new { id = "flood", reason = "There was no flood." });
        Assert.Equal(HttpStatusCode.NoContent, retracted.StatusCode);

        var correction = await AskAsync("sources");
        Assert.Equal(["The flood at Oldmouth", $"I told you on {Today}", Before, "The story was retracted", $"{Today}: There was no flood."], TextsOf(correction).Skip(1));
        Assert.StartsWith("I have no answer in mind", (await NextAsync()).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Before, Plain((await AskAsync(Hurt)).Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_reset_nothing_is_told_of_what_was_forgotten()
    {
        await AskAsync(Hurt);
        await IndexAsync(After);

        Assert.StartsWith("Done, I have forgotten", (await AskAsync("reset")).Text, StringComparison.Ordinal);
        Assert.StartsWith("I know", (await AskAsync("about")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Web_Chat_old_and_new_stand_side_by_side()
    {
        Axe.SkipWithout();
        await using var browsed = await browser.OpenAsync(new() { BypassCSP = true });
        await browsed.Page.GotoAsync(bot.Address.AbsoluteUri);
        await Assertions.Expect(Answers()).ToHaveCountAsync(1); // the greeting
        await AskInBrowserAsync(Hurt, answers: 2);
        await IndexAsync(After);
        await AskInBrowserAsync("When did it rain at Oldmouth?", answers: 4);

        var columns = browsed.Page.Locator(".ac-columnSet .ac-container", new() { HasText = "people were hurt" });
        await Assertions.Expect(columns).ToHaveCountAsync(2);
        await browsed.Page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, "correction.png") });
        var places = await columns.EvaluateAllAsync<double[]>("columns => columns.flatMap(column => [column.getBoundingClientRect().x, column.getBoundingClientRect().y])");
        Assert.Contains(Before, await columns.Nth(0).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains(After, await columns.Nth(1).InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(places[0] < places[2] && Math.Abs(places[1] - places[3]) < 1, string.Join(", ", places));
        await Axe.AssertNoFaultsAsync(browsed.Page);

        async Task AskInBrowserAsync(string question, int answers)
        {
            var box = browsed.Page.Locator(".webchat__send-box-text-box__input");
            await box.FillAsync(question);
            await box.PressAsync("Enter");
            await Assertions.Expect(Answers()).ToHaveCountAsync(answers);
        }

        ILocator Answers() => browsed.Page.Locator(".webchat__stacked-layout:not(.webchat__stacked-layout--from-user)");
    }

    private static string Today => TimeProvider.System.GetUtcNow().ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private static List<string> TextsOf(Delivery delivery) => Texts(delivery.Body.GetProperty("attachments")[0].GetProperty("content").GetProperty("body")).ToList();

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => property is { Name: "text" } ? [property.Value.GetString()!] : Texts(property.Value)),
        _ => [],
    };

    private async Task IndexAsync(params string[] sentences)
    {
        var text = string.Join(' ', sentences.Prepend("The river rose by two metres on Monday."));
        var story = folder.Write("flood.jsonl", JsonSerializer.Serialize(new { id = "flood", title = "The flood at Oldmouth", source = "The Daily Harbour", date = "2013-05-07", text }));
        Assert.Equal(0, (await NewsBotProgram.RunAsync("index", story, "--data", folder.Combine("data"))).ExitCode);
    }

    private async Task<Delivery> AskAsync(string text)
    {
        var message = Some.Message(channel, text, chat).With("channelId", "msteams")
            .With("conversation", new JsonObject { ["id"] = chat, ["conversationType"] = "groupChat", ["isGroup"] = true, ["tenantId"] = "tenant-1" });
        using var response = await bot.Http.PostAsync("/api/messages", new StringContent(message.ToJsonString(), System.Text.Encoding.UTF8, "application/json"), Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await NextAsync();
    }

    private async Task<Delivery> NextAsync()
    {
        Delivery delivery;
        do
        {
            delivery = await channel.NextAsync();
        }
        while (delivery.Type == "typing");

        return delivery;
    }

    // Without what makes the answer bold.
    private static string Plain(string? text) => text!.Replace("**", "", StringComparison.Ordinal);
}
