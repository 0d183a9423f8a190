using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using NewsBot.Activities;
using NewsBot.Admin;
using NewsBot.Answers;
using NewsBot.Channels;
using NewsBot.Conversations;
using NewsBot.LanguageModel;
using NewsBot.Retrieval.Indexing;

namespace NewsBot;

/// <summary>What the bot does in a conversation: it greets once, answers each message, and keeps what readers think of its answers.</summary>
internal sealed partial class NewsActivityHandler(
    ConversationAnswerer answerer,
    FollowUpQuestions followUps,
    ExampleQuestions examples,
    ChannelRenderers renderers,
    CitationLinks links,
    TurnStore turns,
    RecentAnswers recent,
    FeedbackStore feedback,
    UnansweredQuestions unanswered,
    ToldCorrections corrections,
    IArticleIndex index,
    Freshness freshness,
    IOptions<LanguageModelOptions> model,
    AdminChat admins,
    GreetedConversations greeted,
    TurnQueue queue,
    ILogger<NewsActivityHandler> logger) : ActivityHandler
{
    private const int Suggestions = 3;

    protected override async Task OnMessageAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        var text = turn.Activity.TextToBot();
        try
        {
            if (await admins.ReplyAsync(turn, text, cancellationToken) is { } reply)
            {
                await turn.SendActivityAsync(reply, cancellationToken);
                return;
            }

            var command = ChatCommands.In(text);
            if (command is not ChatCommand.Reset)
            {
                await CorrectAsync(turn, cancellationToken);
            }

            await (command is { } known ? DoAsync(known, turn, cancellationToken) : AnswerAsync(text, turn, cancellationToken));
        }
        catch (IndexUnusableException failure)
        {
            LogNoStories(failure.Message);
            await turn.SendActivityAsync("Sorry, I cannot get at the stories at the moment, so I cannot answer. Please ask again in a few minutes.", cancellationToken);
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

    protected override Task<InvokeResponse?> OnInvokeAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        if (TeamsFeedback.In(turn.Activity) is not var (isGood, text))
        {
            return Task.FromResult<InvokeResponse?>(null);
        }

        Keep(turn.Activity, isGood, text, turn.Activity.ReplyToId);
        return Task.FromResult<InvokeResponse?>(InvokeResponse.Done);
    }

    private async Task AnswerAsync(string text, TurnContext turn, CancellationToken cancellationToken)
    {
        var (asked, renderer) = (turn.Activity, renderers.For(turn.Activity.ChannelId));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var replies = answerer.StreamAsync(text, turns.RecentOf(asked.ChannelId, asked.Conversation?.Id), asked.SentAt(), over.Token)
            .GetAsyncEnumerator(over.Token);
        await turn.StreamingResponse.InformWhileAsync("Searching the stories…", NextAsync, cancellationToken);
        var reply = replies.Current;
        IReadOnlyList<string> suggested = [];
        var id = await turn.StreamingResponse.SendAsync(
            AnswerThenSuggestAsync(cancellationToken), () => renderer.Render(asked, reply) with { SuggestedActions = Suggested(suggested) }, cancellationToken);
        Remember(asked, text, reply, id);
        if (!renderer.DrawsSuggestionsWithAnswer && await SuggestAsync(asked, reply, cancellationToken) is { Count: > 0 } questions)
        {
            await turn.SendActivityAsync(asked.CreateReply("You could ask next:") with { SuggestedActions = Suggested(questions) }, cancellationToken);
        }

        if (AnswerTrace.IsShownOn(asked.ChannelId))
        {
            await turn.SendActivityAsync(AnswerTrace.Of(asked, reply), cancellationToken);
        }

        // To stop either, the waiting or the writing, ends both.
        async Task<bool> NextAsync(CancellationToken cancel)
        {
            await using var stopping = cancel.UnsafeRegister(_ => over.Cancel(), null);
            return await replies.MoveNextAsync();
        }

        // The answer is not kept back until it is known what could be asked next.
        async IAsyncEnumerable<string> AnswerThenSuggestAsync([EnumeratorCancellation] CancellationToken cancel)
        {
            // What the first sentences lead to, the whole answer mostly does as well: that is tried while the rest is written.
            var (shown, begun) = (0, reply);
            var trying = renderer.DrawsSuggestionsWithAnswer ? Task.Run(() => SuggestAsync(asked, begun, cancel), cancel) : Task.CompletedTask;
            try
            {
                do
                {
                    reply = replies.Current;
                    var words = renderer.RenderBeginning(asked, reply);
                    yield return words[Math.Min(shown, words.Length)..];
                    shown = words.Length;
                }
                while (await NextAsync(cancel));
            }
            finally
            {
                await trying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            suggested = renderer.DrawsSuggestionsWithAnswer ? await SuggestAsync(asked, reply, cancel) : [];
        }
    }

    /// <summary>Says once, before anything else, what was told here and is not so any more.</summary>
    private async Task CorrectAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        var asked = turn.Activity;
        if (await corrections.FindAsync(asked.ChannelId, asked.Conversation?.Id, cancellationToken) is { Count: > 0 } outdated)
        {
            await turn.SendActivityAsync(asked.CreateReply(text: null) with { Attachments = [CorrectionsCard.Of(outdated, links, asked)] }, cancellationToken);
            corrections.MarkTold(asked.ChannelId, asked.Conversation?.Id, outdated);
            recent.Forget(asked.ChannelId, asked.Conversation?.Id);
        }
    }

    // Each suggestion is a question that is answered to see whether it can be: it is left out when many wait for answers of their own.
    private async Task<IReadOnlyList<string>> SuggestAsync(Activity asked, Reply reply, CancellationToken cancellationToken) =>
        asked.IsPersonal() && !queue.IsCrowded ? await followUps.AfterAsync(reply, Suggestions, asked.SentAt(), cancellationToken) : [];

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

    private async Task DoAsync(ChatCommand command, TurnContext turn, CancellationToken cancellationToken) =>
        await turn.SendActivityAsync(await ReplyAsync(command, turn.Activity, cancellationToken), cancellationToken);

    private async Task<Activity> ReplyAsync(ChatCommand command, Activity asked, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case ChatCommand.Reset:
                turns.Forget(asked.ChannelId, asked.Conversation?.Id);
                recent.Forget(asked.ChannelId, asked.Conversation?.Id);
                return asked.CreateReply("Done, I have forgotten what we talked about. What would you like to know?");
            case ChatCommand.About:
                return asked.CreateReply(await AboutText.OfAsync(index, freshness, model.Value is { IsConfigured: true, Model: var name } ? name : null, cancellationToken));
            default:
                return recent.Find(asked.ChannelId, asked.Conversation?.Id) is Answer.Grounded answer
                    ? asked.CreateReply(text: null) with { Attachments = [SourcesCard.Of(answer, links.For(asked))] }
                    : asked.CreateReply("I have no answer in mind whose sources I could show; please ask something first.");
        }
    }

    private void Remember(Activity asked, string text, Reply reply, string? id)
    {
        recent.Keep(asked.ChannelId, asked.Conversation?.Id, reply.Answer);
        if (TurnMemory.Of(reply) is { } turn)
        {
            turns.Keep(asked.ChannelId, asked.Conversation?.Id, new AnsweredTurn(asked.Id, id, text, turn, AnswerText.Of(reply.Answer)) { Cited = TurnMemory.CitedBy(reply) });
        }

        if (reply.Answer is Answer.NotCovered)
        {
            unanswered.Add(reply.Standalone);
        }
    }

    // Some clients do not tell which answer they judge; then it is the one before.
    private void Keep(Activity activity, bool isGood, string? text, string? answerId) => feedback.Add(
        new Feedback(activity.ChannelId, activity.Conversation?.Id, activity.From?.Id, isGood, text),
        answerId,
        turns.Find(activity.ChannelId, activity.Conversation?.Id, answerId));

    private static SuggestedActions? Suggested(IReadOnlyList<string> questions) =>
        questions.Count == 0 ? null : new SuggestedActions([.. questions.Select(question => new CardAction("imBack", question, question))]);

    [LoggerMessage(LogLevel.Error, "A question could not be answered: {Reason}")]
    private partial void LogNoStories(string reason);
}
