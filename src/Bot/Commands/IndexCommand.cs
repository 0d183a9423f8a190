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
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("index", "Adds and updates stories; unchanged ones are skipped") { paths };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(paths), parsed.GetValue(CommonOptions.Data), parsed.GetValue(CommonOptions.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, string? data, bool json, CancellationToken cancellationToken)
    {
        await using var app = NewsBotHost.Build(data);
        var counts = await IndexingRun.RunAsync(app.Services, paths, cancellationToken);
        Console.WriteLine(json
            ? JsonSerializer.Serialize(counts, CommandJson.Readable.IndexingCounts)
            : $"Added {counts.Added}, updated {counts.Updated}, unchanged {counts.Unchanged}, failed {counts.Failed} in {counts.Seconds:0.0} s.");
        return counts.Failed > 0 ? ExitCodes.Failed : ExitCodes.Done;
    }
}
