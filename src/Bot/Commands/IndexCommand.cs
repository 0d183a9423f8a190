using System.CommandLine;
using System.Text.Json;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Copies;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Commands;

/// <summary><c>index PATH|URL…</c>, <c>index --rebuild PATH|URL…</c> and <c>index --rollback</c></summary>
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
        var rebuild = new Option<bool>("--rebuild") { Description = "Makes a new index of these stories alone, which takes the place of the old one when it is checked" };
        var rollback = new Option<bool>("--rollback") { Description = "Goes back to the index before the last rebuild" };
        var command = new Command("index", "Adds and updates stories; unchanged ones are skipped") { paths, remove, prune, rebuild, rollback };
        command.Validators.Add(result =>
        {
            var (hasPaths, removes) = (result.GetValue(paths) is { Length: > 0 }, result.GetValue(remove) is { Length: > 0 });
            if (result.GetValue(rollback) && (hasPaths || removes || result.GetValue(prune) || result.GetValue(rebuild)))
            {
                result.AddError("--rollback stands alone.");
            }
            else if (result.GetValue(rebuild) && (removes || result.GetValue(prune)))
            {
                result.AddError("A new index has nothing to remove yet; leave out --remove and --prune.");
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
                : parsed.GetValue(rebuild) ? RebuildAsync(sources, data, json, cancellationToken)
                : RunAsync(sources, parsed.GetValue(remove) ?? [], parsed.GetValue(prune), data, json, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(string[] sources, string[] removed, bool prunes, string? data, bool json, CancellationToken cancellationToken)
    {
        await using var app = NewsBotHost.Build(data);
        var (gone, missing) = await Removal.RemoveAsync(app.Services, removed, cancellationToken);
        var counts = sources.Length > 0 ? await IndexingRun.RunAsync(app.Services, sources, cancellationToken, prunes) : new IndexingCounts();
        return Tell(counts with { Removed = counts.Removed + gone, Failed = counts.Failed + missing }, json);
    }

    private static async Task<int> RebuildAsync(string[] sources, string? data, bool json, CancellationToken cancellationToken)
    {
        await using var app = NewsBotHost.Build(data);
        var generations = app.Services.GetRequiredService<IIndexGenerations>();
        using var next = await generations.BeginAsync(cancellationToken);
        IndexingCounts counts;
        string? fault;
        try
        {
            // 1. A new index is filled and checked, while the old one serves.
            // What only the old one holds makes no story of the new one a copy.
            using var copies = ActivatorUtilities.CreateInstance<WireCopies>(app.Services, next.Index);
            var into = ActivatorUtilities.CreateInstance<ArticleIngestor>(app.Services, next.Index, copies);
            counts = await IndexingRun.RunAsync(app.Services, sources, cancellationToken, into: into);
            fault = await app.Services.GetRequiredService<GenerationCheck>().FindFaultAsync(next.Index, counts.Added, cancellationToken);
        }
        catch
        {
            await DiscardQuietlyAsync(generations, next);
            throw;
        }

        if (fault is not null)
        {
            await generations.DiscardAsync(next, CancellationToken.None);
            await Console.Error.WriteLineAsync($"{fault}; so the new index was thrown away, and the old one goes on serving.");
            return ExitCodes.Failed;
        }

        // 2. From one moment to the next it is the new one that serves.
        await generations.PublishAsync(next, cancellationToken);
        return Tell(counts, json);
    }

    private static async Task<int> RollBackAsync(string? data, bool json, CancellationToken cancellationToken)
    {
        await using var app = NewsBotHost.Build(data);
        if (!await app.Services.GetRequiredService<IIndexGenerations>().RollBackAsync(cancellationToken))
        {
            await Console.Error.WriteLineAsync("There is no earlier index to go back to: only one that was rebuilt leaves one.");
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

    // What went wrong before is what matters, and the next rebuild removes what is left.
    private static async Task DiscardQuietlyAsync(IIndexGenerations generations, INewGeneration generation)
    {
        try
        {
            await generations.DiscardAsync(generation, CancellationToken.None);
        }
        catch (IndexUnusableException)
        {
        }
    }
}

/// <summary>What <c>index --rollback --json</c> prints.</summary>
internal sealed record RolledBack(long Articles, string Store);
