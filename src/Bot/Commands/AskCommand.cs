using System.CommandLine;
using System.Text.Json;
using NewsBot.Answers;
using NewsBot.Conversations;
using Spectre.Console;

namespace NewsBot.Commands;

/// <summary><c>ask "QUESTION"</c> and <c>ask --questions FILE.jsonl</c></summary>
internal static class AskCommand
{
    private const string Bold = "\e[1m";
    private const string NotBold = "\e[22m";

    public static Command Create()
    {
        var question = new Argument<string?>("QUESTION") { Description = "What to answer", Arity = ArgumentArity.ZeroOrOne };
        var questions = new Option<string?>("--questions")
        {
            Description = "Answer all questions of a file, one {\"id\", \"question\", \"history\", \"askedAt\"} a line, in their order",
            HelpName = "FILE.jsonl",
        };
        var explain = new Option<bool>("--explain") { Description = "Also tell what was understood and which sentences were in the running" };
        var command = new Command("ask", "Answers from the stories") { question, questions, explain };
        command.Validators.Add(result =>
        {
            if (result.GetValue(question) is null == result.GetValue(questions) is null)
            {
                result.AddError("Give one question in quotation marks, or --questions FILE.jsonl.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(question),
            parsed.GetValue(questions),
            parsed.GetValue(CommonOptions.Data),
            new Shape(parsed.GetValue(CommonOptions.Json), parsed.GetValue(explain)),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? question, string? questions, string? data, Shape shape, CancellationToken cancellationToken)
    {
        await using var app = NewsBotHost.Build(data);
        await SampleStories.IndexIfEmptyAsync(app.Services, cancellationToken);
        var answerer = app.Services.GetRequiredService<ConversationAnswerer>();
        return question is not null
            ? await AskAsync(answerer, new Asked(null, question, [], null), shape, cancellationToken)
            : await AskAllAsync(answerer, questions!, shape, cancellationToken);
    }

    private static async Task<int> AskAsync(ConversationAnswerer answerer, Asked asked, Shape shape, CancellationToken cancellationToken)
    {
        var earlier = await answerer.AskAsync(asked.History, asked.At, cancellationToken);
        var reply = shape.IsJson
            ? await answerer.AnswerAsync(asked.Question, earlier, asked.At, cancellationToken)
            : await WriteAsItComesAsync(answerer.StreamAsync(asked.Question, earlier, asked.At, cancellationToken));
        if (shape.IsJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(AnswerLine.From(asked.Id, asked.Question, reply, shape.IsExplained), CommandJson.Readable.AnswerLine));
        }

        if (shape is { IsExplained: true, IsJson: false })
        {
            ExplainTable.Write(reply);
        }

        return reply.Answer switch
        {
            Answer.Grounded => ExitCodes.Done,
            Answer.NotCovered => ExitCodes.NotCovered,
            _ => ExitCodes.BadUsage,
        };
    }

    /// <summary>Sentence by sentence, and the sources when the answer is whole.</summary>
    private static async Task<Reply> WriteAsItComesAsync(IAsyncEnumerable<Reply> replies)
    {
        var (written, last) = (0, (Reply?)null);
        await foreach (var reply in replies)
        {
            last = reply;
            Write(AnswerText.Of(reply.Answer));
        }

        Write(AnswerText.WithSources(last!.Answer));
        return last;

        // The answer itself in bold, where the terminal can.
        string Marked(string text) => AnsiConsole.Profile.Capabilities.Ansi && last?.Answer is Answer.Grounded grounded
            ? grounded.Sentences.Where(sentence => sentence.Span is not null).Aggregate(text, (marked, sentence) =>
                marked.Replace(sentence.Text, sentence.Text.Insert(sentence.Span!.Value.End, NotBold).Insert(sentence.Span.Value.Start, Bold), StringComparison.Ordinal))
            : text;

        void Write(string text)
        {
            // Each part ends its line, which the next part would begin with.
            if (text.Length >= written)
            {
                Console.WriteLine(Marked(TerminalText.Safe(text[written..])));
                written = text.Length + 1;
            }
        }
    }

    private static async Task<int> AskAllAsync(ConversationAnswerer answerer, string file, Shape shape, CancellationToken cancellationToken)
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
                await Console.Error.WriteLineAsync(
                    $"{file}:{number}: The line is not a JSON object with a \"question\" (and, if any, a \"history\" of earlier questions and an \"askedAt\" of ISO 8601); it is passed over.");
                exitCode = ExitCodes.Failed;
                continue;
            }

            if (!shape.IsJson)
            {
                Console.WriteLine(TerminalText.Safe($"{(number > 1 ? "\n" : "")}> {parsed.Question}\n"));
            }

            await AskAsync(answerer, parsed, shape, cancellationToken);
        }

        return exitCode;
    }

    private static Asked? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, CommandJson.Default.QuestionLine) is { Question: { } question } parsed
                ? new Asked(parsed.Id?.ToString(), question, parsed.History ?? [], parsed.AskedAt)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <param name="History">What was asked before in the conversation, oldest first.</param>
    /// <param name="At">The asker's clock; null: this machine's.</param>
    private sealed record Asked(string? Id, string Question, IReadOnlyList<string> History, DateTimeOffset? At);

    /// <summary>How replies are written.</summary>
    private sealed record Shape(bool IsJson, bool IsExplained);
}
