using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Tests.Search;

public sealed class RecencyTests
{
    private static readonly DateTimeOffset Now = Some.Asking.Now;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 0.5)]
    [InlineData(10, 0.25)]
    [InlineData(-0.5, 1)] // a clock or a time zone may be off by some hours
    [InlineData(-2, -1)]
    public void Falls_by_half_every_five_days_and_counts_against_the_future(double daysAgo, double expected) =>
        Assert.Equal(expected, Recency.Of(Now.AddDays(-daysAgo), Now), 1e-9);

    [Fact]
    public void A_story_without_a_date_is_neither_new_nor_from_the_future() => Assert.Equal(0, Recency.Of(null, Now));
}
