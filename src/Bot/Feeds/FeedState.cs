namespace NewsBot.Feeds;

/// <summary>How a feed does.</summary>
/// <param name="Every">How often it is read.</param>
/// <param name="LastTried">When it was last read, or tried to be.</param>
/// <param name="LastSucceeded">When it could last be read.</param>
/// <param name="LastNewStory">When it last had a story that was new.</param>
/// <param name="NextAt">When it is read next; null while it is being read.</param>
/// <param name="Warning">Sentences on what is wrong: it cannot be read, or is silent for longer than usual; null: nothing.</param>
internal sealed record FeedState(
    string Url,
    string? Outlet,
    TimeSpan Every,
    DateTimeOffset? LastTried,
    DateTimeOffset? LastSucceeded,
    DateTimeOffset? LastNewStory,
    DateTimeOffset? NextAt,
    string? Warning);
