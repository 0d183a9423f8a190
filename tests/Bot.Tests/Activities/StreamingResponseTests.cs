using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using NewsBot.Activities;

namespace NewsBot.Tests.Activities;

/// <summary>Messages that come little by little, on a clock that the tests wind.</summary>
public sealed class StreamingResponseTests
{
    private const string StoppedText = "Content stream was canceled by user.";

    private readonly FakeTimeProvider time = new();
    private readonly List<(Activity Activity, TimeSpan At)> sent = [];
    private readonly Queue<ConnectorException?> refusals = [];
    private readonly long begin;

    public StreamingResponseTests() => begin = time.GetTimestamp();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("msteams")]
    [InlineData("webchat")]
    [InlineData("emulator")]
    public async Task A_message_that_is_whole_at_once_is_sent_at_once(string channel)
    {
        var turn = Turn(channel);
        await WindAsync(turn.StreamingResponse.SendAsync(Parts(("All of it.", 0)), () => Message(turn, "All of it."), Cancel));

        var (message, at) = Assert.Single(sent);
        Assert.Equal("message", message.Type);
        Assert.Null(message.Entities);
        Assert.True(at < TimeSpan.FromMilliseconds(200), $"{at}");
    }

    [Fact]
    public async Task In_Teams_what_comes_slowly_is_shown_as_it_comes_no_faster_than_Teams_takes_it()
    {
        var turn = Turn("msteams");
        var claims = new MessageEntity { AdditionalType = ["AIGeneratedContent"] };
        await WindAsync(turn.StreamingResponse.SendAsync(
            Parts(("One. ", 0.1), ("Two. ", 0.1), ("Three. ", 2), ("Four.", 2)), () => Message(turn, "One. Two. Three. Four.") with { Entities = [claims] }, Cancel));

        Assert.Equal(["One. Two. ", "One. Two. Three. ", "One. Two. Three. Four."], sent.Select(part => part.Activity.Text));
        Assert.Equal(["typing", "typing", "message"], sent.Select(part => part.Activity.Type));
        Assert.Equal(
            [new("streaming", null, 1), new("streaming", "id-1", 2), new("final", "id-1", null)],
            sent.Select(part => part.Activity.Entities!.OfType<StreamInfo>().Single()));
        Assert.Equal(claims, sent[^1].Activity.Entities![^1]);
        Assert.All(sent.Zip(sent.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(1), $"{pair.First.At} {pair.Second.At}"));
    }

    [Fact]
    public async Task The_parts_are_written_as_Teams_and_Web_Chat_read_them()
    {
        var turn = Turn("webchat");
        await WindAsync(turn.StreamingResponse.SendAsync(
            Parts(("One. ", 0), ("Two.", 1)), () => Message(turn, "One. Two.") with { ChannelData = JsonElement.Parse("""{"kept":1}""") }, Cancel));
        var (part, final) = (Json(sent[0].Activity), Json(sent[^1].Activity));

        Assert.Equal("""{"streamType":"streaming","streamSequence":1}""", part.GetProperty("channelData").GetRawText());
        Assert.Equal("""{"type":"streaminfo","streamType":"streaming","streamSequence":1}""", part.GetProperty("entities")[0].GetRawText());
        Assert.Equal("""{"kept":1,"streamType":"final","streamId":"id-1"}""", final.GetProperty("channelData").GetRawText());
        Assert.Equal("""{"type":"streaminfo","streamType":"final","streamId":"id-1"}""", final.GetProperty("entities")[0].GetRawText());
    }

    [Fact]
    public async Task In_Teams_a_reader_who_waits_is_told_what_the_bot_does_and_the_answer_takes_its_place()
    {
        var turn = Turn("msteams");
        var found = await WindAsync(turn.StreamingResponse.InformWhileAsync("Searching…", async cancel => await LaterAsync("found", 1.2, cancel), Cancel));
        await WindAsync(turn.StreamingResponse.SendAsync(Parts((found, 0)), () => Message(turn, found), Cancel));

        Assert.Equal(
            [new("informative", null, 1), new("final", "id-1", null)], sent.Select(part => part.Activity.Entities!.OfType<StreamInfo>().Single()));
        Assert.Equal(["Searching…", "found"], sent.Select(part => part.Activity.Text));
        Assert.True(sent[1].At - sent[0].At >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task In_Teams_a_reader_who_does_not_wait_is_told_nothing_but_the_answer()
    {
        var turn = Turn("msteams");
        var found = await WindAsync(turn.StreamingResponse.InformWhileAsync("Searching…", async cancel => await LaterAsync("found", 0.5, cancel), Cancel));
        await WindAsync(turn.StreamingResponse.SendAsync(Parts((found, 0)), () => Message(turn, found), Cancel));

        Assert.Equal("found", Assert.Single(sent).Activity.Text);
    }

    [Theory]
    [InlineData("msteams", "groupChat")]
    [InlineData("msteams", "channel")]
    [InlineData("emulator", null)]
    [InlineData(null, null)]
    public async Task Elsewhere_the_bot_is_typing_until_the_message_is_whole(string? channel, string? type)
    {
        var turn = Turn(channel, type);
        await WindAsync(turn.StreamingResponse.InformWhileAsync("Searching…", async cancel => await LaterAsync("found", 4, cancel), Cancel));
        await WindAsync(turn.StreamingResponse.SendAsync(Parts(("One. ", 1), ("Two.", 5)), () => Message(turn, "One. Two."), Cancel));

        Assert.Equal("One. Two.", sent[^1].Activity.Text);
        Assert.Equal("message", sent[^1].Activity.Type);
        Assert.All(sent.SkipLast(1), part => Assert.Equal(("typing", null), (part.Activity.Type, part.Activity.Text)));
        Assert.InRange(sent.Count, 4, 5);
        Assert.All(sent.SkipLast(1).Zip(sent.SkipLast(1).Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task Whoever_waits_in_the_response_gets_no_parts()
    {
        var turn = Turn("msteams", deliveryMode: "expectReplies");
        await WindAsync(turn.StreamingResponse.SendAsync(Parts(("One. ", 0), ("Two.", 2)), () => Message(turn, "One. Two."), Cancel));

        Assert.Equal("message", Assert.Single(sent).Activity.Type);
    }

    [Theory]
    [InlineData("Content stream was canceled by user.")]
    [InlineData("Content stream was cancelled by the user")]
    public async Task Stop_ends_the_making_of_the_parts_and_nothing_more_is_sent(string sentence)
    {
        var turn = Turn("msteams");
        var source = new Source();
        Refuse(null, new("refused") { StatusCode = HttpStatusCode.Forbidden, ErrorText = sentence });

        await Assert.ThrowsAsync<StoppedByUserException>(() => WindAsync(turn.StreamingResponse.SendAsync(source.Endless(time, Cancel), () => Message(turn, "never"), Cancel)));

        Assert.Equal(2, sent.Count);
        Assert.True(source.IsCancelled);
    }

    [Fact]
    public async Task Stop_ends_the_search_too()
    {
        var turn = Turn("msteams");
        Refuse(new ConnectorException("refused") { StatusCode = HttpStatusCode.Forbidden, ErrorText = StoppedText });
        var isCancelled = false;

        await Assert.ThrowsAsync<StoppedByUserException>(() => WindAsync(turn.StreamingResponse.InformWhileAsync(
            "Searching…",
            async cancel =>
            {
                cancel.Register(() => isCancelled = true);
                return await LaterAsync("found", 100, cancel);
            },
            Cancel)));

        Assert.True(isCancelled);
    }

    [Fact]
    public async Task Stop_is_heard_while_there_is_nothing_to_show_yet()
    {
        var turn = Turn("msteams");
        Refuse(null, null, new("refused") { StatusCode = HttpStatusCode.Forbidden, ErrorText = StoppedText });

        await Assert.ThrowsAsync<StoppedByUserException>(() => WindAsync(turn.StreamingResponse.InformWhileAsync("Searching…", cancel => LaterAsync("found", 100, cancel), Cancel)));

        Assert.Equal([1, 2, 3], sent.Select(part => part.Activity.Entities!.OfType<StreamInfo>().Single().StreamSequence));
        Assert.InRange((sent[2].At - sent[0].At).TotalSeconds, 5, 8);
    }

    [Fact]
    public async Task Stop_is_heard_while_nothing_more_comes()
    {
        var turn = Turn("msteams");
        Refuse(null, new("refused") { StatusCode = HttpStatusCode.Forbidden, ErrorText = StoppedText });

        await Assert.ThrowsAsync<StoppedByUserException>(
            () => WindAsync(turn.StreamingResponse.SendAsync(Parts(("One. ", 0), ("Two.", 100)), () => Message(turn, "never"), Cancel)));

        Assert.Equal([("One. ", 1), ("One. ", 2)], sent.Select(part => (part.Activity.Text!, part.Activity.Entities!.OfType<StreamInfo>().Single().StreamSequence!.Value)));
        Assert.InRange((sent[1].At - sent[0].At).TotalSeconds, 3, 5);
    }

    [Fact]
    public async Task A_channel_that_does_not_take_the_same_words_again_still_gets_the_whole_as_the_streams_end()
    {
        var turn = Turn("msteams");
        Refuse(null, new("refused") { StatusCode = HttpStatusCode.BadRequest });
        await WindAsync(turn.StreamingResponse.SendAsync(Parts(("One. ", 0), ("Two.", 10)), () => Message(turn, "One. Two."), Cancel));

        Assert.Equal(new StreamInfo("final", "id-1", null), sent[^1].Activity.Entities!.OfType<StreamInfo>().Single());
    }

    [Fact]
    public async Task What_went_wrong_is_said_below_what_was_shown_and_ends_the_stream()
    {
        var turn = Turn("msteams");
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => WindAsync(turn.StreamingResponse.SendAsync(Parts(("One. ", 0), ("Two. ", 2)), () => throw new InvalidOperationException("broken"), Cancel)));
        await WindAsync(turn.StreamingResponse.BreakOffAsync("Sorry.", Cancel));

        Assert.Equal("One.\n\nSorry.", sent[^1].Activity.Text);
        Assert.Equal(new StreamInfo("final", "id-1", null), sent[^1].Activity.Entities!.OfType<StreamInfo>().Single());
    }

    [Fact]
    public async Task What_went_wrong_before_anything_was_shown_is_a_message()
    {
        var turn = Turn("msteams");
        await WindAsync(turn.StreamingResponse.BreakOffAsync("Sorry.", Cancel));

        Assert.Equal(("message", "Sorry."), (sent[^1].Activity.Type, sent[^1].Activity.Text));
        Assert.Null(sent[^1].Activity.Entities);
    }

    [Fact]
    public async Task A_reader_is_not_told_what_the_bot_does_beyond_what_a_stream_may_take()
    {
        var turn = Turn("msteams");
        await WindAsync(turn.StreamingResponse.InformWhileAsync("Searching…", cancel => LaterAsync("found", 119, cancel), Cancel));

        Assert.InRange((sent[^1].At - sent[0].At).TotalSeconds, 85, 94);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "Content stream is not allowed")]
    [InlineData(HttpStatusCode.MethodNotAllowed, "Streaming is not supported")]
    [InlineData(HttpStatusCode.BadRequest, null)]
    [InlineData(null, null)]
    public async Task Where_streams_are_refused_one_message_is_sent(HttpStatusCode? status, string? sentence)
    {
        var turn = Turn("msteams");
        Refuse(new ConnectorException("refused") { StatusCode = status, ErrorText = sentence });
        await WindAsync(turn.StreamingResponse.SendAsync(Parts(("One. ", 0), ("Two. ", 2), ("Three.", 2)), () => Message(turn, "One. Two. Three."), Cancel));

        Assert.Single(sent, part => part.Activity.Entities is not null);
        Assert.Equal("One. Two. Three.", sent[^1].Activity.Text);
        Assert.Null(sent[^1].Activity.Entities);
    }

    [Fact]
    public async Task Where_the_end_is_refused_the_whole_is_sent_as_a_new_message()
    {
        var turn = Turn("msteams");
        Refuse(null, new("refused") { StatusCode = HttpStatusCode.Forbidden, ErrorText = "Message size too large" });
        await WindAsync(turn.StreamingResponse.SendAsync(Parts(("One. ", 0), ("Two.", 2)), () => Message(turn, "One. Two."), Cancel));

        Assert.Equal("One. Two.", sent[^1].Activity.Text);
        Assert.Null(sent[^1].Activity.Entities);
    }

    [Fact]
    public async Task What_came_too_fast_for_the_channel_comes_with_the_next_part()
    {
        var turn = Turn("msteams");
        Refuse(null, new("refused") { StatusCode = HttpStatusCode.TooManyRequests });
        await WindAsync(turn.StreamingResponse.SendAsync(
            Parts(("One. ", 0), ("Two. ", 2), ("Three. ", 2), ("Four.", 2)), () => Message(turn, "One. Two. Three. Four."), Cancel));

        Assert.Equal([1, 2, 2], sent.Take(3).Select(part => part.Activity.Entities!.OfType<StreamInfo>().Single().StreamSequence));
        Assert.Equal("One. Two. Three. ", sent[2].Activity.Text);
    }

    [Fact]
    public async Task A_stream_is_closed_before_Teams_would_call_it_failed_and_the_whole_follows()
    {
        var turn = Turn("msteams");
        var parts = Enumerable.Range(1, 50).Select(number => ($"{number}. ", 2.2)).ToArray();
        var whole = string.Concat(parts.Select(part => part.Item1));
        await WindAsync(turn.StreamingResponse.SendAsync(Parts(parts), () => Message(turn, whole), Cancel));

        var closed = sent.Single(part => part.Activity.Entities?.OfType<StreamInfo>().SingleOrDefault()?.StreamType == "final");
        Assert.InRange((closed.At - sent[0].At).TotalSeconds, 90, 105);
        Assert.Equal(whole, sent[^1].Activity.Text);
        Assert.Null(sent[^1].Activity.Entities);
    }

    [Fact]
    public async Task A_text_that_grows_too_long_is_not_shown_before_its_end()
    {
        var turn = Turn("msteams");
        var much = new string('x', 11_000);
        await WindAsync(turn.StreamingResponse.SendAsync(Parts(("One. ", 0), (much, 2), ("Two.", 2)), () => Message(turn, $"One. {much}Two."), Cancel));

        Assert.Equal(["One. ", $"One. {much}Two."], sent.Select(part => part.Activity.Text));
    }

    [Fact]
    public async Task Parts_that_fail_fail_the_turn_and_leave_nothing_running()
    {
        var turn = Turn("msteams");
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => WindAsync(turn.StreamingResponse.SendAsync(Source.Failing(), () => Message(turn, "never"), Cancel)));
        Assert.Empty(sent);
    }

    private TurnContext Turn(string? channel, string? type = null, string? deliveryMode = null)
    {
        var activity = new Activity
        {
            Type = "message",
            Id = "1",
            ChannelId = channel,
            Conversation = new("chat", ConversationType: type),
            DeliveryMode = deliveryMode,
        };
        return new TurnContext(
            activity,
            (reply, _) =>
            {
                sent.Add((reply, time.GetElapsedTime(begin)));
                return refusals.TryDequeue(out var refusal) && refusal is not null
                    ? Task.FromException<string?>(refusal)
                    : Task.FromResult<string?>($"id-{sent.Count}");
            },
            time);
    }

    private void Refuse(params ConnectorException?[] some)
    {
        foreach (var refusal in some)
        {
            refusals.Enqueue(refusal);
        }
    }

    private static Activity Message(TurnContext turn, string text) => turn.Activity.CreateReply(text);

    private static JsonElement Json(Activity activity) => JsonSerializer.SerializeToElement(activity, ActivityJson.Default.Activity);

    private async Task<string> LaterAsync(string what, double seconds, CancellationToken cancellationToken)
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds), time, cancellationToken);
        return what;
    }

    private async IAsyncEnumerable<string> Parts(params (string Text, double Seconds)[] parts)
    {
        foreach (var (text, seconds) in parts)
        {
            if (seconds > 0)
            {
                await Task.Delay(TimeSpan.FromSeconds(seconds), time, Cancel);
            }

            yield return text;
        }
    }

    /// <summary>Winds the clock until it is done, a tenth of a second at a time and slowly enough for whatever that wakes.</summary>
    private async Task<T> WindAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            await Task.Delay(2, Cancel);
            time.Advance(TimeSpan.FromSeconds(0.1));
        }

        return await work;
    }

    private sealed class Source
    {
        public bool IsCancelled { get; private set; }

        public async IAsyncEnumerable<string> Endless(TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await using var cancelled = cancellationToken.Register(() => IsCancelled = true);
            while (true)
            {
                yield return "More. ";
                await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            }
        }

        public static async IAsyncEnumerable<string> Failing()
        {
            await Task.Yield();
            yield return "One. ";
            throw new InvalidOperationException("broken");
        }
    }
}
