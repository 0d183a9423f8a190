using System.Diagnostics;
using System.Text.Json;

namespace NewsBot.Benchmarks;

/// <summary>Many people at once, each in a conversation of their own with the real program, over Direct Line on this machine.</summary>
internal static class Load
{
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(1);

    /// <summary>Those that the evaluation asks of the sample stories.</summary>
    public static string SampleQuestions => Path.Combine(Repository.Root, "tests", "Evaluation", "questions", "samples.jsonl");

    /// <param name="data">Folder of an index; null: a new one with the sample stories.</param>
    /// <param name="pause">Mean seconds for which somebody reads before the next question; 0: asks at once.</param>
    /// <returns>0 when nothing was lost, came twice or came out of order, and all conversations were forgotten afterwards.</returns>
    public static async Task<int> RunAsync(string? data, string questions, int conversations, int turns, double pause, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("load-").FullName;
        try
        {
            return await RunAsync(data ?? folder, Texts(questions), conversations, turns, pause, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(string data, List<string> questions, int conversations, int turns, double pause, CancellationToken cancellationToken)
    {
        using var server = await ServedProgram.StartAsync(data, Settings, cancellationToken);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        await new LoadedConversation(http, server.Address).RunAsync(questions.Take(turns), () => TimeSpan.Zero, cancellationToken);
        var before = server.Memory;
        var worked = server.Work;
        var peak = before;
        using var sampling = new CancellationTokenSource();
        var sampled = SampleAsync();

        var readers = Enumerable.Range(0, conversations).Select(_ => new LoadedConversation(http, server.Address)).ToList();
        var seconds = await Measured.TimeAsync(() => Task.WhenAll(readers.Select((reader, place) => reader.RunAsync(
            Enumerable.Range(0, turns).Select(turn => questions[((place * turns) + turn) % questions.Count]), Pause(place), cancellationToken)))) / 1000;
        worked = server.Work - worked;
        await sampling.CancelAsync();
        await sampled;

        var times = Measured.Of(readers.SelectMany(reader => reader.Times));
        var (lost, twice, disorder) = (readers.Sum(reader => reader.Lost), readers.Sum(reader => reader.Duplicated), readers.Sum(reader => reader.OutOfOrder));
        Console.WriteLine($"cores                  {Environment.ProcessorCount}");
        Console.WriteLine($"conversations          {conversations} over WebSocket, {turns} questions each, {(pause > 0 ? $"{pause:0.#} s to read in the mean" : "the next as soon as the last is answered")}");
        Console.WriteLine($"answers                {times.Sorted.Count} in {seconds:0.0} s, {times.Sorted.Count / seconds:0.0} a second; the server worked {worked * 1000 / times.Sorted.Count:0.0} ms for each");
        Console.WriteLine($"lost, twice, disorder  {lost}, {twice}, {disorder}");
        Console.WriteLine($"question to answer     median {times.Median:0} ms, 95th percentile {times.P95:0} ms, longest {times.Sorted[^1]:0} ms");
        Console.WriteLine($"memory of the server   {before} MB before, {peak} MB at most, {server.Memory} MB after");
        var forgotten = await ForgottenAsync(readers, cancellationToken);
        Console.WriteLine($"forgotten when idle    {forgotten} of {conversations}");
        return lost + twice + disorder == 0 && forgotten == conversations ? 0 : 1;

        Func<TimeSpan> Pause(int seed)
        {
            var random = new Random(seed);
            return () => TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) * pause);
        }

        async Task SampleAsync()
        {
            while (!sampling.IsCancellationRequested)
            {
                peak = Math.Max(peak, server.Memory);
                await Task.Delay(200, CancellationToken.None);
            }
        }
    }

    private static async Task<int> ForgottenAsync(IReadOnlyList<LoadedConversation> readers, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var forgotten = 0;
            foreach (var reader in readers)
            {
                forgotten += await reader.IsForgottenAsync(cancellationToken) ? 1 : 0;
            }

            if (forgotten == readers.Count || Stopwatch.GetElapsedTime(since) > 3 * Forgotten)
            {
                return forgotten;
            }

            await Task.Delay(TimeSpan.FromSeconds(5), cancellationToken);
        }
    }

    // All come from one address here, and nobody waits an hour.
    private static Dictionary<string, string> Settings => new(StringComparer.Ordinal)
    {
        ["DirectLine__ConversationsPerMinute"] = "100000",
        ["DirectLine__ForgetAfter"] = $"{Forgotten:c}",
        ["Logging__LogLevel__Default"] = "Information",
    };

    private static List<string> Texts(string questions) =>
        [.. File.ReadLines(questions).Select(line => JsonElement.Parse(line).GetProperty("question").GetString()!)];
}
