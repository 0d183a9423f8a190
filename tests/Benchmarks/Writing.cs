using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NewsBot.Answers;
using NewsBot.LanguageModel;
using NewsBot.Retrieval;

namespace NewsBot.Benchmarks;

/// <summary>What the bot adds to a language model's own time: all around it, and until the first sentence can be read.</summary>
internal static class Writing
{
    // About as fast as a small model on a laptop writes.
    private static readonly TimeSpan WordPause = TimeSpan.FromMilliseconds(25);

    private const int PacedQuestions = 20;

    /// <param name="data">Folder of an index.</param>
    public static async Task<int> RunAsync(string data, string questions, CancellationToken cancellationToken)
    {
        var texts = File.ReadLines(questions).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("question").GetString()!).ToList();
        var asked = (await AskAsync(data, texts, TimeSpan.Zero, cancellationToken)).Skip(1).ToList();
        var (around, found) = (Measured.Of(asked.Select(one => (one.Whole - one.Model.Whole).TotalMilliseconds)), Measured.Of(asked.Select(one => one.Found.TotalMilliseconds)));
        Console.WriteLine($"around the model ({asked.Count} questions)  median {around.Median:0.0} ms, 95th percentile {around.P95:0.0} ms; to find what it is given alone {found.Median:0.0} ms");

        // What comes before the request is counted above. A first sentence that is dropped is not the first to be read.
        var paced = (await AskAsync(data, texts, WordPause, cancellationToken)).Skip(1).Where(one => one.IsWholeDraftKept).ToList();
        var ratios = Measured.Of(paced.Select(one => one.First!.Value / one.Model.First!.Value));
        Console.WriteLine($"first sentence ({paced.Count} questions)    median {ratios.Median:0.00} of the model's own time, {ratios.Sorted[^1]:0.00} at most");
        return 0;
    }

    private static async Task<IReadOnlyList<Asked>> AskAsync(string data, IReadOnlyList<string> texts, TimeSpan pause, CancellationToken cancellationToken)
    {
        await using var model = await ScriptedModel.StartAsync(pause, cancellationToken);
        await using var services = Services(data, model.Endpoint);
        var answerer = services.GetRequiredService<QuestionAnswerer>();
        var all = new List<Asked>();
        foreach (var text in texts)
        {
            var started = Stopwatch.GetTimestamp();
            var reply = await answerer.AnswerAsync(text, askedAt: null, cancellationToken);
            var whole = Stopwatch.GetElapsedTime(started);
            if (model.TakeTimes() is { } own)
            {
                all.Add(new Asked(whole, reply.Timings.Total - reply.Draft!.Elapsed, reply.Draft.First, own, reply.Draft is { Kept: > 0, Dropped.Count: 0 }));
            }

            if (pause > TimeSpan.Zero && all.Count > PacedQuestions)
            {
                break;
            }
        }

        return all;
    }

    private static ServiceProvider Services(string data, string endpoint)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
            [new("Retrieval:DataFolder", data), new("LanguageModel:Endpoint", endpoint), new("LanguageModel:Model", "scripted")]).Build());
        services.AddRetrieval().AddLanguageModel().AddSingleton<QuestionAnswerer>();
        return services.BuildServiceProvider();
    }

    /// <param name="Whole">From the question to the whole answer.</param>
    /// <param name="Found">Until there was an answer in the stories' own words.</param>
    /// <param name="First">From the request to the model until the first sentence could be shown; null: none could.</param>
    /// <param name="Model">Its own times.</param>
    private sealed record Asked(TimeSpan Whole, TimeSpan Found, TimeSpan? First, ModelTimes Model, bool IsWholeDraftKept);
}
