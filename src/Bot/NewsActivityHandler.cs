using NewsBot.Activities;
using NewsBot.Answers;
using NewsBot.Channels;
using NewsBot.Conversations;
using NewsBot.Retrieval.Indexing;

namespace NewsBot;

/// <summary>What the bot does in a conversation: it greets once, answers each message, and keeps what readers think of its answers.</summary>
internal sealed class NewsActivityHandler(
    QuestionAnswerer answerer,
    FollowUpQuestions followUps,
    ExampleQuestions examples,
    RecentAnswers recent,
    FeedbackStore feedback,
    IArticleIndex index,
    GreetedConversations greeted) : ActivityHandler
{
    private const int Suggestions = 3;

    protected override async Task OnMessageAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        var text = turn.Activity.TextToBot();
        if (ChatCommands.In(text) is { } command)
        {
            await turn.SendActivityAsync(await ReplyAsync(command, turn.Activity, cancellationToken), cancellationToken);
            return;
        }

        await turn.SendTypingAsync(cancellationToken);
        var reply = await answerer.AnswerAsync(text, turn.Activity.SentAt(), cancellationToken);
        recent.Keep(turn.Activity.ChannelId, turn.Activity.Conversation?.Id, reply);
        var message = ChannelRenderers.For(turn.Activity.ChannelId).Render(turn.Activity, reply);
        var suggested = turn.Activity.IsPersonal() ? await followUps.AfterAsync(reply, Suggestions, turn.Activity.SentAt(), cancellationToken) : [];
        await turn.SendActivityAsync(message with { SuggestedActions = Suggested(suggested) }, cancellationToken);
        if (AnswerTrace.IsShownOn(turn.Activity.ChannelId))
        {
            await turn.SendActivityAsync(AnswerTrace.Of(turn.Activity, reply), cancellationToken);
        }
    }

    protected override Task OnMembersAddedAsync(IReadOnlyList<ChannelAccount> members, TurnContext turn, CancellationToken cancellationToken) =>
        GreetAsync(turn, cancellationToken);

    protected override Task OnInstallationAddedAsync(TurnContext turn, CancellationToken cancellationToken) => GreetAsync(turn, cancellationToken);

    protected override Task OnEventAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        if (WebChatFeedback.In(turn.Activity) is var (isGood, answerId))
        {
            Keep(turn.Activity, isGood, text: null, answerId);
        }

        return Task.CompletedTask;
    }

    private async Task GreetAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        // A channel may tell of a new conversation in two ways at once.
        if (greeted.TryClaim(turn.Activity))
        {
            var stock = await index.CountAsync(ArticleFilter.All, cancellationToken);
            var suggested = turn.Activity.IsPersonal() ? await examples.GetAsync(Suggestions, cancellationToken) : [];
            await turn.SendActivityAsync(turn.Activity.CreateReply(AnswerText.Greeting(stock)) with { SuggestedActions = Suggested(suggested) }, cancellationToken);
        }
    }

    private async Task<Activity> ReplyAsync(ChatCommand command, Activity asked, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case ChatCommand.Reset:
                recent.Forget(asked.ChannelId, asked.Conversation?.Id);
                return asked.CreateReply("Done, I have forgotten what we talked about. What would you like to know?");
            case ChatCommand.About:
                return asked.CreateReply(await AboutText.OfAsync(index, cancellationToken));
            default:
                return recent.Find(asked.ChannelId, asked.Conversation?.Id)?.Answer is Answer.Grounded answer
                    ? asked.CreateReply(text: null) with { Attachments = [SourcesCard.Of(answer)] }
                    : asked.CreateReply("There is no answer yet whose sources I could show; please ask something first.");
        }
    }

    private void Keep(Activity activity, bool isGood, string? text, string? answerId) =>
        feedback.Add(new Feedback(activity.ChannelId, activity.Conversation?.Id, activity.From?.Id, isGood, text), answerId);

    private static SuggestedActions? Suggested(IReadOnlyList<string> questions) =>
        questions.Count == 0 ? null : new SuggestedActions([.. questions.Select(question => new CardAction("imBack", question, question))]);
}
