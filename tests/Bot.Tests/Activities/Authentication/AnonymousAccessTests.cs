using System.Net;
using Microsoft.AspNetCore.Http;
using NewsBot.Activities.Authentication;

namespace NewsBot.Tests.Activities.Authentication;

public sealed class AnonymousAccessTests
{
    private static readonly AnonymousAccess Open = new(isDevelopment: true, microsoftAppId: "");

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(true, "", true)]
    [InlineData(true, "6f0c7a5e", false)]
    [InlineData(true, " ", false)]
    [InlineData(false, null, false)]
    [InlineData(false, "6f0c7a5e", false)]
    public void Is_open_only_to_developers_of_a_bot_that_is_not_registered(bool isDevelopment, string? appId, bool expected)
    {
        var access = new AnonymousAccess(isDevelopment, appId);

        Assert.Equal(expected, access.IsOpen);
        Assert.Equal(expected, access.Admits(IPAddress.Loopback, new("localhost"), new HeaderDictionary()));
    }

    [Theory]
    [InlineData("localhost:3978", true)]
    [InlineData("127.0.0.1:3978", true)]
    [InlineData("[::1]:3978", true)]
    [InlineData("localhost.news.example", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("", false)]
    public void A_request_has_to_name_this_machine(string host, bool expected) =>
        Assert.Equal(expected, Open.Admits(IPAddress.IPv6Loopback, new(host), new HeaderDictionary()));

    [Fact]
    public void A_peer_without_an_address_is_not_admitted() =>
        Assert.False(Open.Admits(peer: null, new("localhost"), new HeaderDictionary()));
}
