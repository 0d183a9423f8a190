using NewsBot.Conversations;

namespace NewsBot.Tests.Conversations;

public sealed class ChatCommandsTests
{
    [Theory]
    [InlineData("sources", nameof(ChatCommand.Sources))]
    [InlineData("Show me the sources, please", nameof(ChatCommand.Sources))]
    [InlineData("What are your sources for that?", nameof(ChatCommand.Sources))]
    [InlineData("Where is that from?", nameof(ChatCommand.Sources))]
    [InlineData("How do you know?", nameof(ChatCommand.Sources))]
    [InlineData("/reset", nameof(ChatCommand.Reset))]
    [InlineData("let’s start over", nameof(ChatCommand.Reset))]
    [InlineData("Forget everything", nameof(ChatCommand.Reset))]
    [InlineData("about", nameof(ChatCommand.About))]
    [InlineData("How many stories do you have?", nameof(ChatCommand.About))]
    [InlineData("How recent are your stories?", nameof(ChatCommand.About))]
    public void Are_heard_in_natural_words_too(string text, string command) => Assert.Equal(command, ChatCommands.In(text)?.ToString());

    [Theory]
    [InlineData("Which sources say that Assad must go?")]
    [InlineData("Where is Kofi Annan from?")]
    [InlineData("Who wants to reset the relations with Moscow?")]
    [InlineData("What is the latest story about Cyprus?")]
    [InlineData("What is it about?")]
    [InlineData("")]
    public void Are_not_heard_in_questions_about_the_news(string text) => Assert.Null(ChatCommands.In(text));
}
