using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using NewsBot.Activities;
using NewsBot.Answers;
using NewsBot.DirectLine;
using NewsBot.Pages;
using NewsBot.Retrieval;
using NewsBot.Tests.Commands;

namespace NewsBot.Tests.Clients;

/// <summary>The page at / with an answer that comes little by little; all but the answer is the program's.</summary>
public sealed class StreamedWebChatTests(SampleIndex samples, Browser browser)
{
    [Fact]
    public async Task An_answer_grows_in_one_bubble_under_its_question_and_is_there_after_a_reload()
    {
        var pace = new Pace();
        await using var program = await StartAsync(pace);
        await using var browsed = await browser.OpenAsync();
        await browsed.Page.GotoAsync(program.Urls.Single());
        List<string> shown = ["Welcome."];
        await ExpectAsync(browsed.Page, shown);
        foreach (var number in Enumerable.Range(1, 2))
        {
            pace.Reset();
            var box = browsed.Page.Locator(".webchat__send-box-text-box__input");
            await box.FillAsync($"Question {number}?");
            await box.PressAsync("Enter");
            await ExpectAsync(browsed.Page, [.. shown, $"Question {number}?", $"First of {number}."]);
            await browsed.Page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, $"web-chat-streaming-{number}.png") });
            pace.GoOn();
            shown.AddRange([$"Question {number}?", $"First of {number}. Second of {number}."]);
            await ExpectAsync(browsed.Page, shown);
        }

        await browsed.Page.ReloadAsync();
        await ExpectAsync(browsed.Page, shown);
    }

    private static Task ExpectAsync(IPage page, IReadOnlyList<string> bubbles) =>
        Assertions.Expect(page.Locator(".webchat__bubble__content")).ToHaveTextAsync(bubbles, new() { Timeout = 30_000 });

    private async Task<WebApplication> StartAsync(Pace pace)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([new("Retrieval:DataFolder", samples.Data)]);
        builder.Services.AddRetrieval().AddSingleton<QuestionAnswerer>().AddSingleton<ExampleQuestions>().AddSingleton(pace);
        builder.Services.AddBotActivities<SlowHandler>().AddDirectLine().AddPages();
        var program = builder.Build();
        program.UseWebSockets();
        program.UseCors();
        program.UseRateLimiter();
        program.MapDirectLine();
        program.MapPages();
        await program.StartAsync(TestContext.Current.CancellationToken);
        return program;
    }

    private sealed class Pace
    {
        private volatile TaskCompletionSource mayGoOn = new();

        public Task Wait => mayGoOn.Task;

        public void Reset() => mayGoOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void GoOn() => mayGoOn.SetResult();
    }

    private sealed class SlowHandler(Pace pace) : ActivityHandler
    {
        protected override Task OnMembersAddedAsync(IReadOnlyList<ChannelAccount> members, TurnContext turn, CancellationToken cancellationToken) =>
            turn.SendActivityAsync("Welcome.", cancellationToken);

        protected override async Task OnMessageAsync(TurnContext turn, CancellationToken cancellationToken)
        {
            var number = turn.Activity.Text![^2];
            await turn.SendTypingAsync(cancellationToken);
            await turn.StreamingResponse.SendAsync(
                PartsAsync(number, cancellationToken), () => turn.Activity.CreateReply($"First of {number}. Second of {number}."), cancellationToken);
        }

        private async IAsyncEnumerable<string> PartsAsync(char number, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return $"First of {number}. ";
            await pace.Wait.WaitAsync(cancellationToken);
            yield return $"Second of {number}.";
        }
    }
}
