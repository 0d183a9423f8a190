using System.CommandLine;
using System.Text.Json;

namespace NewsBot.Commands;

/// <summary><c>index PATH|URL…</c></summary>
internal static class IndexCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH|URL")
        {
            Description = "Stories: files (.txt, .md, .jsonl, .html, .pdf, feeds in .xml, .zip), folders of them, and addresses of pages, feeds and sitemaps",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var remove = new Option<string[]>("--remove")
        {
            Description = "Removes stories",
            HelpName = "ID|URL",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        var prune = new Option<bool>("--prune") { Description = "Removes the stories that are gone from the files and folders given" };
        var command = new Command("index", "Adds and updates stories; unchanged ones are skipped") { paths, remove, prune };
        command.Validators.Add(result =>
        {
            if (result.GetValue(paths) is not { Length: > 0 } && result.GetValue(remove) is not { Length: > 0 })
            {
                result.AddError("Required argument missing for command: 'index': name files, folders or addresses, or what to --remove.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(paths) ?? [], parsed.GetValue(remove) ?? [], parsed.GetValue(prune), parsed.GetValue(CommonOptions.Data), parsed.GetValue(CommonOptions.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] sources, string[] removed, bool prunes, string? data, bool json, CancellationToken cancellationToken)
    {
        await using var app = NewsBotHost.Build(data);
        var (gone, missing) = await Removal.RemoveAsync(app.Services, removed, cancellationToken);
        var counts = sources.Length > 0 ? await IndexingRun.RunAsync(app.Services, sources, cancellationToken, prunes) : new IndexingCounts();
        counts = counts with { Removed = counts.Removed + gone, Failed = counts.Failed + missing };
        Console.WriteLine(json ? JsonSerializer.Serialize(counts, CommandJson.Readable.IndexingCounts) : counts.ToString());
        return counts.Failed > 0 ? ExitCodes.Failed : ExitCodes.Done;
    }
}
