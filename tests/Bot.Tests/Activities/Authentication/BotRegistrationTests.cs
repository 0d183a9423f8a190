using Microsoft.Extensions.Options;

namespace NewsBot.Tests.Activities.Authentication;

public sealed class BotRegistrationTests
{
    [Theory]
    [InlineData("MicrosoftAppId", "news-bot", "GUID")]
    [InlineData("MicrosoftAppId", " ", "GUID")]
    [InlineData("MicrosoftAppType", "Everybody", "MicrosoftAppType")]
    [InlineData("MicrosoftAppType", "1", "MicrosoftAppType")]
    [InlineData("MicrosoftAppPassword", "", "MicrosoftAppPassword is missing")]
    [InlineData("MicrosoftAppTenantId", "", "MicrosoftAppTenantId is missing")]
    [InlineData("MicrosoftAppType", "UserAssignedMSI", "MicrosoftAppPassword has to be empty")]
    public async Task Half_a_registration_is_told_at_the_start(string setting, string value, string sentence)
    {
        await using var issuer = await IssuerDouble.StartAsync();

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => BotDouble.StartAsync(settings: issuer.Settings((setting, value))));
        Assert.Contains(sentence, Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "secret", "")]
    [InlineData("multitenant", "secret", "")]
    [InlineData("UserAssignedMSI", "", IssuerDouble.TenantId)]
    public async Task A_whole_one_is_taken(string type, string password, string tenant)
    {
        await using var issuer = await IssuerDouble.StartAsync();
        await using var bot = await BotDouble.StartAsync(
            settings: issuer.Settings(("MicrosoftAppType", type), ("MicrosoftAppPassword", password), ("MicrosoftAppTenantId", tenant)));

        Assert.Contains(bot.Log.Lines, line => line.Contains("is open to channels", StringComparison.Ordinal));
    }
}
