namespace NewsBot.Retrieval.Articles;

/// <summary>Addresses that are safe to show as links.</summary>
public static class WebAddress
{
    /// <summary>Longer ones are seldom right, and never nice.</summary>
    public const int LongestUrl = 2_000;

    /// <summary>
    /// A complete http or https address, or null. One with a user name is refused: <c>https://bank.example@evil.example</c> deceives.
    /// </summary>
    public static Uri? Parse(string value, int maxLength = LongestUrl) =>
        value.Length <= maxLength
        && Uri.TryCreate(value, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
        && url.Host.Length > 0
        && url.UserInfo.Length == 0
            ? url
            : null;
}
