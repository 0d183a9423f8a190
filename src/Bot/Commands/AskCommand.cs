using System.CommandLine;
using System.Text.Json;
using NewsBot.Answers;

namespace NewsBot.Commands;

/// <summary><c>ask "QUESTION"</c> and <c>ask --questions FILE.jsonl</c></summary>
internal static class AskCommand
{
    public static Command Create()
    {
        var question = new Argument<string?>("QUESTION") { Description = "What to answer", Arity = ArgumentArity.ZeroOrOne };
        var questions = new Option<string?>("--questions")
        {
            Description = "Answer all questions of a file, one {\"id\", \"question\"} a line, in their order",
            HelpName = "FILE.jsonl",
        };
        var command = new Command("ask", "Answers from the stories") { question, questions };
        command.Validators.Add(result =>
        {
            if (result.GetValue(question) is null == result.GetValue(questions) is null)
            {
                result.AddError("Give one question in quotation marks, or --questions FILE.jsonl.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(question), parsed.GetValue(questions), parsed.GetValue(CommonOptions.Data), parsed.GetValue(CommonOptions.Json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? question, string? questions, string? data, bool json, CancellationToken cancellationToken)
    {
        await using var app = NewsBotHost.Build(data);
        await SampleStories.IndexIfEmptyAsync(app.Services, cancellationToken);
        var answerer = app.Services.GetRequiredService<QuestionAnswerer>();
        return question is not null
            ? await AskAsync(answerer, null, question, json, cancellationToken)
            : await AskAllAsync(answerer, questions!, json, cancellationToken);
    }

    private static async Task<int> AskAsync(QuestionAnswerer answerer, string? id, string question, bool json, CancellationToken cancellationToken)
    {
        var reply = await answerer.AnswerAsync(question, askedAt: null, cancellationToken);
        Console.WriteLine(json
            ? JsonSerializer.Serialize(AnswerLine.From(id, question, reply), CommandJson.Readable.AnswerLine)
            : TerminalText.Safe(AnswerText.WithSources(reply.Answer)));
        return reply.Answer switch
        {
            Answer.Grounded => ExitCodes.Done,
            Answer.NotCovered => ExitCodes.NotCovered,
            _ => ExitCodes.BadUsage,
        };
    }

    private static async Task<int> AskAllAsync(QuestionAnswerer answerer, string file, bool json, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            await Console.Error.WriteLineAsync($"{file}: There is no such file.");
            return ExitCodes.Failed;
        }

        var (number, exitCode) = (0, ExitCodes.Done);
        await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (Parse(line) is not { } parsed)
            {
                await Console.Error.WriteLineAsync($"{file}:{number}: The line is not a JSON object with a \"question\"; it is passed over.");
                exitCode = ExitCodes.Failed;
                continue;
            }

            if (!json)
            {
                Console.WriteLine(TerminalText.Safe($"{(number > 1 ? "\n" : "")}> {parsed.Question}\n"));
            }

            await AskAsync(answerer, parsed.Id, parsed.Question, json, cancellationToken);
        }

        return exitCode;
    }

    private static (string? Id, string Question)? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, CommandJson.Default.QuestionLine) is { Question: { } question } parsed
                ? (parsed.Id?.ToString(), question)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
