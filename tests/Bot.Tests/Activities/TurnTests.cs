using System.Net;
using System.Runtime.CompilerServices;

namespace NewsBot.Tests.Activities;

public sealed class TurnTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_is_answered_before_its_turn_ends()
    {
        var mayEnd = new TaskCompletionSource();
        await using var channel = await ChannelDouble.StartAsync();
        await using var bot = await BotDouble.StartAsync(async (turn, cancel) =>
        {
            await mayEnd.Task.WaitAsync(cancel);
            await turn.SendActivityAsync("done", cancel);
        });

        using var response = await bot.PostAsync(Some.Message(channel, "Hi"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(channel.Rest());
        mayEnd.SetResult();
        Assert.Equal("done", (await channel.NextAsync()).Text);
    }

    [Fact]
    public async Task Turns_of_one_conversation_run_in_order_and_one_at_a_time()
    {
        var running = 0;
        await using var channel = await ChannelDouble.StartAsync();
        await using var bot = await BotDouble.StartAsync(async (turn, cancel) =>
        {
            var alone = Interlocked.Increment(ref running) == 1;
            await Task.Delay(Random.Shared.Next(10), cancel);
            await turn.SendActivityAsync($"{turn.Activity.Text} {alone}", cancel);
            Interlocked.Decrement(ref running);
        });

        foreach (var number in Enumerable.Range(1, 20))
        {
            using var response = await bot.PostAsync(Some.Message(channel, $"{number}"));
        }

        foreach (var number in Enumerable.Range(1, 20))
        {
            Assert.Equal($"{number} True", (await channel.NextAsync()).Text);
        }
    }

    [Fact]
    public async Task Turns_of_several_conversations_run_side_by_side()
    {
        using var bothHere = new CountdownEvent(2);
        var here = new TaskCompletionSource();
        await using var channel = await ChannelDouble.StartAsync();
        await using var bot = await BotDouble.StartAsync(async (turn, cancel) =>
        {
            if (bothHere.Signal())
            {
                here.SetResult();
            }

            await here.Task.WaitAsync(cancel);
            await turn.SendActivityAsync("met", cancel);
        });

        using var one = await bot.PostAsync(Some.Message(channel, "Hi", conversation: "one"));
        using var two = await bot.PostAsync(Some.Message(channel, "Hi", conversation: "two"));

        Assert.Equal("met", (await channel.NextAsync()).Text);
        Assert.Equal("met", (await channel.NextAsync()).Text);
    }

    [Fact]
    public async Task No_more_turns_run_at_once_than_are_allowed()
    {
        var running = 0;
        var most = 0;
        await using var channel = await ChannelDouble.StartAsync();
        await using var bot = await BotDouble.StartAsync(
            async (turn, cancel) =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref running));
                await Task.Delay(20, cancel);
                Interlocked.Decrement(ref running);
                await turn.SendActivityAsync("done", cancel);
            },
            settings: Settings(("Activities:MaxConcurrentTurns", "2")));

        foreach (var number in Enumerable.Range(1, 10))
        {
            using var response = await bot.PostAsync(Some.Message(channel, "Hi", conversation: $"{number}"));
        }

        foreach (var number in Enumerable.Range(1, 10))
        {
            await channel.NextAsync();
        }

        Assert.Equal(2, most);
    }

    [Fact]
    public async Task A_full_queue_asks_the_channel_to_come_back_and_takes_the_activity_then()
    {
        var begun = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        await using var channel = await ChannelDouble.StartAsync();
        await using var bot = await BotDouble.StartAsync(
            async (turn, cancel) =>
            {
                begun.TrySetResult();
                await mayEnd.Task.WaitAsync(cancel);
                await turn.SendActivityAsync(turn.Activity.Text!, cancel);
            },
            settings: Settings(("Activities:MaxConcurrentTurns", "1"), ("Activities:MaxWaitingTurns", "1")));

        using var runs = await bot.PostAsync(Some.Message(channel, "runs"));
        await begun.Task.WaitAsync(Cancel);
        using var waits = await bot.PostAsync(Some.Message(channel, "waits"));
        var tooMuch = Some.Message(channel, "too much", conversation: "another");
        using var refused = await bot.PostAsync(tooMuch);

        await MessagesEndpointTests.AssertRefusedAsync(HttpStatusCode.ServiceUnavailable, refused);
        Assert.NotNull(refused.Headers.RetryAfter);

        mayEnd.SetResult();
        Assert.Equal("runs", (await channel.NextAsync()).Text);
        Assert.Equal("waits", (await channel.NextAsync()).Text);
        using var accepted = await bot.PostAsync(tooMuch);
        Assert.Equal("too much", (await channel.NextAsync()).Text);
    }

    [Fact]
    public async Task A_turn_that_fails_ends_in_an_apology_that_gives_nothing_away_and_the_next_one_runs()
    {
        await using var channel = await ChannelDouble.StartAsync();
        await using var bot = await BotDouble.StartAsync((turn, cancel) => turn.Activity.Text is "fail"
            ? throw new InvalidOperationException("secret")
            : turn.SendActivityAsync("fine", cancel));

        using var fails = await bot.PostAsync(Some.Message(channel, "fail"));
        using var works = await bot.PostAsync(Some.Message(channel, "work"));

        var apology = (await channel.NextAsync()).Text!;
        Assert.Matches(@"^Sorry, something went wrong while I looked that up\. Please ask again\. \(In the bot's log: [0-9a-f]{8}\)$", apology);
        Assert.Equal("fine", (await channel.NextAsync()).Text);
        Assert.Contains(bot.Log.Lines, line => line.StartsWith($"Error: A turn failed ({apology[^9..^1]}): message on emulator", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_turn_that_hangs_is_given_up_with_an_apology()
    {
        await using var channel = await ChannelDouble.StartAsync();
        await using var bot = await BotDouble.StartAsync(
            (_, cancel) => Task.Delay(Timeout.Infinite, cancel), settings: Settings(("Activities:TurnTimeout", "00:00:01")));

        using var response = await bot.PostAsync(Some.Message(channel, "Hi"));

        Assert.StartsWith("Sorry", (await channel.NextAsync()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":{"code":"ContentStreamNotAllowed","message":"Content stream was canceled by user."}}""")]
    [InlineData("""{"code":"ContentStreamNotAllowed","message":"Content stream was cancelled by user."}""")]
    public async Task A_turn_that_its_reader_stops_ends_without_a_word_and_the_next_one_runs(string refusal)
    {
        var isCancelled = new TaskCompletionSource();
        await using var channel = await ChannelDouble.StartAsync();
        await using var bot = await BotDouble.StartAsync((turn, cancel) => turn.Activity.Text is "stream"
            ? turn.StreamingResponse.SendAsync(Parts(cancel), () => turn.Activity.CreateReply("never"), cancel)
            : turn.SendActivityAsync("next", cancel));
        channel.ThenAnswers(HttpStatusCode.Created, """{"id":"1"}""").ThenAnswers(HttpStatusCode.Forbidden, refusal);

        using var stopped = await bot.PostAsync(Some.Message(channel, "stream").With("channelId", "msteams"));
        using var next = await bot.PostAsync(Some.Message(channel, "next").With("channelId", "msteams"));
        await isCancelled.Task.WaitAsync(Cancel);

        Assert.Equal("More. ", (await channel.NextAsync()).Text);
        Assert.StartsWith("More. More. ", (await channel.NextAsync()).Text, StringComparison.Ordinal);
        Assert.Equal("next", (await channel.NextAsync()).Text);
        Assert.DoesNotContain(bot.Log.Lines, line => line.Contains("failed", StringComparison.Ordinal));

        async IAsyncEnumerable<string> Parts([EnumeratorCancellation] CancellationToken cancel)
        {
            await using var registered = cancel.Register(isCancelled.SetResult);
            while (true)
            {
                yield return "More. ";
                await Task.Delay(1600, cancel);
            }
        }
    }

    [Fact]
    public async Task A_failed_apology_does_not_stop_the_bot()
    {
        await using var channel = await ChannelDouble.StartAsync();
        await using var bot = await BotDouble.StartAsync((turn, cancel) => turn.SendActivityAsync(turn.Activity.Text!, cancel));
        channel.ThenAnswers(HttpStatusCode.Forbidden).ThenAnswers(HttpStatusCode.Forbidden);

        using var refused = await bot.PostAsync(Some.Message(channel, "refused"));
        using var taken = await bot.PostAsync(Some.Message(channel, "taken"));

        Assert.Equal("refused", (await channel.NextAsync()).Text);
        Assert.StartsWith("Sorry", (await channel.NextAsync()).Text, StringComparison.Ordinal);
        Assert.Equal("taken", (await channel.NextAsync()).Text);
    }

    [Fact]
    public async Task A_turn_that_runs_when_the_program_stops_may_finish()
    {
        var begun = new TaskCompletionSource();
        await using var channel = await ChannelDouble.StartAsync();
        await using var bot = await BotDouble.StartAsync(async (turn, cancel) =>
        {
            begun.SetResult();
            await Task.Delay(300, cancel);
            await turn.SendActivityAsync("just in time", cancel);
        });

        using var response = await bot.PostAsync(Some.Message(channel, "Hi"));
        await begun.Task.WaitAsync(Cancel);
        await bot.StopAsync();

        Assert.Equal("just in time", Assert.Single(channel.Rest()).Text);
    }

    [Fact]
    public async Task A_turn_that_runs_on_after_the_grace_is_cancelled_and_those_that_wait_are_counted()
    {
        var begun = new TaskCompletionSource();
        await using var channel = await ChannelDouble.StartAsync();
        await using var bot = await BotDouble.StartAsync(
            async (_, cancel) =>
            {
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, cancel);
            },
            settings: Settings(("Activities:ShutdownGrace", "00:00:00.1")));

        using var runs = await bot.PostAsync(Some.Message(channel, "runs"));
        using var waits = await bot.PostAsync(Some.Message(channel, "waits"));
        await begun.Task.WaitAsync(Cancel);
        await bot.StopAsync();

        Assert.Empty(channel.Rest());
        Assert.Contains(bot.Log.Lines, line => line.Contains("A turn was cut short", StringComparison.Ordinal));
        Assert.Contains(bot.Log.Lines, line => line.Contains("1 waiting turns were not begun", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_user_wrote_is_not_logged()
    {
        await using var channel = await ChannelDouble.StartAsync();
        await using var bot = await BotDouble.StartAsync((_, _) => throw new InvalidOperationException());

        using var response = await bot.PostAsync(Some.Message(channel, "my innermost question"));
        await channel.NextAsync();

        Assert.NotEmpty(bot.Log.Lines);
        Assert.DoesNotContain(bot.Log.Lines, line => line.Contains("innermost", StringComparison.Ordinal));
    }

    private static Dictionary<string, string?> Settings(params (string Name, string Value)[] settings) =>
        settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value, StringComparer.Ordinal);

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
