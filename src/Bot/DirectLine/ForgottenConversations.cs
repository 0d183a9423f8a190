using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using NewsBot.Conversations;

namespace NewsBot.DirectLine;

/// <summary>Forgets conversations that nobody has open and nobody goes on with.</summary>
internal sealed partial class ForgottenConversations(
    ConversationStore store, DirectLineConversations conversations, IOptions<DirectLineOptions> options, TimeProvider time, ILogger<ForgottenConversations> logger) : BackgroundService
{
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromHours(1);

    // What is forgotten soon is looked for soon.
    private TimeSpan Every => options.Value.ForgetAfter / 4 is var often && often < AtLeastEvery ? often : AtLeastEvery;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                Forget();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    private void Forget()
    {
        try
        {
            store.Touch(conversations.Open);
            if (store.DeleteIdle(options.Value.ForgetAfter) is > 0 and var count)
            {
                LogForgotten(count);
            }
        }
        catch (SqliteException failure)
        {
            LogNotForgotten(failure);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} conversations were forgotten in which nothing was said for long")]
    private partial void LogForgotten(int count);

    [LoggerMessage(LogLevel.Warning, "Old conversations could not be forgotten; it is tried again later")]
    private partial void LogNotForgotten(Exception failure);
}
