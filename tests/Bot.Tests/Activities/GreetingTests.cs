using System.Text.Json.Nodes;

namespace NewsBot.Tests.Activities;

public sealed class GreetingTests : IAsyncLifetime
{
    private ChannelDouble channel = null!;
    private BotDouble bot = null!;

    public async ValueTask InitializeAsync()
    {
        channel = await ChannelDouble.StartAsync();
        bot = await BotDouble.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await bot.DisposeAsync();
        await channel.DisposeAsync();
    }

    [Fact]
    public async Task A_conversation_is_greeted_once_if_the_members_are_told_before_the_installation() =>
        Assert.Equal(1, await GreetingsForAsync(Some.Joined(channel, "user-1", "bot-1"), Some.Installed(channel)));

    [Fact]
    public async Task A_conversation_is_greeted_once_if_the_installation_is_told_before_the_members() =>
        Assert.Equal(1, await GreetingsForAsync(Some.Installed(channel), Some.Joined(channel, "bot-1", "user-1")));

    [Fact]
    public async Task A_page_that_is_reloaded_is_not_greeted_again() =>
        Assert.Equal(1, await GreetingsForAsync(Some.Joined(channel, "user-1", "bot-1"), Some.Joined(channel, "user-1", "bot-1")));

    [Fact]
    public async Task The_bot_does_not_greet_itself() =>
        Assert.Equal(0, await GreetingsForAsync(Some.Joined(channel, "bot-1")));

    [Fact]
    public async Task Somebody_who_joins_after_the_bot_is_greeted() =>
        Assert.Equal(1, await GreetingsForAsync(Some.Joined(channel, "bot-1"), Some.Joined(channel, "user-1")));

    [Fact]
    public async Task Nobody_is_greeted_if_it_is_not_said_who_the_bot_is() =>
        Assert.Equal(0, await GreetingsForAsync(Some.Joined(channel, "bot-1").With("recipient", null)));

    [Theory]
    [InlineData("""{"id":"chat-1","isGroup":true}""")]
    [InlineData("""{"id":"chat-1","conversationType":"channel"}""")]
    public async Task Somebody_who_joins_a_group_later_is_not_greeted_in_front_of_all(string conversation) =>
        Assert.Equal(0, await GreetingsForAsync(Some.Joined(channel, "user-7").With("conversation", JsonNode.Parse(conversation))));

    [Fact]
    public async Task A_group_is_greeted_when_the_bot_is_added_with_it() =>
        Assert.Equal(1, await GreetingsForAsync(
            Some.Joined(channel, "bot-1", "user-1").With("conversation", JsonNode.Parse("""{"id":"chat-1","isGroup":true}"""))));

    // The message afterwards is run last in its conversation, so its echo shows that everything before has been handled.
    private async Task<int> GreetingsForAsync(params JsonObject[] activities)
    {
        foreach (var activity in activities)
        {
            using var response = await bot.PostAsync(activity);
        }

        using var last = await bot.PostAsync(Some.Message(channel, "bye"));
        var greetings = 0;
        while ((await channel.NextAsync()).Text is "Hello!")
        {
            greetings++;
        }

        return greetings;
    }
}
