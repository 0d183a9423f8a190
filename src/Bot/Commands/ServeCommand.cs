using System.CommandLine;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using NewsBot.Activities;
using NewsBot.Admin;
using NewsBot.Answers;
using NewsBot.DirectLine;
using NewsBot.Health;
using NewsBot.LanguageModel;
using NewsBot.Pages;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Commands;

/// <summary>Without a verb: serves the bot until it is told to stop.</summary>
internal static partial class ServeCommand
{
    public static void Configure(RootCommand root)
    {
        var urls = new Option<string?>("--urls") { Description = "Where to listen (default: http://localhost:3978)", HelpName = "URL" };
        root.Options.Add(urls);

        // What is left over are settings, as in --Section:Key=value; the boundary refuses anything else.
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(CommonOptions.Data),
            [.. parsed.UnmatchedTokens, .. parsed.GetValue(urls) is { } value ? new[] { $"--urls={value}" } : []],
            cancellationToken));
    }

    private static async Task<int> RunAsync(string? data, string[] configuration, CancellationToken cancellationToken)
    {
        await using var app = NewsBotHost.Build(data, configuration);

        // A setting or a prompt that is not valid is told before anything begins.
        // What is asked of the container is asked now: Ctrl-C during the start disposes of it.
        app.Services.GetRequiredService<QuestionAnswerer>();
        var index = app.Services.GetRequiredService<IArticleIndex>();
        var store = app.Services.GetRequiredService<IOptions<RetrievalOptions>>().Value.Store;
        var model = app.Services.GetRequiredService<IOptions<LanguageModelOptions>>().Value;
        var stock = await UnlessAwayAsync(async () =>
        {
            await SampleStories.IndexIfEmptyAsync(app.Services, cancellationToken);
            return await index.GetStatusAsync(cancellationToken);
        });
        app.UseErrorPages();
        app.UseDirectLine();
        app.UseAdmin();
        app.MapBotMessages();
        app.MapDirectLine();
        app.MapPages();
        app.MapAdmin();
        app.MapBotHealth();
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception failure) when (
            failure is IOException or SocketException or FormatException or ArgumentException or InvalidOperationException)
        {
            var urls = app.Configuration["urls"];
            await Console.Error.WriteLineAsync(failure.InnerException is AddressInUseException
                ? $"{urls} is in use by another program; stop that one, or choose another port, for example --urls http://localhost:3979."
                : $"The bot cannot listen at {urls} ({failure.Message.TrimEnd('.')}); choose another address, for example --urls http://localhost:3979.");
            return ExitCodes.Failed;
        }

        LogListening(app.Logger, string.Join(", ", app.Urls));
        if (stock is not null)
        {
            LogStories(app.Logger, stock.Articles, Dates.Spoken(stock.Oldest), Dates.Spoken(stock.Newest), stock.Store);
        }

        if (model.IsConfigured)
        {
            LogModel(app.Logger, model.Model!, model.Endpoint!);
        }
        else
        {
            LogExtractive(app.Logger);
        }

        // The first question with a date in it should not have to wait for this, and stopping neither.
        _ = WarmUpAsync(app.Logger);
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Done;

        // A server that is away comes back, other than a file that cannot be read; until then the bot says that it cannot get at the stories.
        async Task<IndexStatus?> UnlessAwayAsync(Func<Task<IndexStatus>> look)
        {
            try
            {
                return await look();
            }
            catch (IndexUnusableException failure) when (store == IndexStore.Qdrant)
            {
                LogAway(app.Logger, failure.Message);
                return null;
            }
        }
    }

    private static async Task WarmUpAsync(ILogger logger)
    {
        try
        {
            await Task.Run(QuestionParser.WarmUp);
        }
        catch (Exception failure)
        {
            LogNotWarm(logger, failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "The stories cannot be got at, so the bot is not ready until they can: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "The understanding of questions could not be loaded ahead; the first question tries again")]
    private static partial void LogNotWarm(ILogger logger, Exception failure);

    [LoggerMessage(LogLevel.Information, "The news bot is at {Urls}: open that address in a browser, or give it with /api/messages to the Agents Playground or the Bot Framework Emulator")]
    private static partial void LogListening(ILogger logger, string urls);

    [LoggerMessage(LogLevel.Information, "{Count} stories are indexed, published from {Oldest} to {Newest} ({Store})")]
    private static partial void LogStories(ILogger logger, long count, string? oldest, string? newest, string store);

    [LoggerMessage(LogLevel.Information, "Answers are written by the language model {Model} at {Endpoint}, each sentence checked against the stories")]
    private static partial void LogModel(ILogger logger, string model, Uri endpoint);

    [LoggerMessage(LogLevel.Information, "Answers are extractive, sentences of the stories word for word, because no language model is configured")]
    private static partial void LogExtractive(ILogger logger);
}
