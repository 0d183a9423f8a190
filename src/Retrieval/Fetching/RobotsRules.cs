using System.Globalization;

namespace NewsBot.Retrieval.Fetching;

/// <summary>What a site's <c>robots.txt</c> asks of us (RFC 9309), with the <c>Crawl-delay</c> that many write beside.</summary>
internal sealed class RobotsRules
{
    /// <summary>The RFC lets crawlers stop reading after so many bytes.</summary>
    public const int MaxBytes = 512 * 1024;

    // What a site may ask of the patience of somebody who waits for a story.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    private readonly IReadOnlyList<(bool IsAllowed, string Pattern)> rules;

    private RobotsRules(IReadOnlyList<(bool IsAllowed, string Pattern)> rules, TimeSpan delay)
    {
        this.rules = rules;
        Delay = delay;
    }

    /// <summary>For a site without a <c>robots.txt</c>.</summary>
    public static RobotsRules AllowAll { get; } = new([], TimeSpan.Zero);

    /// <summary>For a site whose <c>robots.txt</c> cannot be had for now: the RFC takes that for a no.</summary>
    public static RobotsRules DisallowAll { get; } = new([(false, "/")], TimeSpan.Zero);

    /// <summary>How long to wait between two requests.</summary>
    public TimeSpan Delay { get; }

    /// <param name="text">The file.</param>
    /// <param name="product">Our name, without a version.</param>
    public static RobotsRules Parse(string text, string product)
    {
        var (ours, everybodys) = (new Group(), new Group());
        var (isOurs, isEverybodys, isNaming) = (false, false, false);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var hash = line.IndexOf('#');
            var statement = (hash < 0 ? line : line[..hash]).Trim();
            var colon = statement.IndexOf(':');
            if (colon < 0)
            {
                continue;
            }

            var key = statement[..colon].Trim();
            var value = statement[(colon + 1)..].Trim();
            if (key.Equals("user-agent", StringComparison.OrdinalIgnoreCase))
            {
                // Several names in a row share the rules that follow.
                (isOurs, isEverybodys) = isNaming ? (isOurs, isEverybodys) : (false, false);
                isOurs |= value.Equals(product, StringComparison.OrdinalIgnoreCase);
                isEverybodys |= value is "*";
                isNaming = true;
                ours.IsNamed |= isOurs;
                continue;
            }

            isNaming = false;
            if (isOurs)
            {
                ours.Add(key, value);
            }

            if (isEverybodys)
            {
                everybodys.Add(key, value);
            }
        }

        var group = ours.IsNamed ? ours : everybodys;
        return new(group.Rules, group.Delay < LongestDelay ? group.Delay : LongestDelay);
    }

    /// <summary>The longest rule that matches counts, and of two as long the one that allows.</summary>
    public bool Allows(Uri url)
    {
        var path = Normalize(url.PathAndQuery);
        var best = rules.Where(rule => Matches(rule.Pattern, path)).OrderByDescending(rule => rule.Pattern.Length).ThenByDescending(rule => rule.IsAllowed).FirstOrDefault();
        return best.Pattern is null || best.IsAllowed;
    }

    // “*” stands for anything, and a “$” at the end for the end. Backtracks to the last star only, so no pattern takes long.
    private static bool Matches(string pattern, string path)
    {
        var isWhole = pattern.EndsWith('$');
        var end = isWhole ? pattern.Length - 1 : pattern.Length;
        var (star, resume, at, index) = (-1, 0, 0, 0);
        while (true)
        {
            if (at == end && (!isWhole || index == path.Length))
            {
                return true;
            }

            if (at < end && pattern[at] == '*')
            {
                (star, resume) = (at++, index);
            }
            else if (at < end && index < path.Length && pattern[at] == path[index])
            {
                at++;
                index++;
            }
            else if (star >= 0 && resume < path.Length)
            {
                (at, index) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }
    }

    // The same character may be escaped on one side and not on the other.
    private static string Normalize(string path)
    {
        try
        {
            return Uri.UnescapeDataString(path);
        }
        catch (UriFormatException)
        {
            return path;
        }
    }

    private sealed class Group
    {
        public List<(bool IsAllowed, string Pattern)> Rules { get; } = [];

        public TimeSpan Delay { get; private set; }

        public bool IsNamed { get; set; }

        public void Add(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
        {
            var isAllowed = key.Equals("allow", StringComparison.OrdinalIgnoreCase);
            if ((isAllowed || key.Equals("disallow", StringComparison.OrdinalIgnoreCase)) && value.Length > 0)
            {
                Rules.Add((isAllowed, Normalize(value.ToString())));
            }
            else if (key.Equals("crawl-delay", StringComparison.OrdinalIgnoreCase)
                && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            {
                Delay = TimeSpan.FromSeconds(Math.Min(seconds, LongestDelay.TotalSeconds));
            }
        }
    }
}
