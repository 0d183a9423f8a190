using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NewsBot.Conversations;
using NewsBot.DirectLine;
using NewsBot.Retrieval;

namespace NewsBot.Tests.DirectLine;

/// <summary>What a token proves, and for how long.</summary>
public sealed class DirectLineTokensTests : IDisposable
{
    private static readonly Participant Anna = new("conversation-1", "dl_anna");

    private readonly TempFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ConversationStore store;
    private readonly DirectLineTokens tokens;

    public DirectLineTokensTests()
    {
        store = new ConversationStore(Options.Create(new RetrievalOptions { DataFolder = folder.Path }), time);
        tokens = new DirectLineTokens(store, Options.Create(new DirectLineOptions()), time);
    }

    [Fact]
    public async Task Names_the_conversation_and_the_user()
    {
        Assert.Equal(Anna, (await tokens.CheckAsync(tokens.Create(Anna, TokenUse.Conversation), TokenUse.Conversation)).Participant);

        // Web Chat reads the user without knowing the key.
        Assert.Equal("dl_anna", new JsonWebToken(tokens.Create(Anna, TokenUse.Conversation)).GetClaim("user").Value);
    }

    [Fact]
    public async Task Is_good_for_half_an_hour_and_then_told_to_be_expired()
    {
        var token = tokens.Create(Anna, TokenUse.Conversation);
        time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(Anna, (await tokens.CheckAsync(token, TokenUse.Conversation)).Participant);

        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new TokenCheck(null, IsExpired: true), await tokens.CheckAsync(token, TokenUse.Conversation));
    }

    [Fact]
    public async Task For_a_stream_is_good_once_and_for_a_minute()
    {
        var used = tokens.Create(Anna, TokenUse.Stream);
        Assert.NotNull((await tokens.CheckAsync(used, TokenUse.Stream)).Participant);
        Assert.Null((await tokens.CheckAsync(used, TokenUse.Stream)).Participant);

        var late = tokens.Create(Anna, TokenUse.Stream);
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Null((await tokens.CheckAsync(late, TokenUse.Stream)).Participant);
    }

    [Theory]
    [InlineData(TokenUse.Stream, TokenUse.Conversation)]
    [InlineData(TokenUse.Resume, TokenUse.Conversation)]
    [InlineData(TokenUse.Conversation, TokenUse.Stream)]
    [InlineData(TokenUse.Conversation, TokenUse.Resume)]
    public async Task Is_good_for_nothing_else(TokenUse made, TokenUse used) =>
        Assert.Null((await tokens.CheckAsync(tokens.Create(Anna, made), used)).Participant);

    [Fact]
    public async Task Of_another_key_algorithm_or_without_an_end_is_refused()
    {
        var key = store.GetOrCreateKey("directline");
        Assert.NotNull((await tokens.CheckAsync(Made(key, SecurityAlgorithms.HmacSha256), TokenUse.Conversation)).Participant);

        Assert.Null((await tokens.CheckAsync(Made(new byte[32], SecurityAlgorithms.HmacSha256), TokenUse.Conversation)).Participant);
        Assert.Null((await tokens.CheckAsync(Made([.. key, .. key], SecurityAlgorithms.HmacSha512), TokenUse.Conversation)).Participant);
        Assert.Null((await tokens.CheckAsync(Made(key: null, algorithm: null), TokenUse.Conversation)).Participant);
        Assert.Null((await tokens.CheckAsync(Made(key, SecurityAlgorithms.HmacSha256, expires: null), TokenUse.Conversation)).Participant);
        Assert.Null((await tokens.CheckAsync(Made(key, SecurityAlgorithms.HmacSha256, issuer: "another"), TokenUse.Conversation)).Participant);
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    private string Made(byte[]? key, string? algorithm, string issuer = "newsbot") => Made(key, algorithm, time.GetUtcNow().UtcDateTime.AddMinutes(5), issuer);

    // As somebody would who knows what these tokens look like.
    private static string Made(byte[]? key, string? algorithm, DateTime? expires, string issuer = "newsbot") =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = "conversation",
            Expires = expires,
            SigningCredentials = key is null ? null : new SigningCredentials(new SymmetricSecurityKey(key), algorithm),
            Claims = new Dictionary<string, object> { ["conv"] = Anna.ConversationId, ["user"] = Anna.UserId, ["jti"] = "1" },
        });
}
