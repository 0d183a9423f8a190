using NewsBot.Retrieval.Articles;

namespace NewsBot.Retrieval.Tests.Articles;

public sealed class ArticleIdTests
{
    [Theory]
    [InlineData("https://mobile.rivertimes.example/stories/en/82", "mobile.rivertimes.example/stories/en/82")]
    [InlineData("HTTP://WWW.Rivertimes.example/Stories/82/#top", "rivertimes.example/Stories/82")]
    [InlineData("https://rivertimes.example/a?utm_source=x&b=2&fbclid=y&a=1&gclid=z", "rivertimes.example/a?a=1&b=2")]
    [InlineData("https://rivertimes.example:8080/?utm_medium=x", "rivertimes.example:8080")]
    [InlineData("https://zeitung-müller.example/ä", "xn--zeitung-mller-4ob.example/%C3%A4")]
    public void An_address_gives_the_same_id_however_it_is_linked(string url, string expected) =>
        Assert.Equal(expected, ArticleId.FromUrl(new Uri(url)).Value);

    [Fact]
    public void Long_addresses_are_shortened_and_stay_different()
    {
        var path = new string('a', 500);

        var first = ArticleId.FromUrl(new Uri($"https://rivertimes.example/{path}1"));
        var second = ArticleId.FromUrl(new Uri($"https://rivertimes.example/{path}2"));

        Assert.Equal(ArticleId.MaxLength, first.Value.Length);
        Assert.NotEqual(first, second);
        Assert.Equal(first, ArticleId.FromUrl(new Uri($"https://rivertimes.example/{path}1")));
    }

    [Theory]
    [InlineData(" dam-1 ", "dam-1")]
    [InlineData("", null)]
    [InlineData(" ", null)]
    [InlineData("a\nb", null)]
    [InlineData("a\uD83D", null)]
    public void A_given_id_is_taken_as_it_is_or_refused(string given, string? expected)
    {
        var isTaken = ArticleId.TryCreate(given, out var id);

        Assert.Equal(expected, isTaken ? id.Value : null);
        Assert.False(ArticleId.TryCreate(new string('a', ArticleId.MaxLength + 1), out _));
    }
}
