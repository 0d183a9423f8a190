using System.CommandLine;
using System.Text.Json;
using NewsBot.Jobs;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Commands;

/// <summary><c>index PATH|URL…</c>, <c>index --rebuild PATH|URL…</c> and <c>index --rollback</c></summary>
internal static class IndexCommand
{
    private const string Starter = "command line";

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
        var rebuild = new Option<bool>("--rebuild") { Description = "Makes a new index of these stories alone, which takes the place of the old one when it is checked" };
        var fewer = new Option<bool>("--fewer") { Description = "With --rebuild: also when the new index holds less than half as many stories as the old one" };
        var rollback = new Option<bool>("--rollback") { Description = "Goes back to the index before the last rebuild" };
        var command = new Command("index", "Adds and updates stories; unchanged ones are skipped") { paths, remove, prune, rebuild, fewer, rollback };
        command.Validators.Add(result =>
        {
            var (hasPaths, removes) = (result.GetValue(paths) is { Length: > 0 }, result.GetValue(remove) is { Length: > 0 });
            if (result.GetValue(rollback) && (hasPaths || removes || result.GetValue(prune) || result.GetValue(rebuild) || result.GetValue(fewer)))
            {
                result.AddError("--rollback stands alone.");
            }
            else if (result.GetValue(rebuild) && (removes || result.GetValue(prune)))
            {
                result.AddError("A new index has nothing to remove yet; leave out --remove and --prune.");
            }
            else if (result.GetValue(fewer) && !result.GetValue(rebuild))
            {
                result.AddError("--fewer goes with --rebuild.");
            }
            else if (!hasPaths && !removes && !result.GetValue(rollback))
            {
                result.AddError("Required argument missing for command: 'index': name files, folders or addresses, or what to --remove.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var (data, json, sources) = (parsed.GetValue(CommonOptions.Data), parsed.GetValue(CommonOptions.Json), parsed.GetValue(paths) ?? []);
            return parsed.GetValue(rollback) ? RollBackAsync(data, json, cancellationToken)
                : parsed.GetValue(rebuild) ? RebuildAsync(sources, parsed.GetValue(fewer), data, json, cancellationToken)
                : RunAsync(sources, parsed.GetValue(remove) ?? [], parsed.GetValue(prune), data, json, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(string[] sources, string[] removed, bool prunes, string? data, bool json, CancellationToken cancellationToken)
    {
        await using var app = NewsBotHost.Build(data);
        var gone = removed.Length > 0 ? await RemoveAsync(app.Services, removed, cancellationToken) : new IndexingCounts();
        var counts = sources.Length > 0
            ? await IndexingRun.RunAsync(app.Services, new JobRequest(JobKind.Index, sources, prunes, Starter), cancellationToken)
            : new IndexingCounts();
        return Tell(counts with { Removed = counts.Removed + gone.Removed, Failed = counts.Failed + gone.Failed, Seconds = counts.Seconds + gone.Seconds }, json);
    }

    private static async Task<IndexingCounts> RemoveAsync(IServiceProvider services, string[] names, CancellationToken cancellationToken)
    {
        var removal = await services.GetRequiredService<IndexMaintenance>().RemoveAsync(names, Starter, cancellationToken, IndexingRun.TellWhoWrites);
        foreach (var problem in services.GetRequiredService<IndexingJobs>().ProblemsOf(removal.Id, names.Length))
        {
            await Console.Error.WriteLineAsync(TerminalText.Safe($"{problem.Location}: {problem.Text}"));
        }

        return removal.Counts;
    }

    private static async Task<int> RebuildAsync(string[] sources, bool allowsFewer, string? data, bool json, CancellationToken cancellationToken)
    {
        await using var app = NewsBotHost.Build(data);
        return Tell(
            await IndexingRun.RunAsync(app.Services, new JobRequest(JobKind.Rebuild, sources, Prunes: false, Starter) { AllowsFewer = allowsFewer }, cancellationToken), json);
    }

    private static async Task<int> RollBackAsync(string? data, bool json, CancellationToken cancellationToken)
    {
        await using var app = NewsBotHost.Build(data);
        if (await app.Services.GetRequiredService<IndexMaintenance>().RollBackAsync(Starter, cancellationToken, IndexingRun.TellWhoWrites) is { Fault: { } fault })
        {
            await Console.Error.WriteLineAsync(fault);
            return ExitCodes.Failed;
        }

        var status = await app.Services.GetRequiredService<IArticleIndex>().GetStatusAsync(cancellationToken);
        Console.WriteLine(json
            ? JsonSerializer.Serialize(new RolledBack(status.Articles, status.Store), CommandJson.Readable.RolledBack)
            : $"The index before the last rebuild serves again: {status.Articles} stories ({status.Store}). The same command takes it back.");
        return ExitCodes.Done;
    }

    private static int Tell(IndexingCounts counts, bool json)
    {
        Console.WriteLine(json ? JsonSerializer.Serialize(counts, CommandJson.Readable.IndexingCounts) : counts.ToString());
        return counts.Failed > 0 ? ExitCodes.Failed : ExitCodes.Done;
    }
}

/// <summary>What <c>index --rollback --json</c> prints.</summary>
internal sealed record RolledBack(long Articles, string Store);
