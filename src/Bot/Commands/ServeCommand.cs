using System.CommandLine;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using NewsBot.Activities;
using NewsBot.Answers;
using NewsBot.Retrieval.Indexing;

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
        app.MapBotMessages();
        app.MapGet("/", () => "The news bot is running. Connect the Agents Playground or the Bot Framework Emulator to /api/messages.");
        await SampleStories.IndexIfEmptyAsync(app.Services, cancellationToken);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException or SocketException)
        {
            await Console.Error.WriteLineAsync(
                $"{app.Configuration["urls"]} is in use by another program; stop that one, or choose another port, for example --urls http://localhost:3979.");
            return ExitCodes.Failed;
        }

        var status = await app.Services.GetRequiredService<IArticleIndex>().GetStatusAsync(cancellationToken);
        LogListening(app.Logger, string.Join(", ", app.Urls));
        LogStories(app.Logger, status.Articles, Dates.Spoken(status.Oldest), Dates.Spoken(status.Newest), status.Store);
        LogExtractive(app.Logger);
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Done;
    }

    [LoggerMessage(LogLevel.Information, "The news bot is at {Urls}: give that address with /api/messages to the Agents Playground or the Bot Framework Emulator")]
    private static partial void LogListening(ILogger logger, string urls);

    [LoggerMessage(LogLevel.Information, "{Count} stories are indexed, published from {Oldest} to {Newest} ({Store})")]
    private static partial void LogStories(ILogger logger, long count, string? oldest, string? newest, string store);

    [LoggerMessage(LogLevel.Information, "Answers are extractive, sentences of the stories word for word, because no language model is configured")]
    private static partial void LogExtractive(ILogger logger);
}
