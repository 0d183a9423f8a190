namespace NewsBot.Answers;

/// <summary>Several things in a sentence.</summary>
internal static class Listing
{
    /// <summary>As in <c>a, b and c</c>; beyond the limit, <c>a, b and 7 others</c>.</summary>
    public static string Of(IReadOnlyList<string> items, string conjunction, int limit = int.MaxValue)
    {
        IReadOnlyList<string> shown = items.Count <= limit + 1L ? items : [.. items.Take(limit), $"{items.Count - limit} others"];
        return shown.Count < 2 ? string.Concat(shown) : $"{string.Join(", ", shown.SkipLast(1))} {conjunction} {shown[^1]}";
    }
}
