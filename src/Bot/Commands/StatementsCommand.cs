using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Commands;

/// <summary><c>statements PATH…</c></summary>
internal static class StatementsCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Stories: .txt, .md and .jsonl files, and folders of them; they need not be indexed",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("statements", "Shows who says what in stories") { paths };
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(paths), parsed.GetValue(CommonOptions.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, bool json, CancellationToken cancellationToken)
    {
        var exitCode = ExitCodes.Done;
        await foreach (var reading in ArticleReader.ReadAsync(paths, cancellationToken))
        {
            var (location, parsed) = reading switch
            {
                ArticleReading.Story(var raw) => (raw.Location, ArticleParser.Parse(raw)),
                ArticleReading.Unreadable(var place, var reason) => (place, new ParsedArticle.Rejected(reason)),
                _ => throw new ArgumentOutOfRangeException(nameof(paths)),
            };
            if (parsed is ParsedArticle.Accepted(var article, _))
            {
                Write(article, Ledger.Of(article.Body, SentenceSplitter.Split(article.Body)), json);
            }
            else
            {
                await Console.Error.WriteLineAsync(TerminalText.Safe($"{location}: {((ParsedArticle.Rejected)parsed).Reason}"));
                exitCode = ExitCodes.Failed;
            }
        }

        return exitCode;
    }

    private static void Write(Article article, IReadOnlyList<Statement> statements, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new StatementsLine(article.Id.Value, statements.Select(statement => StatementLine.From(article, statement)).ToList()),
                CommandJson.Readable.StatementsLine));
            return;
        }

        Console.WriteLine(TerminalText.Safe($"{article.Title} ({statements.Count})"));
        foreach (var statement in statements)
        {
            var said = string.Join(" … ", statement.Content.Select(span => article.Body[span.Start..span.End]));
            var teller = statement.Within is { } outer ? $" (told by {statements[outer].Speaker ?? "somebody unknown"})" : "";
            Console.WriteLine(TerminalText.Safe(
                $"  {statement.Speaker ?? "(unknown)"} · {(statement.IsDenied ? "not " : "")}{statement.Verb ?? ":"} · {StatementLine.NameOf(statement.Type)} · {said}{teller}".ReplaceLineEndings(" ")));
        }
    }
}

/// <summary>The statements of one story.</summary>
internal sealed record StatementsLine(string ArticleId, IReadOnlyList<StatementLine> Statements);

/// <param name="Type">direct, mixed or indirect.</param>
/// <param name="Speaker">Where the story names the speaker; offsets count UTF-16 units in the article's body.</param>
/// <param name="SpeakerName">The speaker's name, as far as the story tells it.</param>
/// <param name="Text">What <paramref name="Content"/> covers.</param>
/// <param name="Within">Place, in the story's list from 0, of the statement that tells of this one: <c>Kerry said that Lavrov told him</c>.</param>
internal sealed record StatementLine(
    string Type,
    IReadOnlyList<TextSpan> Content,
    TextSpan? Speaker,
    string? SpeakerName,
    TextSpan? Cue,
    string? Verb,
    IReadOnlyList<string> Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsDenied,
    int FirstSentence,
    int LastSentence,
    int? Within)
{
    public static StatementLine From(Article article, Statement statement) => new(
        NameOf(statement.Type),
        statement.Content,
        statement.Mention,
        statement.Speaker,
        statement.Cue,
        statement.Verb,
        statement.Content.Select(span => article.Body[span.Start..span.End]).ToList(),
        statement.IsDenied,
        statement.FirstSentence,
        statement.LastSentence,
        statement.Within);

    public static string NameOf(StatementType type) => type switch
    {
        StatementType.Direct => "direct",
        StatementType.Mixed => "mixed",
        _ => "indirect",
    };
}
