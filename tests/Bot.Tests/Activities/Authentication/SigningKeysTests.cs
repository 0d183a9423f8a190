using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NewsBot.Activities.Authentication;

namespace NewsBot.Tests.Activities.Authentication;

public sealed class SigningKeysTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new();
    private IssuerDouble issuer = null!;
    private SigningKeys keys = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        issuer = await IssuerDouble.StartAsync();
        keys = new SigningKeys(issuer.MetadataAddress, new PlainHttpClients(), time, NullLogger<SigningKeys>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        keys.Dispose();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task Are_fetched_once_for_many_tokens()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => keys.FindAsync("key-1", Cancel)));

        Assert.Equal(1, issuer.Fetches);
    }

    [Fact]
    public async Task Are_fetched_again_at_once_for_a_key_that_is_new()
    {
        await keys.FindAsync("key-1", Cancel);
        time.Advance(TimeSpan.FromMinutes(6));
        issuer.Publish(["msteams"]);

        Assert.NotNull(await keys.FindAsync("key-2", Cancel));
    }

    [Fact]
    public async Task Are_not_fetched_again_and_again_for_keys_that_do_not_exist()
    {
        await keys.FindAsync("key-1", Cancel);
        time.Advance(TimeSpan.FromMinutes(6));
        foreach (var number in Enumerable.Range(0, 100))
        {
            Assert.Null(await keys.FindAsync($"made-up-{number}", Cancel));
        }

        Assert.Equal(2, issuer.Fetches);
    }

    [Fact]
    public async Task Are_fetched_anew_after_a_day()
    {
        await keys.FindAsync("key-1", Cancel);
        time.Advance(TimeSpan.FromHours(25));
        await keys.FindAsync("key-1", Cancel);

        Assert.Equal(2, issuer.Fetches);
    }

    [Fact]
    public async Task Stay_good_while_the_issuer_cannot_be_reached()
    {
        await keys.FindAsync("key-1", Cancel);
        issuer.IsDown = true;
        time.Advance(TimeSpan.FromHours(25));

        Assert.NotNull(await keys.FindAsync("key-1", Cancel));
    }

    [Fact]
    public async Task Are_asked_for_again_soon_when_there_were_none_to_be_had()
    {
        issuer.IsDown = true;
        await Assert.ThrowsAsync<SigningKeysUnavailableException>(() => keys.FindAsync("key-1", Cancel));
        issuer.IsDown = false;
        time.Advance(TimeSpan.FromSeconds(11));

        Assert.NotNull(await keys.FindAsync("key-1", Cancel));
    }

    private sealed class PlainHttpClients : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new();
    }
}
