using Microsoft.Extensions.Time.Testing;
using NewsBot.Activities;

namespace NewsBot.Tests.Activities;

public sealed class RecentKeysTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void A_key_is_forgotten_after_its_lifetime()
    {
        var keys = Keys(capacity: 10);
        Assert.True(keys.TryAdd("a"));
        time.Advance(TimeSpan.FromMinutes(9));
        Assert.False(keys.TryAdd("a"));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(keys.TryAdd("a"));
    }

    [Fact]
    public void The_oldest_key_makes_room_for_a_new_one()
    {
        var keys = Keys(capacity: 2);
        Assert.All(["a", "b", "c"], key => Assert.True(keys.TryAdd(key)));

        Assert.False(keys.TryAdd("b"));
        Assert.False(keys.TryAdd("c"));
        Assert.True(keys.TryAdd("a"));
    }

    [Fact]
    public void A_key_that_was_taken_back_and_added_again_lives_from_then_on()
    {
        var keys = Keys(capacity: 10);
        keys.TryAdd("a");
        keys.Remove("a");
        time.Advance(TimeSpan.FromMinutes(9));
        Assert.True(keys.TryAdd("a"));
        time.Advance(TimeSpan.FromMinutes(9));
        Assert.False(keys.TryAdd("a"));
    }

    private RecentKeys<string> Keys(int capacity) => new(capacity, TimeSpan.FromMinutes(10), time);
}
