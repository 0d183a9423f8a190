using System.CommandLine;
using System.Text.Json;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Commands;

/// <summary><c>index PATH…</c>, <c>index --rebuild PATH…</c> and <c>index --rollback</c></summary>
internal static class IndexCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Stories: .txt, .md and .jsonl files, and folders of them",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var rebuild = new Option<bool>("--rebuild") { Description = "Makes a new index of these stories alone, which takes the place of the old one when it is checked" };
        var rollback = new Option<bool>("--rollback") { Description = "Goes back to the index before the last rebuild" };
        var command = new Command("index", "Adds and updates stories; unchanged ones are skipped") { paths, rebuild, rollback };
        command.Validators.Add(result =>
        {
            var hasPaths = result.GetValue(paths) is { Length: > 0 };
            if (result.GetValue(rollback) && (hasPaths || result.GetValue(rebuild)))
            {
                result.AddError("--rollback stands alone.");
            }
            else if (!hasPaths && !result.GetValue(rollback))
            {
                result.AddError("Required argument missing for command: 'index'.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var (data, json) = (parsed.GetValue(CommonOptions.Data), parsed.GetValue(CommonOptions.Json));
            return parsed.GetValue(rollback) ? RollBackAsync(data, json, cancellationToken)
                : parsed.GetValue(rebuild) ? RebuildAsync(parsed.GetRequiredValue(paths), data, json, cancellationToken)
                : RunAsync(parsed.GetRequiredValue(paths), data, json, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, string? data, bool json, CancellationToken cancellationToken)
    {
        await using var app = NewsBotHost.Build(data);
        return Tell(await IndexingRun.RunAsync(app.Services, paths, cancellationToken), json);
    }

    private static async Task<int> RebuildAsync(string[] paths, string? data, bool json, CancellationToken cancellationToken)
    {
        await using var app = NewsBotHost.Build(data);
        var generations = app.Services.GetRequiredService<IIndexGenerations>();
        using var next = await generations.BeginAsync(cancellationToken);
        IndexingCounts counts;
        string? fault;
        try
        {
            // 1. A new index is filled and checked, while the old one serves.
            counts = await IndexingRun.RunAsync(app.Services, paths, cancellationToken, ActivatorUtilities.CreateInstance<ArticleIngestor>(app.Services, next.Index));
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
        Console.WriteLine(json
            ? JsonSerializer.Serialize(counts, CommandJson.Readable.IndexingCounts)
            : $"Added {counts.Added}, updated {counts.Updated}, unchanged {counts.Unchanged}, failed {counts.Failed} in {counts.Seconds:0.0} s.");
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
