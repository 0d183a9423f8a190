using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NewsBot.Activities;
using NewsBot.Conversations;

namespace NewsBot.DirectLine;

/// <summary>Makes and checks the tokens by which a page takes part in one conversation. Their key lies beside the conversations.</summary>
public sealed class DirectLineTokens
{
    private const string Issuer = "newsbot";
    private const string ConversationClaim = "conv";

    // Web Chat reads whose token it is from a claim of this name.
    private const string UserClaim = "user";

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, SetDefaultTimesOnTokenCreation = false };

    private readonly SigningCredentials credentials;
    private readonly IOptions<DirectLineOptions> options;
    private readonly TimeProvider time;
    private readonly RecentKeys<string> usedOnce;

    public DirectLineTokens(ConversationStore conversations, IOptions<DirectLineOptions> options, TimeProvider time)
    {
        credentials = new SigningCredentials(new SymmetricSecurityKey(conversations.GetOrCreateKey("directline")), SecurityAlgorithms.HmacSha256);
        usedOnce = new(capacity: 100_000, lifetime: LifetimeOf(TokenUse.Stream) + TimeSpan.FromSeconds(1), time);
        (this.options, this.time) = (options, time);
    }

    /// <summary>How long a token lives.</summary>
    public TimeSpan LifetimeOf(TokenUse use) => use switch
    {
        TokenUse.Conversation => options.Value.TokenLifetime,
        TokenUse.Resume => options.Value.ForgetAfter,
        _ => TimeSpan.FromMinutes(1),
    };

    public string Create(Participant participant, TokenUse use)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = AudienceOf(use),
            IssuedAt = now,
            Expires = now + LifetimeOf(use),
            SigningCredentials = credentials,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [ConversationClaim] = participant.ConversationId,
                [UserClaim] = participant.UserId,
                [JwtRegisteredClaimNames.Jti] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            },
        });
    }

    /// <summary>Whose token it is; a token for a stream is good for one use.</summary>
    public async Task<TokenCheck> CheckAsync(string? token, TokenUse use)
    {
        if (string.IsNullOrEmpty(token) || token.Length > 4096)
        {
            return new TokenCheck(null, IsExpired: false);
        }

        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = AudienceOf(use),
            IssuerSigningKey = credentials.Key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            RequireExpirationTime = true,
            LifetimeValidator = (_, expires, _, _) => expires > time.GetUtcNow().UtcDateTime,
        });
        return result is { IsValid: true, ClaimsIdentity: var claims }
            && claims.FindFirst(ConversationClaim)?.Value is { Length: > 0 } conversation
            && claims.FindFirst(UserClaim)?.Value is { Length: > 0 } user
            && (use != TokenUse.Stream || usedOnce.TryAdd(claims.FindFirst(JwtRegisteredClaimNames.Jti)?.Value ?? ""))
            ? new TokenCheck(new Participant(conversation, user), IsExpired: false)
            : new TokenCheck(null, result.Exception is SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException);
    }

    private static string AudienceOf(TokenUse use) => use switch
    {
        TokenUse.Conversation => "conversation",
        TokenUse.Resume => "resume",
        _ => "stream",
    };
}

/// <summary>A person in a conversation.</summary>
public sealed record Participant(string ConversationId, string UserId);

/// <summary>What was found out of a token.</summary>
/// <param name="Participant">Null when it is not good.</param>
/// <param name="IsExpired">Whether it was, once.</param>
public sealed record TokenCheck(Participant? Participant, bool IsExpired);

/// <summary>What a token is good for.</summary>
public enum TokenUse
{
    /// <summary>All requests of one conversation.</summary>
    Conversation,

    /// <summary>Opening the stream of one conversation, once.</summary>
    Stream,

    /// <summary>Going on with one conversation later, from the same browser.</summary>
    Resume,
}
