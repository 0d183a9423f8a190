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

    private readonly FetchOptions options;
    private readonly PageFetcher fetcher;
    private readonly FetchedPages pages;
    private readonly IArticleIndex index;

    public WebStories(IOptions<FetchOptions> options, IOptions<RetrievalOptions> retrieval, IArticleIndex index, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(retrieval);
        this.options = options.Value;
        this.index = index;
        fetcher = new PageFetcher(options, time);
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
    public async IAsyncEnumerable<ArticleReading> ReadAsync(IEnumerable<string> sources, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            var readings = IsAddress(source)
                ? FetchAsync(new ArticleReading.Link(source, ParseOrNowhere(source), new StoryHints()), cancellationToken)
                : ArticleReader.ReadAsync([source], cancellationToken);
            await foreach (var reading in FollowAsync(readings, met, 0, cancellationToken))
            {
                yield return reading;
            }
        }
    }

    public void Dispose() => fetcher.Dispose();

    private static Uri ParseOrNowhere(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url) ? url : new Uri("about:blank");

    private async IAsyncEnumerable<ArticleReading> FollowAsync(
        IAsyncEnumerable<ArticleReading> readings, HashSet<string> met, int depth, [EnumeratorCancellation] CancellationToken cancellationToken)
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
                await foreach (var followed in FollowAsync(FetchAsync(link, cancellationToken), met, depth + 1, cancellationToken))
                {
                    yield return followed;
                }
            }
        }
    }

    private async IAsyncEnumerable<ArticleReading> FetchAsync(ArticleReading.Link link, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var location = link.Address.AbsoluteUri;
        var known = pages.Find(link.Address);
        var isIndexed = known is { } page && await index.FindFingerprintAsync(page.Article, cancellationToken) is not null;
        switch (await fetcher.FetchAsync(link.Address, isIndexed ? known!.Value.Version : null, cancellationToken))
        {
            case FetchResult.Refused(var reason):
                yield return new ArticleReading.Unreadable(location, reason);
                break;
            case FetchResult.NotModified:
                yield return new ArticleReading.Unchanged(location, known!.Value.Article);
                break;
            case FetchResult.Fetched fetched:
                await foreach (var reading in ReadAsync(fetched, link, cancellationToken))
                {
                    yield return reading;
                }

                break;
        }
    }

    private async IAsyncEnumerable<ArticleReading> ReadAsync(FetchResult.Fetched fetched, ArticleReading.Link link, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var location = link.Address.AbsoluteUri;
        if (DocumentKinds.ByMediaType(fetched.MediaType, fetched.Address.AbsolutePath) is not { } kind)
        {
            yield return new ArticleReading.Unreadable(location, $"The server does not say what the address holds: save it as a file of the right kind ({DocumentKinds.Supported}).");
            yield break;
        }

        await using var content = new MemoryStream(fetched.Content);
        var document = new StoryDocument(location, location, kind, content) { Address = fetched.Address, Charset = fetched.Charset, Hints = link.Hints };
        await foreach (var reading in DocumentReader.ReadAsync(document, cancellationToken))
        {
            // A feed is read again each time, as it only leads to what may be new.
            if (kind is DocumentKind.Html or DocumentKind.Pdf && reading is ArticleReading.Story(var raw))
            {
                yield return new ArticleReading.Story(raw with { WhenIndexed = article => pages.Remember(link.Address, fetched.Version, article) });
            }
            else
            {
                yield return reading;
            }
        }
    }
}
