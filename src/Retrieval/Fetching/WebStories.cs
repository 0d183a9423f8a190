using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Retrieval.Fetching;

/// <summary>
/// Reads stories from wherever they are: paths are read, addresses fetched, and what feeds and sitemaps lead to is fetched as well, each once.
/// </summary>
public sealed class WebStories : IDisposable
{
    // A feed leads to stories, and a sitemap's index to sitemaps that do. What leads on from there leads round in circles.
    private const int DeepestFeed = 2;

    // A page that a feed leads to is looked at for corrections, but not whenever the feed has something new.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromHours(1);

    private readonly FetchOptions options;
    private readonly PageFetcher fetcher;
    private readonly FetchedPages pages;
    private readonly IArticleIndex index;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, PageVersion> unfinished = new(StringComparer.Ordinal);

    /// <param name="lookUp">Finds the addresses of a host's name; null: as the system does.</param>
    public WebStories(
        IOptions<FetchOptions> options,
        IOptions<RetrievalOptions> retrieval,
        IArticleIndex index,
        TimeProvider time,
        Func<string, CancellationToken, Task<IPAddress[]>>? lookUp = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(retrieval);
        this.options = options.Value;
        this.index = index;
        this.time = time;
        fetcher = new PageFetcher(options, time, lookUp);
        pages = new FetchedPages(retrieval.Value.DataFolder);
    }

    /// <summary>Whether it is to be fetched: <c>https://…</c> or <c>http://…</c>.</summary>
    public static bool IsAddress(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads paths as <see cref="ArticleReader"/> does, and addresses; what feeds lead to comes after the feed.</summary>
    /// <param name="sources">Paths and addresses.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="how">Null: as usual.</param>
    public async IAsyncEnumerable<ArticleReading> ReadAsync(
        IEnumerable<string> sources, [EnumeratorCancellation] CancellationToken cancellationToken, WebReading? how = null)
    {
        ArgumentNullException.ThrowIfNull(sources);
        how ??= new WebReading();
        var visit = how.IsAnew ? Visit.Anew : Visit.Whole;
        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            var readings = IsAddress(source)
                ? FetchAsync(LinkTo(source, how), visit, how, cancellationToken)
                : ArticleReader.ReadAsync([source], cancellationToken);
            await foreach (var reading in FollowAsync(readings, met, 0, visit, how, cancellationToken))
            {
                yield return reading;
            }
        }
    }

    /// <summary>
    /// Reads a feed for what is new. Other than <see cref="ReadAsync(IEnumerable{string}, CancellationToken, WebReading?)"/>, it tells of nothing when the
    /// feed is still the one that was finished last, and counts a page as unchanged that was looked at within the hour.
    /// </summary>
    /// <param name="feed">Its address.</param>
    /// <param name="how">How it is read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<ArticleReading> PollAsync(string feed, WebReading how, CancellationToken cancellationToken) => FollowAsync(
        FetchAsync(LinkTo(feed, how), Visit.Feed, how, cancellationToken), new HashSet<string>(StringComparer.Ordinal), 0, Visit.Page, how, cancellationToken);

    /// <summary>All that a feed led to when it was polled last is in the index: it need not be sent again until it has changed.</summary>
    public void Finish(string feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        if (unfinished.TryRemove(feed, out var version) && version is not { ETag: null, LastModified: null })
        {
            pages.RememberFeed(ParseOrNowhere(feed), version);
        }
    }

    /// <summary>Another index serves: feeds are read anew for it, whether or not they have changed.</summary>
    public void StartOver() => pages.ForgetLooks();

    public void Dispose() => fetcher.Dispose();

    private static ArticleReading.Link LinkTo(string source, WebReading how) => new(source, ParseOrNowhere(source), new StoryHints { Outlet = how.OutletOf?.Invoke(source) });

    private static Uri ParseOrNowhere(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url) ? url : new Uri("about:blank");

    private async IAsyncEnumerable<ArticleReading> FollowAsync(
        IAsyncEnumerable<ArticleReading> readings, HashSet<string> met, int depth, Visit visit, WebReading how, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var reading in readings.WithCancellation(cancellationToken))
        {
            if (reading is not ArticleReading.Link link)
            {
                yield return reading;
            }
            else if (depth < DeepestFeed && count < options.MaxStoriesPerFeed && met.Add(link.Address.AbsoluteUri))
            {
                count++;
                await foreach (var followed in FollowAsync(FetchAsync(link, visit, how, cancellationToken), met, depth + 1, visit, how, cancellationToken))
                {
                    yield return followed;
                }
            }
        }
    }

    private async IAsyncEnumerable<ArticleReading> FetchAsync(ArticleReading.Link link, Visit visit, WebReading how, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var location = link.Address.AbsoluteUri;
        if (visit == Visit.Page && pages.LookedAtSince(link.Address, time.GetUtcNow() - BetweenLooks) is { } seen)
        {
            yield return new ArticleReading.Unchanged(location, seen);
            yield break;
        }

        var known = pages.Find(link.Address);
        var isIndexed = visit != Visit.Anew && known is { } page && await index.FindFingerprintAsync(page.Article, cancellationToken) is not null;
        var version = visit == Visit.Feed ? pages.FindFeed(link.Address) : isIndexed ? known!.Value.Version : null;
        switch (await fetcher.FetchAsync(link.Address, version, cancellationToken))
        {
            case FetchResult.Refused(var reason):
                yield return new ArticleReading.Unreadable(location, reason);
                break;
            case FetchResult.NotModified when visit == Visit.Feed:
                break;
            case FetchResult.NotModified:
                pages.NoteLook(link.Address, time.GetUtcNow());
                yield return new ArticleReading.Unchanged(location, known!.Value.Article);
                break;
            case FetchResult.Fetched fetched:
                await foreach (var reading in ReadAsync(fetched, link, visit, how, cancellationToken))
                {
                    yield return reading;
                }

                break;
        }
    }

    private async IAsyncEnumerable<ArticleReading> ReadAsync(
        FetchResult.Fetched fetched, ArticleReading.Link link, Visit visit, WebReading how, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var location = link.Address.AbsoluteUri;
        if (DocumentKinds.ByMediaType(fetched.MediaType, fetched.Address.AbsolutePath) is not { } kind)
        {
            yield return new ArticleReading.Unreadable(location, $"The server does not say what the address holds: save it as a file of the right kind ({DocumentKinds.Supported}).");
            yield break;
        }

        if (visit == Visit.Feed)
        {
            if (kind != DocumentKind.Feed)
            {
                yield return new ArticleReading.Unreadable(location, "The address holds no feed (RSS, Atom) and no sitemap: look for the feed's own address.");
                yield break;
            }

            unfinished[link.Location] = fetched.Version;
        }

        await using var content = new MemoryStream(fetched.Content);
        var document = new StoryDocument(location, location, kind, content) { Address = fetched.Address, Charset = fetched.Charset, Hints = link.Hints };
        var readings = DocumentReader.ReadAsync(document, cancellationToken);
        if (kind == DocumentKind.Feed && how.WhenLed is { } whenLed)
        {
            var all = await readings.ToListAsync(cancellationToken);
            whenLed(Math.Min(all.Count, options.MaxStoriesPerFeed));
            readings = all.ToAsyncEnumerable();
        }

        await foreach (var reading in readings)
        {
            // A feed is read again each time, as it only leads to what may be new.
            if (kind is DocumentKind.Html or DocumentKind.Pdf && reading is ArticleReading.Story(var raw))
            {
                yield return new ArticleReading.Story(raw with { WhenIndexed = article => Remember(link.Address, fetched.Version, article) });
            }
            else
            {
                yield return reading;
            }
        }
    }

    private void Remember(Uri url, PageVersion version, ArticleId article)
    {
        pages.Remember(url, version, article);
        pages.NoteLook(url, time.GetUtcNow());
    }

    /// <summary>What an address is asked for.</summary>
    private enum Visit
    {
        /// <summary>All that it holds and leads to.</summary>
        Whole,

        /// <summary>The same, whether or not it has changed.</summary>
        Anew,

        /// <summary>What a feed has that is new.</summary>
        Feed,

        /// <summary>A page that such a feed leads to.</summary>
        Page,
    }
}

/// <summary>How addresses are read.</summary>
/// <param name="OutletOf">The outlet to which all belongs that an address leads to; null, or no outlet: as the stories say.</param>
/// <param name="WhenLed">Told of how many stories a feed leads to, when it has been read.</param>
/// <param name="IsAnew">Whether pages are to be sent that have not changed since they came into the index that serves: for another one, which has none of them.</param>
public sealed record WebReading(Func<string, string?>? OutletOf = null, Action<int>? WhenLed = null, bool IsAnew = false);
