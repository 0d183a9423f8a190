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
    [InlineData("Hi bot, could you show me your sources, please?", nameof(ChatCommand.Sources))]
    [InlineData("Where did you get that?", nameof(ChatCommand.Sources))]
    [InlineData("I'd like to see the references for that answer", nameof(ChatCommand.Sources))]
    [InlineData("can we start over?", nameof(ChatCommand.Reset))]
    [InlineData("clear the conversation", nameof(ChatCommand.Reset))]
    [InlineData("I want to start a new chat", nameof(ChatCommand.Reset))]
    [InlineData("Tell me about yourself", nameof(ChatCommand.About))]
    [InlineData("Which model do you use?", nameof(ChatCommand.About))]
    [InlineData("how big is your archive?", nameof(ChatCommand.About))]
    public void Are_heard_in_natural_words_too(string text, string command) => Assert.Equal(command, ChatCommands.In(text)?.ToString());

    [Theory]
    [InlineData("Which sources say that Assad must go?")]
    [InlineData("Where is Kofi Annan from?")]
    [InlineData("Who wants to reset the relations with Moscow?")]
    [InlineData("What is the latest story about Cyprus?")]
    [InlineData("What is it about?")]
    [InlineData("What sources did the UN cite?")]
    [InlineData("Where are the sources of the Nile?")]
    [InlineData("Help for Cyprus: who paid?")]
    [InlineData("Where did Assad get that gas?")]
    [InlineData("Did the talks start over?")]
    [InlineData("Could you clear up who resigned?")]
    [InlineData("What did Kerry ask them to forget?")]
    [InlineData("How many stories does the tower have?")]
    [InlineData("How recent are the talks?")]
    [InlineData("Tell me about the new conversation between Lavrov and Kerry")]
    [InlineData("please")]
    [InlineData("")]
    public void Are_not_heard_in_questions_about_the_news(string text) => Assert.Null(ChatCommands.In(text));
}
