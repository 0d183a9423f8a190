using System.Text.RegularExpressions;

namespace NewsBot.Retrieval.Search;

/// <summary>
/// Stories that tell a little of many matters, such as <c>5 things to know for August 4</c>: whoever asks about one of these is better served by the
/// story about it.
/// </summary>
public static partial class RoundUp
{
    public static bool IsTitle(string title) => Titles().IsMatch(title);

    [GeneratedRegex(
        @"^(the )?(\d+|five|six|seven|eight|nine|ten) (other |big |key |more )?(things|stories) (you )?(need )?(to|you should) (know|watch|read)\b"
        + @"|\b(morning|midday|evening|nightly|daily|weekly|weekend) (briefing|digest|bulletin|headlines|wrap|recap)\b|\bround-?ups?\b"
        + @"|\b(photos?|pictures?|images?) (of the|this) (day|week|month|year)\b|\b(day|week|month|year) in (photos?|pictures?|review)\b|\b(news|weekly) quiz\b|\bquiz of the\b"
        + @"|\bwhat you (may have )?missed\b|\b(today|this week)['’]s (top )?(headlines|stories)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Titles();
}
