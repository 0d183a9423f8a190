namespace NewsBot.Activities;

/// <summary>Which part of a stream an activity is.</summary>
/// <param name="StreamId">The id that the channel gave the first part; null on that.</param>
/// <param name="StreamSequence">From 1; null on the last.</param>
public sealed record StreamInfo(string StreamType, string? StreamId, int? StreamSequence) : Entity
{
    /// <summary>What the bot is doing.</summary>
    public const string Informative = "informative";

    /// <summary>The text so far.</summary>
    public const string Streaming = "streaming";

    /// <summary>The whole message.</summary>
    public const string Final = "final";
}
