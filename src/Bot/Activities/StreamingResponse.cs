using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NewsBot.Activities;

/// <summary>
/// Says one message little by little where the channel shows that, and otherwise that the bot is at work until the message is whole. A message that
/// is whole before a reader would wait is sent at once, everywhere.
/// Teams: https://learn.microsoft.com/microsoftteams/platform/bots/streaming-ux
/// </summary>
public sealed class StreamingResponse
{
    // The wait after which a reader wants to know what the bot is doing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // That the reader wants no answer any more is told in reply to what is said: so something is, again and again.
    private static readonly TimeSpan SilenceInterval = TimeSpan.FromSeconds(3);

    // For about so long clients show that somebody is typing.
    private static readonly TimeSpan TypingInterval = TimeSpan.FromSeconds(3);

    private readonly TurnContext turn;
    private readonly TimeProvider time;
    private readonly StreamRules? rules;

    private string? streamId;
    private int sequence;
    private string shown = "";
    private bool isGivenUp;
    private long begun;
    private long lastAnswered;

    internal StreamingResponse(TurnContext turn, TimeProvider time)
    {
        (this.turn, this.time) = (turn, time);
        rules = StreamRules.For(turn.Activity);
    }

    // Null from the start where the channel has no streams, and after it refused one.
    private StreamRules? Open => isGivenUp ? null : rules;

    /// <summary>Does what has to be done before the first words, and shows meanwhile that the bot is at work; where there is room for words, at what.</summary>
    /// <param name="what">Such as <c>Searching the stories…</c></param>
    /// <exception cref="StoppedByUserException">The reader wants no answer any more; the work was told to end.</exception>
    public async Task<T> InformWhileAsync<T>(string what, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var working = Task.Run(() => work(over.Token), over.Token);
        try
        {
            if (Open is { ShowsInformation: true })
            {
                for (var wait = Patience; !await EndsWithinAsync(working, wait) && Open is { } open && !IsLongerThan(open.Longest); wait = SilenceInterval)
                {
                    await SendChunkAsync(StreamInfo.Informative, what, over.Token);
                }
            }
            else
            {
                do
                {
                    await ShowTypingAsync(over.Token);
                }
                while (!await EndsWithinAsync(working, TypingInterval));
            }

            return await working;
        }
        finally
        {
            await over.CancelAsync();
            await ((Task)working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Shows the parts of a text as they come, and then the message.</summary>
    /// <param name="parts">Each is added to those before it as it is.</param>
    /// <param name="message">The whole, asked for when the parts are through; its text begins with them.</param>
    /// <returns>The id the channel gave the message, if it gave one.</returns>
    /// <exception cref="ConnectorException">The channel did not take it.</exception>
    /// <exception cref="StoppedByUserException">The reader wants no more of it; the parts were told to end.</exception>
    public async Task<string?> SendAsync(IAsyncEnumerable<string> parts, Func<Activity> message, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var source = parts.GetAsyncEnumerator(over.Token);
        var text = new StringBuilder();
        var next = NextAsync();
        try
        {
            // What comes within one interval is shown together.
            for (var tick = Tick(over.Token); ;)
            {
                if (await Task.WhenAny(next, tick) != next)
                {
                    await ShowAsync(text.ToString(), over.Token);
                    tick = Tick(over.Token);
                }
                else if (await next)
                {
                    text.Append(source.Current);
                    next = NextAsync();
                }
                else
                {
                    return await FinishAsync(message(), cancellationToken);
                }
            }
        }
        finally
        {
            await over.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // Whatever makes the parts may compute for long before it first waits.
        Task<bool> NextAsync() => Task.Run(() => source.MoveNextAsync().AsTask(), CancellationToken.None);
    }

    /// <summary>Says below what was shown why no more of it comes; where nothing was, as a message.</summary>
    /// <returns>The id the channel gave the message, if it gave one.</returns>
    /// <exception cref="ConnectorException">The channel did not take it.</exception>
    public Task<string?> BreakOffAsync(string why, CancellationToken cancellationToken) =>
        FinishAsync(turn.Activity.CreateReply(Open is null || shown.Length == 0 ? why : $"{shown.TrimEnd()}\n\n{why}"), cancellationToken);

    private Task Tick(CancellationToken cancellationToken) => Task.Delay(Open?.Interval ?? TypingInterval, time, cancellationToken);

    private async Task ShowAsync(string text, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Open is not { } open)
        {
            await ShowTypingAsync(cancellationToken);
        }
        else if (IsLongerThan(open.Longest))
        {
            // Left open it would be shown as failed. What is missing follows with the whole message.
            await CloseAsync(turn.Activity.CreateReply(text.Length > 0 ? text : "…"), cancellationToken);
            isGivenUp = true;
        }
        else if ((text.Length > shown.Length || IsSilent(open)) && text.Length <= open.MaxLength)
        {
            await SendChunkAsync(StreamInfo.Streaming, text, cancellationToken);
            shown = text;
        }
    }

    private bool IsSilent(StreamRules open) => open.ShowsInformation && shown.Length > 0 && time.GetElapsedTime(lastAnswered) >= SilenceInterval;

    private async Task SendChunkAsync(string type, string text, CancellationToken cancellationToken)
    {
        begun = sequence == 0 ? time.GetTimestamp() : begun;
        var chunk = turn.Activity.CreateReply(text) with { Type = ActivityTypes.Typing };
        try
        {
            var id = await turn.SendActivityAsync(Marked(chunk, new StreamInfo(type, streamId, sequence + 1)), cancellationToken);
            sequence++;
            streamId ??= id;
            isGivenUp = streamId is null;
        }
        catch (ConnectorException failure)
        {
            ThrowIfStopped(failure);

            // What is left out because of too much haste comes with the next chunk, and what was said already is not missed.
            isGivenUp |= failure.StatusCode != HttpStatusCode.TooManyRequests && text != shown;
        }

        lastAnswered = time.GetTimestamp();
    }

    private async Task<string?> FinishAsync(Activity message, CancellationToken cancellationToken)
    {
        if (Open is null || streamId is null)
        {
            return await turn.SendActivityAsync(message, cancellationToken);
        }

        return await CloseAsync(message, cancellationToken) is (true, var id) ? id : await turn.SendActivityAsync(message, cancellationToken);
    }

    private async Task<(bool IsClosed, string? Id)> CloseAsync(Activity message, CancellationToken cancellationToken)
    {
        if (rules!.Interval - time.GetElapsedTime(lastAnswered) is { Ticks: > 0 } early)
        {
            await Task.Delay(early, time, cancellationToken);
        }

        try
        {
            return (true, await turn.SendActivityAsync(Marked(message, new StreamInfo(StreamInfo.Final, streamId, StreamSequence: null)), cancellationToken) ?? streamId);
        }
        catch (ConnectorException failure)
        {
            ThrowIfStopped(failure);
            return (false, null);
        }
    }

    // Whether it is seen is of no weight, as long as the message is.
    private async Task ShowTypingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await turn.SendTypingAsync(cancellationToken);
        }
        catch (ConnectorException)
        {
            // The message will tell whether the channel is there.
        }
    }

    private bool IsLongerThan(TimeSpan longest) => sequence > 0 && time.GetElapsedTime(begun) > longest;

    private async Task<bool> EndsWithinAsync(Task working, TimeSpan span) =>
        await Task.WhenAny(working, Task.Delay(span, time)) == working;

    private static void ThrowIfStopped(ConnectorException failure)
    {
        if (failure is { StatusCode: HttpStatusCode.Forbidden, ErrorText: { } text } && text.Contains("cancel", StringComparison.OrdinalIgnoreCase))
        {
            throw new StoppedByUserException(failure); // “Content stream was canceled by user.”, in either spelling
        }
    }

    /// <summary>Teams reads the entity, and Web Chat what it finds in the channel data.</summary>
    private static Activity Marked(Activity activity, StreamInfo info)
    {
        var data = activity.ChannelData is { ValueKind: JsonValueKind.Object } given ? JsonObject.Create(given)! : [];
        data["streamType"] = info.StreamType;
        if (info.StreamId is { } id)
        {
            data["streamId"] = id;
        }

        if (info.StreamSequence is { } number)
        {
            data["streamSequence"] = number;
        }

        return activity with { ChannelData = JsonSerializer.SerializeToElement(data), Entities = [info, .. activity.Entities ?? []] };
    }
}
