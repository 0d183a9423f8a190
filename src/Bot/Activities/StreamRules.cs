namespace NewsBot.Activities;

/// <summary>How a channel wants a message that comes little by little.</summary>
/// <param name="Interval">Between what is sent, so that it comes neither in drips nor too fast for the channel.</param>
/// <param name="Longest">After which it has to end.</param>
/// <param name="MaxLength">Of the text, in UTF-16 units, while it grows.</param>
/// <param name="ShowsInformation">Whether it shows in words what the bot is doing, and tells in reply that the reader has stopped it.</param>
internal sealed record StreamRules(TimeSpan Interval, TimeSpan Longest, int MaxLength, bool ShowsInformation)
{
    // One request a second is allowed, one and a half to two are advised. The end is at two minutes, less what an answer may take.
    private static readonly StreamRules Teams = new(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(90), MaxLength: 10_000, ShowsInformation: true);

    private static readonly StreamRules WebChat = new(TimeSpan.FromSeconds(0.4), TimeSpan.FromMinutes(10), MaxLength: 20_000, ShowsInformation: false);

    /// <summary>Null where there is no such thing.</summary>
    public static StreamRules? For(Activity asked) => asked switch
    {
        { DeliveryMode: DeliveryModes.ExpectReplies } => null,
        { ChannelId: "msteams" } => asked.IsPersonal() ? Teams : null,
        { ChannelId: "webchat" or "directline" } => WebChat,
        _ => null,
    };
}
