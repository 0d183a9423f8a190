using Microsoft.Extensions.Logging.Console;
using NewsBot.Activities;
using NewsBot.Admin;
using NewsBot.Answers;
using NewsBot.Channels;
using NewsBot.Conversations;
using NewsBot.DirectLine;
using NewsBot.Feeds;
using NewsBot.Health;
using NewsBot.Jobs;
using NewsBot.LanguageModel;
using NewsBot.Pages;
using NewsBot.Retrieval;
using NewsBot.TeamsApp;

namespace NewsBot;

/// <summary>Builds the program that every verb runs in.</summary>
internal static class NewsBotHost
{
    /// <param name="data">Folder of the embedded index, or null for the configured or usual one.</param>
    /// <param name="configuration">Settings from the command line, such as <c>--urls=http://localhost:4000</c>.</param>
    /// <exception cref="InvalidDataException">A settings file is not valid.</exception>
    public static WebApplication Build(string? data, params string[] configuration)
    {
        // The settings file lies at the repository's root and is copied beside the program; the content root would else be the project's folder.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = configuration,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = EnvironmentName(),
        });
        var configured = builder.Configuration["Retrieval:DataFolder"];
        builder.Configuration["Retrieval:DataFolder"] = data ?? (string.IsNullOrEmpty(configured) ? DataFolder.Default : configured);

        // Standard output belongs to the verbs' results.
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        // The host logs a failure to start with its stack trace before the command line says the same in a sentence.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateOnBuild = provider.ValidateScopes = true);
        builder.Services.AddRetrieval().AddLanguageModel();
        builder.Services.AddSingleton<QuestionAnswerer>().AddSingleton<ConversationAnswerer>().AddSingleton<ExampleQuestions>().AddSingleton<FollowUpQuestions>();
        builder.Services.AddBotActivities<NewsActivityHandler>().AddChannels().AddDirectLine().AddPages().AddAdmin().AddTeamsApp().AddJobs().AddFeeds().AddBotHealth();
        return builder.Build();
    }

    // `dotnet run` in a clone is development, and a published program is not, unless the usual variables say otherwise. A launch profile
    // would do the same, but `dotnet run` writes its name to standard output, among the JSON lines of the verbs.
    private static string? EnvironmentName() =>
        Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is null && Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is null
            && DataFolder.CloneRoot is not null
            ? Environments.Development
            : null;
}
