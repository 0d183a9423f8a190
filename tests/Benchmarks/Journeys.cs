using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NewsBot.Answers;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Articles;

namespace NewsBot.Benchmarks;

/// <summary>Both journeys from end to end, over a real collection of stories.</summary>
internal static class Journeys
{
    public static async Task<int> RunAsync(string articles, string questions, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("journeys-").FullName;
        try
        {
            Console.WriteLine($"cores                  {Environment.ProcessorCount}");
            await MeasureIndexingAsync(folder, articles, cancellationToken);
            await MeasureAnswersAsync(folder, questions, cancellationToken);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureIndexingAsync(string folder, string articles, CancellationToken cancellationToken)
    {
        await using var services = Services(folder);
        var ingestor = services.GetRequiredService<ArticleIngestor>();
        var (stories, seconds) = await IngestAsync();
        Console.WriteLine($"indexing               {stories / seconds:0.0} articles/s ({stories} in {seconds:0} s)");
        (stories, seconds) = await IngestAsync();
        Console.WriteLine($"skipping unchanged     {stories / seconds:0} articles/s");
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"peak memory            {process.PeakWorkingSet64 / 1024 / 1024} MB");
        Console.WriteLine($"index on disk          {new FileInfo(Path.Combine(folder, "news.db")).Length / 1024 / 1024} MB");

        async Task<(int Stories, double Seconds)> IngestAsync()
        {
            var started = Stopwatch.GetTimestamp();
            var count = await ingestor.IngestAllAsync(ArticleReader.ReadAsync([articles], cancellationToken), cancellationToken).CountAsync(cancellationToken);
            return (count, Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
    }

    private static async Task MeasureAnswersAsync(string folder, string questions, CancellationToken cancellationToken)
    {
        var texts = File.ReadLines(questions).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("question").GetString()!).ToList();

        var started = Stopwatch.GetTimestamp();
        await using var services = Services(folder);
        var answerer = services.GetRequiredService<QuestionAnswerer>();
        await answerer.AnswerAsync(texts[0], askedAt: null, cancellationToken);
        Console.WriteLine($"load to first answer   {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");

        var times = new List<double>();
        foreach (var text in texts)
        {
            times.Add(await Measured.TimeAsync(() => answerer.AnswerAsync(text, askedAt: null, cancellationToken)));
        }

        var measured = Measured.Of(times);
        Console.WriteLine($"answer ({texts.Count} questions) median {measured.Median:0.0} ms, 95th percentile {measured.P95:0.0} ms");
    }

    private static ServiceProvider Services(string folder)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Retrieval:DataFolder", folder)]).Build());
        services.AddRetrieval().AddSingleton<QuestionAnswerer>();
        return services.BuildServiceProvider();
    }
}
