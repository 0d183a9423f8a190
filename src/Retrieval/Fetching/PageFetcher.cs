using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using NewsBot.Retrieval.Articles;

namespace NewsBot.Retrieval.Fetching;

/// <summary>
/// Fetches pages politely (robots.txt, a pause between requests to one host, no page twice that has not changed) and safely (public addresses alone,
/// looked at after each look-up and redirect; limits to time, size and redirects).
/// </summary>
internal sealed class PageFetcher : IDisposable
{
    private const string Accepted = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, application/pdf;q=0.8, */*;q=0.1";

    private readonly FetchOptions options;
    private readonly TimeProvider time;
    private readonly HttpClient http;
    private readonly IPNetwork[] allowed;
    private readonly ConcurrentDictionary<string, Site> sites = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="lookUp">Finds a name's addresses; null: as the system does.</param>
    public PageFetcher(IOptions<FetchOptions> options, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>>? lookUp = null)
    {
        this.options = options.Value;
        this.time = time;
        allowed = [.. this.options.AllowedNetworks.Select(IPNetwork.Parse)];
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // each redirect is judged like the first address
            UseCookies = false,
            UseProxy = false, // a proxy would look the name up itself
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli | DecompressionMethods.Deflate,
            MaxResponseHeadersLength = 64,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = (context, cancellationToken) => GuardedConnection.OpenAsync(context, IsAllowed, cancellationToken, lookUp),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <param name="url">http or https.</param>
    /// <param name="known">The version that is known; null fetches in any case.</param>
    /// <param name="cancellationToken">Ends the fetching.</param>
    public async Task<FetchResult> FetchAsync(Uri url, PageVersion? known, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await FollowAsync(url, known, patience, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new FetchResult.Refused($"The server took longer than {options.Timeout.TotalSeconds:0} seconds: try again later, or set Fetching:Timeout.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException or System.Net.Sockets.SocketException)
        {
            return new FetchResult.Refused(ReasonFor(failure));
        }
    }

    public void Dispose()
    {
        http.Dispose();
        foreach (var site in sites.Values)
        {
            site.Dispose();
        }
    }

    private async Task<FetchResult> FollowAsync(Uri url, PageVersion? known, CancellationTokenSource patience, CancellationToken cancellationToken)
    {
        for (var redirects = 0; redirects <= options.MaxRedirects; redirects++)
        {
            if (WebAddress.Parse(url.AbsoluteUri) is null)
            {
                return new FetchResult.Refused("The address is not a complete http or https address without a user name.");
            }

            var site = sites.GetOrAdd($"{url.Scheme}://{url.Authority}", _ => new Site());
            patience.CancelAfter(Timeout.InfiniteTimeSpan); // waiting for our turn is not the server's fault
            var rules = await site.RulesAsync(() => ReadRulesAsync(url, cancellationToken), time.GetUtcNow(), cancellationToken);
            if (!rules.Allows(url))
            {
                return new FetchResult.Refused("The site's robots.txt asks programs to stay away from this address: save the page from a browser and index the file.");
            }

            await site.WaitAsync(rules.Delay > options.DelayPerHost ? rules.Delay : options.DelayPerHost, time, cancellationToken);
            patience.CancelAfter(options.Timeout);
            using var response = await SendAsync(url, known, patience.Token);
            if (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
                && response.Headers.Location is { } location)
            {
                var next = new Uri(url, location);
                if (url.Scheme == "https" && next.Scheme == "http")
                {
                    return new FetchResult.Refused("The page redirects from https to http, where anybody on the way could change it.");
                }

                url = next;
                continue;
            }

            return response.StatusCode switch
            {
                HttpStatusCode.NotModified => new FetchResult.NotModified(),
                HttpStatusCode.OK => await ReadAsync(url, response, patience.Token),
                HttpStatusCode.NotFound or HttpStatusCode.Gone => new FetchResult.Refused("The page is not there any more (or never was): check the address."),
                HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => new FetchResult.Refused("The server is busy and asks to come back later."),
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.PaymentRequired => new FetchResult.Refused("The server does not let us in: save the page from a browser and index the file."),
                var status => new FetchResult.Refused($"The server answered with status {(int)status}."),
            };
        }

        return new FetchResult.Refused($"The page redirects more than {options.MaxRedirects} times.");
    }

    private async Task<HttpResponseMessage> SendAsync(Uri url, PageVersion? known, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher };
        request.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", Accepted);
        if (known?.ETag is { } etag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        }

        if (known?.LastModified is { } modified)
        {
            request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        }

        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private async Task<FetchResult> ReadAsync(Uri url, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var type = response.Content.Headers.ContentType;
        if (DocumentKinds.ByMediaType(type?.MediaType, url.AbsolutePath) is null && type is not null)
        {
            return new FetchResult.Refused(SingleLine.Clean($"The address holds {type.MediaType}, which is not a kind of story that can be read.", 200));
        }

        var content = await ReadAtMostAsync(response.Content, options.MaxBytes, cancellationToken);
        return content is null
            ? new FetchResult.Refused(string.Create(CultureInfo.InvariantCulture, $"The page has more than {options.MaxBytes / 1_000_000.0:0.#} MB: set Fetching:MaxBytes, or index what you need of it as a file."))
            : new FetchResult.Fetched(url, content, type?.MediaType, type?.CharSet, new PageVersion(response.Headers.ETag?.ToString(), LastModifiedOf(response)));
    }

    private static string? LastModifiedOf(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Last-Modified", out var values) ? values.ToString() : null;

    // What is counted are the bytes as they come out of decompression.
    private static async Task<byte[]?> ReadAtMostAsync(HttpContent content, int most, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var read = new MemoryStream();
        var buffer = new byte[32 * 1024];
        for (int count; (count = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (read.Length + count > most)
            {
                return null;
            }

            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }

    private async Task<RobotsRules> ReadRulesAsync(Uri url, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Timeout);
        var address = new Uri(url, "/robots.txt");
        try
        {
            for (var redirects = 0; redirects <= options.MaxRedirects; redirects++)
            {
                using var response = await SendAsync(address, known: null, patience.Token);
                if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location && WebAddress.Parse(new Uri(address, location).AbsoluteUri) is { } next)
                {
                    address = next;
                    continue;
                }

                return (int)response.StatusCode switch
                {
                    >= 200 and < 300 => RobotsRules.Parse(await BeginningAsync(response, patience.Token), options.UserAgent.Split('/', ' ')[0]),
                    >= 500 => RobotsRules.DisallowAll,
                    _ => RobotsRules.AllowAll,
                };
            }

            return RobotsRules.AllowAll;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return RobotsRules.DisallowAll;
        }
    }

    private static async Task<string> BeginningAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[RobotsRules.MaxBytes];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private bool IsAllowed(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return PublicNetworks.Include(plain) || Array.Exists(allowed, network => network.Contains(plain));
    }

    private static string ReasonFor(Exception failure) => failure switch
    {
        { InnerException: ForbiddenAddressException } or ForbiddenAddressException =>
            "The address leads into a private network, which is not called: set Fetching:AllowedNetworks if it is your own.",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "There is no server of this name: check the address.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "The server's certificate is not valid.",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "The server cannot be reached: check the address, or try again later.",
        _ => "The connection broke, or the server's answer is damaged: try again later.",
    };

    /// <summary>What is known of one host, and when it was called last.</summary>
    private sealed class Site : IDisposable
    {
        private static readonly TimeSpan RulesLast = TimeSpan.FromHours(24);

        private readonly SemaphoreSlim reading = new(1, 1);
        private readonly Lock gate = new();
        private DateTimeOffset next;
        private RobotsRules? rules;
        private DateTimeOffset readAt;

        public void Dispose() => reading.Dispose();

        public async Task<RobotsRules> RulesAsync(Func<Task<RobotsRules>> read, DateTimeOffset now, CancellationToken cancellationToken)
        {
            await reading.WaitAsync(cancellationToken);
            try
            {
                if (rules is null || now - readAt > RulesLast)
                {
                    rules = await read();
                    readAt = now;
                }

                return rules;
            }
            finally
            {
                reading.Release();
            }
        }

        public async Task WaitAsync(TimeSpan delay, TimeProvider time, CancellationToken cancellationToken)
        {
            TimeSpan wait;
            lock (gate)
            {
                var now = time.GetUtcNow();
                wait = next > now ? next - now : TimeSpan.Zero;
                next = (next > now ? next : now) + delay;
            }

            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }
}
