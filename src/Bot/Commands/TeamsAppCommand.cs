using System.CommandLine;
using System.Text.Json;
using NewsBot.TeamsApp;

namespace NewsBot.Commands;

/// <summary><c>teams-app</c></summary>
internal static class TeamsAppCommand
{
    private const string DefaultFile = "news-bot-teams.zip";

    public static Command Create()
    {
        var file = new Option<string>("--out")
        {
            Description = $"The file to write (default: {DefaultFile})",
            HelpName = "FILE",
            DefaultValueFactory = _ => DefaultFile,
        };
        var command = new Command("teams-app", "Packs the zip file by which Teams gets to know the bot") { file };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(file), parsed.GetValue(CommonOptions.Data), parsed.GetValue(CommonOptions.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string file, string? data, bool json, CancellationToken cancellationToken)
    {
        await using var app = NewsBotHost.Build(data);

        // Whole before it is written: a setting that is missing leaves no half a file.
        using var zip = new MemoryStream();
        app.Services.GetRequiredService<TeamsAppPackage>().Write(zip);
        var path = Path.GetFullPath(file);
        await File.WriteAllBytesAsync(path, zip.ToArray(), cancellationToken);
        Console.WriteLine(json
            ? JsonSerializer.Serialize(new TeamsAppLine(path), CommandJson.Readable.TeamsAppLine)
            : $"Wrote {path}. In Teams: Apps, Manage your apps, Upload an app.");
        return ExitCodes.Done;
    }
}

/// <param name="File">The path of the zip file.</param>
internal sealed record TeamsAppLine(string File);
