using Microsoft.AspNetCore.Http;
using NewsBot.Tests.Commands;

namespace NewsBot.Tests.LanguageModel;

/// <summary>Whatever a language model does wrong, the reader gets an answer of the stories, with a line that says why, and does not wait for long.</summary>
public sealed class ModelFaultTests(SampleIndex samples)
{
    private const string Question = "What did Lavrov say about Assad?";
    private const string Whole = "Lavrov denied that Russia was trying to keep Assad in power.";

    // A fault comes well within it, also on a slow machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    // Of readers whose patience is to run out.
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(1.5);

    [Theory]
    [InlineData(401, "is not set up rightly", 1)]
    [InlineData(403, "is not set up rightly", 1)]
    [InlineData(404, "is not set up rightly", 1)]
    [InlineData(400, "is not set up rightly", 1)]
    [InlineData(302, "is not set up rightly", 1)]
    [InlineData(500, "is out of order at the moment", 2)]
    [InlineData(503, "is out of order at the moment", 2)]
    public async Task A_service_that_refuses_is_told_in_a_line(int status, string words, int attempts)
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenAnswers(status).ThenAnswers(status).ThenAnswers(status);

        Assert.Contains($"The language model {words}, so this is in the stories' own words.", await ExtractiveAnswerAsync(model), StringComparison.Ordinal);
        Assert.Equal(attempts, model.Requests.Count);
    }

    [Fact]
    public async Task A_service_that_wants_to_be_left_alone_for_long_is_not_asked_again()
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenAnswers(429, retryAfter: "30").ThenWrites(Good);

        Assert.Contains("The language model has too much to do at the moment", await ExtractiveAnswerAsync(model), StringComparison.Ordinal);
        Assert.Single(model.Requests);
    }

    [Theory]
    [InlineData(429, "1")]
    [InlineData(429, null)]
    [InlineData(500, null)]
    [InlineData(503, "0")]
    public async Task What_passes_quickly_is_tried_again(int status, string? retryAfter)
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenAnswers(status, retryAfter).ThenWrites(Good);

        var asked = await AskAsync(model, TimeSpan.FromSeconds(10));
        Assert.Equal("model", asked.Json.GetProperty("mode").GetString());
        Assert.Equal(2, model.Requests.Count);
    }

    [Fact]
    public async Task Of_a_request_that_failed_the_log_says_only_what_is_known()
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenAnswers(500).ThenWrites(Good);

        var log = (await AskAsync(model, TimeSpan.FromSeconds(10))).Errors;
        Assert.Matches(@"was asked for \d+ ms, and no word came", log);
        Assert.Matches(@"was asked for \d+ ms, its first word came after \d+ ms", log);
        Assert.Contains("counted: tokens in 700, out 40", log, StringComparison.Ordinal);
        Assert.DoesNotContain("(null)", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_told_in_a_line()
    {
        var model = await ModelDouble.StartAsync();
        var settings = model.Settings;
        await model.DisposeAsync();

        await using var program = NewsBotProgram.Start(["ask", Question, "--json", "--data", samples.Data], settings);
        AssertExtractive(await program.EndAsync(), "The language model cannot be reached at the moment");
    }

    [Fact]
    public async Task A_model_that_says_nothing_is_waited_for_no_longer_than_the_patience()
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenDoes((_, http) => Task.Delay(Timeout.Infinite, http.RequestAborted));

        Assert.Contains("The language model took too long", await ExtractiveAnswerAsync(model, ShortPatience), StringComparison.Ordinal);
        Assert.Equal(1, model.Aborted);
    }

    [Fact]
    public async Task A_stream_that_only_stays_open_is_waited_for_no_longer_than_the_patience()
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenDoes(async (_, http) =>
        {
            http.Response.ContentType = "text/event-stream";
            while (true)
            {
                await http.Response.WriteAsync(": still here\n\n", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                await Task.Delay(50, http.RequestAborted);
            }
        });

        Assert.Contains("The language model took too long", await ExtractiveAnswerAsync(model, ShortPatience), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_model_keeps_what_it_wrote_in_time_and_the_stories_follow()
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenDoes(async (request, http) =>
        {
            await using var stream = new CompletionStream(http);
            await stream.WriteAsync(Good(request) + "\n"); // at once, so that it is in time on a slow machine too
            while (true)
            {
                await stream.WriteAsync("slowly ");
                await Task.Delay(30, http.RequestAborted);
            }
        });

        await AssertFollowedAsync(model, ShortPatience, "The language model took too long, so the rest is in the stories' own words.");
    }

    [Fact]
    public async Task A_connection_that_breaks_in_mid_stream_keeps_what_was_checked_and_the_stories_follow()
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenDoes(async (request, http) =>
        {
            await using var stream = new CompletionStream(http);
            await stream.WriteAsync(Good(request) + "\nHe also said that ");
            await Task.Delay(200, http.RequestAborted); // what was sent would else be lost with the connection
            http.Abort();
        });

        await AssertFollowedAsync(model, Patience, "The language model broke off, so the rest is in the stories' own words.");
    }

    [Fact]
    public async Task A_stream_that_ends_before_the_answer_does_is_a_break()
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenDoes(async (request, http) =>
        {
            await using var stream = new CompletionStream(http);
            await stream.WriteAsync(Good(request) + "\nHe also said that ");
        });

        await AssertFollowedAsync(model, Patience, "The language model broke off, so the rest is in the stories' own words.");
    }

    [Theory]
    [InlineData("{\"choices\":[{\"index\":0,\"delta\":{\"content\":")]
    [InlineData("not JSON")]
    [InlineData("[1,2]")]
    [InlineData("{\"choices\":\"none\"}")]
    public async Task Events_that_are_no_completions_are_told_in_a_line(string data)
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenDoes(async (_, http) =>
        {
            await using var stream = new CompletionStream(http);
            await stream.SendAsync(data);
        });

        Assert.Contains("The language model could not be understood", await ExtractiveAnswerAsync(model), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_in_place_of_a_stream_is_told_in_a_line()
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenDoes(async (_, http) =>
        {
            http.Response.ContentType = "text/html";
            await http.Response.WriteAsync("<html><body>Please sign in to the network.</body></html>");
        });

        Assert.Contains("The language model wrote nothing", await ExtractiveAnswerAsync(model), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_completion_is_told_in_a_line()
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenDoes(async (_, http) =>
        {
            await using var stream = new CompletionStream(http);
            await stream.EndAsync();
        });

        Assert.Contains("The language model wrote nothing", await ExtractiveAnswerAsync(model), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_told_in_a_line()
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenDoes(async (_, http) =>
        {
            await using var stream = new CompletionStream(http);
            await stream.SendAsync(new { refusal = "I cannot help with that." }, finish: null);
            await stream.EndAsync();
        });

        var answer = await ExtractiveAnswerAsync(model);
        Assert.Contains("The language model declined to write", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("I cannot help", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_whose_filter_stops_the_answer_is_told_in_a_line()
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenDoes(async (_, http) =>
        {
            await using var stream = new CompletionStream(http);
            await stream.EndAsync("content_filter");
        });

        Assert.Contains("The language model declined to write", await ExtractiveAnswerAsync(model), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_writes_on_and_on_is_stopped()
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenDoes(async (_, http) =>
        {
            await using var stream = new CompletionStream(http);
            while (true)
            {
                await stream.WriteAsync("and so on ");
            }
        });

        Assert.Contains("The language model did not come to an end", await ExtractiveAnswerAsync(model, TimeSpan.FromSeconds(30)), StringComparison.Ordinal);
        Assert.Equal(1, model.Aborted);
    }

    [Fact]
    public async Task A_model_that_adds_sentence_after_sentence_is_stopped()
    {
        await using var model = await ModelDouble.StartAsync();
        model.ThenDoes(async (_, http) =>
        {
            await using var stream = new CompletionStream(http);
            while (true)
            {
                await stream.WriteAsync("And so on without a source.\n");
            }
        });

        AssertExtractive(await AskAsync(model, TimeSpan.FromSeconds(30)), note: null);
        Assert.Equal(1, model.Aborted);
    }

    private static string Good(ModelRequest request) => $"{Whole} [{request.NumberOf(Whole)}]";

    private Task<string> ExtractiveAnswerAsync(ModelDouble model) => ExtractiveAnswerAsync(model, Patience);

    private async Task<string> ExtractiveAnswerAsync(ModelDouble model, TimeSpan patience) => AssertExtractive(await AskAsync(model, patience), "The language model ");

    private static string AssertExtractive(ProgramResult asked, string? note)
    {
        var answer = asked.Json.GetProperty("answer").GetString()!;
        Assert.Equal("extractive", asked.Json.GetProperty("mode").GetString());
        Assert.Contains("(quoted): \"We are not concerned by the fate of any individual.", answer, StringComparison.Ordinal);
        Assert.Equal(note is not null, answer.Contains("The language model", StringComparison.Ordinal));
        Assert.Contains(note ?? "", answer, StringComparison.Ordinal);
        return answer;
    }

    private async Task AssertFollowedAsync(ModelDouble model, TimeSpan patience, string note)
    {
        var asked = await AskAsync(model, patience);
        var answer = asked.Json.GetProperty("answer").GetString()!;
        Assert.Equal("model", asked.Json.GetProperty("mode").GetString());
        Assert.StartsWith($"{Whole} [1]\nSergei Lavrov (", answer, StringComparison.Ordinal);
        Assert.Contains("\nSergei Lavrov (quoted): \"We are not concerned by the fate of any individual.", answer, StringComparison.Ordinal);
        Assert.Equal(0, answer.LastIndexOf(Whole, StringComparison.Ordinal));
        Assert.EndsWith(note, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("slowly", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("He also said", answer, StringComparison.Ordinal);
    }

    private async Task<ProgramResult> AskAsync(ModelDouble model, TimeSpan patience)
    {
        await using var program = NewsBotProgram.Start(
            ["ask", Question, "--json", "--data", samples.Data], [.. model.Settings, ("LanguageModel__Patience", patience.ToString())]);
        var asked = await program.EndAsync();
        var answering = TimeSpan.FromMilliseconds(asked.Json.GetProperty("milliseconds").GetProperty("answer").GetDouble());
        var grace = TimeSpan.FromSeconds(patience == ShortPatience ? 2 : 4); // no other fault waits for the patience: a slow machine alone delays it
        Assert.True(answering < patience + grace, $"The answer took {answering}.");
        return asked;
    }
}
