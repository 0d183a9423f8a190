using System.Diagnostics;
using NewsBot.Retrieval.Embeddings;

namespace NewsBot.Benchmarks;

/// <summary>How fast the built-in sentence encoder is.</summary>
internal static class EncoderThroughput
{
    private const int Rounds = 9;

    private static readonly string[] Words =
    [
        "the", "minister", "said", "that", "a", "new", "law", "on", "trade", "would", "not", "pass", "before", "summer", "because", "members",
        "of", "parliament", "asked", "for", "more", "time", "to", "study", "its", "effects", "prices", "wages", "and", "small", "firms", "in",
        "northern", "towns", "where", "many", "workers", "depend", "exports", "officials", "warned", "reporters", "about", "floods", "ferry",
    ];

    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var random = new Random(7);
        var sentences = Texts(random, count: 200, minWords: 11, maxWords: 11);
        var mixed = Texts(random, count: 200, minWords: 5, maxWords: 35);
        var chunks = Texts(random, count: 300, minWords: 75, maxWords: 95);
        var questions = Texts(random, count: 200, minWords: 10, maxWords: 10);

        await output.WriteLineAsync($"{Environment.ProcessorCount} processors");
        var started = Stopwatch.GetTimestamp();
        using var encoder = new SentenceEncoder(ModelFiles.DefaultFolder, WordPieces.Load(ModelFiles.DefaultFolder));
        await output.WriteLineAsync($"ready after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");

        await ReportAsync("sentences of 11 words", sentences);
        await ReportAsync("sentences of 5 to 35 words", mixed);
        await ReportAsync("chunks of about 100 tokens", chunks);

        var latencies = new List<TimeSpan>();
        foreach (var question in questions)
        {
            latencies.Add(await TimeAsync([question]));
        }

        latencies.Sort();
        await output.WriteLineAsync(
            $"one question of 10 words: median {latencies[latencies.Count / 2].TotalMilliseconds:F2} ms, "
            + $"95th percentile {latencies[latencies.Count * 95 / 100].TotalMilliseconds:F2} ms");
        await output.WriteLineAsync($"working set {Environment.WorkingSet / (1024 * 1024)} MB");

        async Task ReportAsync(string what, string[] texts)
        {
            var tokens = texts.Sum(text => Math.Min(encoder.Pieces.In(text).Count, SentenceEncoder.MaxTokens));
            await TimeAsync(texts); // compiles, and fills the pools
            var times = new List<TimeSpan>();
            for (var round = 0; round < Rounds; round++)
            {
                times.Add(await TimeAsync(texts));
            }

            times.Sort();
            var median = times[Rounds / 2];
            await output.WriteLineAsync(
                $"{texts.Length} {what}: median {median.TotalMilliseconds:F1} ms, best {times[0].TotalMilliseconds:F1} ms; "
                + $"{texts.Length / median.TotalSeconds:F0} texts/s, {tokens / median.TotalSeconds:F0} tokens/s");
        }

        async Task<TimeSpan> TimeAsync(string[] texts)
        {
            var start = Stopwatch.GetTimestamp();
            await encoder.GenerateAsync(texts, cancellationToken: cancellationToken);
            return Stopwatch.GetElapsedTime(start);
        }
    }

    private static string[] Texts(Random random, int count, int minWords, int maxWords) =>
        [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', random.GetItems(Words, random.Next(minWords, maxWords + 1))))];
}
