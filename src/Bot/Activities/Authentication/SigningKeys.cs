using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace NewsBot.Activities.Authentication;

/// <summary>
/// The keys that an issuer signs with, as its OpenID Connect metadata tells them. They are fetched when they are first needed, once a day, and when a
/// token names a key that is not among them; the last no more often than once in five minutes, whatever strangers send.
/// </summary>
/// <remarks>
/// Not the <c>ConfigurationManager</c> of the package: it fetches anew in the background, so that after a change of keys the first messages would be refused.
/// </remarks>
internal sealed partial class SigningKeys(Uri metadata, IHttpClientFactory http, TimeProvider time, ILogger<SigningKeys> logger) : IDisposable
{
    /// <summary>Name of the HTTP client.</summary>
    public const string HttpClientName = "signing keys";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);
    private static readonly TimeSpan BetweenFetches = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BetweenFailures = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim fetching = new(1, 1);
    private volatile Keys known = new([], DateTimeOffset.MinValue);
    private DateTimeOffset lastTried = DateTimeOffset.MinValue;

    /// <summary>Null when the issuer has no such key.</summary>
    /// <exception cref="SigningKeysUnavailableException">The issuer's keys are not known and could not be fetched.</exception>
    public async Task<JsonWebKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        if (IsFresh(known) && known.Find(keyId) is { } key)
        {
            return key;
        }

        await fetching.WaitAsync(cancellationToken);
        try
        {
            if (!(IsFresh(known) && known.Find(keyId) is not null) && MayFetch())
            {
                lastTried = time.GetUtcNow();
                known = new Keys(await FetchAsync(cancellationToken), lastTried);
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotFetched(failure, metadata);
        }
        finally
        {
            fetching.Release();
        }

        return known.All.Count > 0 ? known.Find(keyId) : throw new SigningKeysUnavailableException(metadata);
    }

    public void Dispose() => fetching.Dispose();

    private bool IsFresh(Keys keys) => time.GetUtcNow() - keys.Since < Lifetime;

    private bool MayFetch() => time.GetUtcNow() - lastTried >= (known.All.Count > 0 ? BetweenFetches : BetweenFailures);

    private async Task<IList<JsonWebKey>> FetchAsync(CancellationToken cancellationToken)
    {
        var documents = new HttpDocumentRetriever(http.CreateClient(HttpClientName)) { RequireHttps = !metadata.IsLoopback };
        var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(metadata.AbsoluteUri, documents, cancellationToken);
        return configuration.JsonWebKeySet?.Keys is { Count: > 0 } keys ? keys : throw new InvalidDataException("The metadata names no keys.");
    }

    [LoggerMessage(LogLevel.Warning, "The signing keys of {Metadata} could not be fetched")]
    private partial void LogNotFetched(Exception failure, Uri metadata);

    private sealed record Keys(IList<JsonWebKey> All, DateTimeOffset Since)
    {
        public JsonWebKey? Find(string keyId) => All.FirstOrDefault(key => key.Kid == keyId);
    }
}

/// <summary>No token can be judged for now, good or bad.</summary>
internal sealed class SigningKeysUnavailableException(Uri metadata) : Exception($"The signing keys of {metadata} are not known.");
