using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace NewsBot.Activities.Authentication;

/// <summary>What is asked of every token: that it is signed by a key of its issuer's, for this bot, and for now.</summary>
internal sealed partial class TokenValidation(IHttpClientFactory http, TimeProvider time, ILoggerFactory loggers, ILogger<TokenValidation> logger) : IDisposable
{
    // Those that the Bot Framework signs with; none whose key is no secret, and never “none”.
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    private readonly ConcurrentDictionary<Uri, SigningKeys> keys = new();

    /// <summary>Null when it is no token at all.</summary>
    public static JsonWebToken? Read(string text)
    {
        try
        {
            return Handler.ReadJsonWebToken(text);
        }
        catch (Exception failure) when (failure is ArgumentException or SecurityTokenException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The key that signed the token; null when the token is not good.</summary>
    /// <exception cref="SigningKeysUnavailableException"></exception>
    public async Task<JsonWebKey?> ValidateAsync(
        JsonWebToken token, Uri metadata, IEnumerable<string> issuers, IEnumerable<string> audiences, CancellationToken cancellationToken)
    {
        var found = keys.GetOrAdd(metadata, address => new SigningKeys(address, http, time, loggers.CreateLogger<SigningKeys>()));
        if (string.IsNullOrEmpty(token.Kid) || await found.FindAsync(token.Kid, cancellationToken) is not { } key)
        {
            LogUnknownKey();
            return null;
        }

        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuers = issuers,
            ValidAudiences = audiences,
            ValidAlgorithms = Algorithms,
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = false,
            LifetimeValidator = IsNow,
        });
        if (!result.IsValid)
        {
            LogNotValid(result.Exception.GetType().Name);
        }

        return result.IsValid ? key : null;
    }

    public void Dispose()
    {
        foreach (var some in keys.Values)
        {
            some.Dispose();
        }
    }

    private bool IsNow(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + ClockSkew && !(notBefore > now + ClockSkew);
    }

    // Neither the token nor what its claims say: whoever sent it chose that.
    [LoggerMessage(LogLevel.Information, "A token was refused: it names no key of its issuer's")]
    private partial void LogUnknownKey();

    [LoggerMessage(LogLevel.Information, "A token was refused: {Reason}")]
    private partial void LogNotValid(string reason);
}
