using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Options;
using NewsBot.Answers;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Commands;

/// <summary><c>status</c></summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new Command("status", "Tells what the index holds");
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetValue(CommonOptions.Data), parsed.GetValue(CommonOptions.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? data, bool json, CancellationToken cancellationToken)
    {
        await using var app = NewsBotHost.Build(data);
        var folder = Path.GetFullPath(app.Services.GetRequiredService<IOptions<RetrievalOptions>>().Value.DataFolder);
        var status = await app.Services.GetRequiredService<IArticleIndex>().GetStatusAsync(cancellationToken);
        var line = new StatusLine(
            status.Articles, status.Sentences, status.Statements, status.Chunks, status.Embedder, status.Store, folder,
            Dates.Iso(status.Oldest), Dates.Iso(status.Newest), Dates.Iso(status.LastChange));
        Console.WriteLine(json
            ? JsonSerializer.Serialize(line, CommandJson.Readable.StatusLine)
            : $"""
               articles     {line.Articles}
               sentences    {line.Sentences}
               statements   {line.Statements}
               chunks       {line.Chunks}
               published    {(line.Oldest is null ? "–" : $"{line.Oldest} to {line.Newest}")}
               embedder     {line.Embedder}
               store        {line.Store}
               data         {line.Data}
               last change  {line.LastChange ?? "never"}
               """);
        return ExitCodes.Done;
    }
}

/// <param name="Data">Folder of the embedded index.</param>
internal sealed record StatusLine(
    long Articles,
    long Sentences,
    long Statements,
    long Chunks,
    string Embedder,
    string Store,
    string Data,
    string? Oldest,
    string? Newest,
    string? LastChange);
