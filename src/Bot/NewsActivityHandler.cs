using NewsBot.Activities;
using NewsBot.Answers;
using NewsBot.Channels;
using NewsBot.Retrieval.Indexing;

namespace NewsBot;

/// <summary>What the bot does in a conversation: it greets once, and answers each message.</summary>
internal sealed class NewsActivityHandler(QuestionAnswerer answerer, IArticleIndex index, GreetedConversations greeted) : ActivityHandler
{
    protected override async Task OnMessageAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        await turn.SendTypingAsync(cancellationToken);
        var reply = await answerer.AnswerAsync(turn.Activity.Text ?? "", turn.Activity.SentAt(), cancellationToken);
        await turn.SendActivityAsync(ChannelRenderers.For(turn.Activity.ChannelId).Render(turn.Activity, reply), cancellationToken);
    }

    protected override Task OnMembersAddedAsync(IReadOnlyList<ChannelAccount> members, TurnContext turn, CancellationToken cancellationToken) =>
        GreetAsync(turn, cancellationToken);

    protected override Task OnInstallationAddedAsync(TurnContext turn, CancellationToken cancellationToken) => GreetAsync(turn, cancellationToken);

    private async Task GreetAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        // A channel may tell of a new conversation in two ways at once.
        if (greeted.TryClaim(turn.Activity))
        {
            var stock = await index.CountAsync(ArticleFilter.All, cancellationToken);
            await turn.SendActivityAsync(AnswerText.Greeting(stock), cancellationToken);
        }
    }
}
