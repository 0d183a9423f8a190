using System.Globalization;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval.Articles;

namespace NewsBot.Feeds;

/// <summary>Section <c>Feeds</c> of the configuration: the feeds that are read regularly.</summary>
internal sealed class FeedOptions
{
    /// <summary>As the configuration spells them.</summary>
    public IList<FeedSetting> Feeds { get; set; } = [];

    /// <summary>The feeds, once they are validated.</summary>
    public IReadOnlyList<Feed> All => field ??= [.. Feeds.Select(setting => new Feed(setting.Url!.Trim(), OutletOf(setting), EveryOf(setting)!.Value))];

    internal static TimeSpan? EveryOf(FeedSetting setting) =>
        setting.Every is null ? Feed.UsualInterval : TimeSpan.TryParse(setting.Every, CultureInfo.InvariantCulture, out var every) ? every : null;

    private static string? OutletOf(FeedSetting setting) => string.IsNullOrWhiteSpace(setting.Outlet) ? null : setting.Outlet.Trim();
}

/// <summary>A feed as the configuration spells it. Strings, so that each mistake is told in a sentence of its own.</summary>
internal sealed class FeedSetting
{
    /// <inheritdoc cref="Feed.Url"/>
    public string? Url { get; set; }

    /// <inheritdoc cref="Feed.Outlet"/>
    public string? Outlet { get; set; }

    /// <inheritdoc cref="Feed.Every"/>
    public string? Every { get; set; }
}

/// <summary>A feed that is read regularly.</summary>
/// <param name="Url">Of RSS, Atom or a sitemap; http or https.</param>
/// <param name="Outlet">Whose stories it leads to, as answers name it; null: as the stories say.</param>
/// <param name="Every">How often it is read, give or take a tenth.</param>
internal sealed record Feed(string Url, string? Outlet, TimeSpan Every)
{
    public static readonly TimeSpan UsualInterval = TimeSpan.FromMinutes(15);
}

/// <summary>Says of each feed what is wrong with it.</summary>
internal sealed class FeedOptionsValidator : IValidateOptions<FeedOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public ValidateOptionsResult Validate(string? name, FeedOptions options)
    {
        var failures = options.Feeds.Index().SelectMany(feed => ObjectionsTo(feed.Item, feed.Index))
            .Concat(options.Feeds.GroupBy(feed => feed.Url?.Trim(), StringComparer.Ordinal).Where(same => same.Key is not null && same.Count() > 1)
                .Select(same => $"Feeds names {same.Key} {same.Count()} times: once is enough."))
            .ToList();
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> ObjectionsTo(FeedSetting feed, int place)
    {
        if (string.IsNullOrWhiteSpace(feed.Url))
        {
            yield return $"Feeds:{place}:Url is missing: name the feed's address.";
        }
        else if (WebAddress.Parse(feed.Url.Trim()) is null)
        {
            yield return $"Feeds:{place}:Url “{feed.Url}” is not a complete http or https address without a user name.";
        }

        if (FeedOptions.EveryOf(feed) is not { } every)
        {
            yield return $"Feeds:{place}:Every “{feed.Every}” is not a time: write it as 00:15:00.";
        }
        else if (every < Shortest || every > Longest)
        {
            yield return $"Feeds:{place}:Every “{feed.Every}” has to be between 00:01:00 and 7.00:00:00.";
        }
    }
}
