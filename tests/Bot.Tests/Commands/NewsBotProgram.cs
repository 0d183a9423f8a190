using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NewsBot.Tests.Commands;

/// <summary>The real program, as somebody starts it in a shell.</summary>
internal sealed class NewsBotProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private readonly TaskCompletionSource outputEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource errorsEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NewsBotProgram(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Collect(line.Data, output, outputEnded);
        process.ErrorDataReceived += (_, line) => Collect(line.Data, errors, errorsEnded);
    }

    /// <summary>Beside the tests, because their project refers to the program's.</summary>
    public static string Assembly => Path.Combine(AppContext.BaseDirectory, "NewsBot.dll");

    /// <summary>What has been written to standard error so far.</summary>
    public string Errors => Text(errors);

    public static async Task<ProgramResult> RunAsync(params string[] arguments)
    {
        await using var program = Start(arguments);
        return await program.EndAsync();
    }

    public static NewsBotProgram Start(params string[] arguments) => Start(arguments, []);

    /// <param name="environment">Variables to set; all that could steer the program are taken away first.</param>
    /// <param name="folder">The current folder, or null for any.</param>
    /// <param name="assembly">The program, or null for the one that was built with the tests.</param>
    public static NewsBotProgram Start(
        IEnumerable<string> arguments, IReadOnlyList<(string Name, string Value)> environment, string? folder = null, string? assembly = null)
    {
        assembly ??= Assembly;
        Assert.True(File.Exists(assembly), $"{assembly} is missing: does the tests' project refer to the program's?");
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var program = new NewsBotProgram(Process.Start(start)!);
        program.process.BeginOutputReadLine();
        program.process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Waits until standard error holds a text.</summary>
    public Task SaysAsync(string text) => BringsAboutAsync($"“{text}” on standard error", () => Errors.Contains(text, StringComparison.Ordinal));

    /// <summary>Waits until the program, which has to run on until then, has brought something about.</summary>
    public async Task BringsAboutAsync(string what, Func<bool> isThere)
    {
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(20, TestContext.Current.CancellationToken))
        {
            // In this order: what it did last before it ended counts.
            var ended = process.HasExited ? await EndAsync() : null;
            if (isThere())
            {
                return;
            }

            Assert.True(ended is null, $"The program ended ({ended?.ExitCode}) without {what}: {ended?.Output}{ended?.Errors}");
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"The program runs on without {what}: {Text(output)}{Errors}");
        }
    }

    /// <summary>As Ctrl-C does.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>As a power cut does, for this program alone.</summary>
    public void Kill() => process.Kill();

    /// <summary>Waits for the program's end.</summary>
    public async Task<ProgramResult> EndAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        await Task.WhenAll(outputEnded.Task, errorsEnded.Task).WaitAsync(Patience, TestContext.Current.CancellationToken);
        var result = new ProgramResult(process.ExitCode, Text(output), Text(errors));

        // What no run may ever show: a stack trace, or a character that steers the terminal.
        Assert.DoesNotContain("   at ", result.Output + result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output + result.Errors);
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Retrieval__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("LanguageModel__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Admin__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DirectLine__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Authentication__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("TeamsApp__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("MicrosoftApp", StringComparison.OrdinalIgnoreCase)
        || name.ToUpperInvariant() is "OPENAI_API_KEY" or "DOTNET_ENVIRONMENT" or "DOTNET_URLS" or "URLS" or "SAMPLES" or "PUBLICURL";

    private static void Collect(string? line, StringBuilder text, TaskCompletionSource ended)
    {
        if (line is null)
        {
            ended.TrySetResult();
            return;
        }

        lock (text)
        {
            text.Append(line).Append('\n');
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}

/// <summary>What a run of the program came to.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    public IReadOnlyList<string> OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Without the progress bar.</summary>
    public IReadOnlyList<string> ErrorLines => Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith("Indexing", StringComparison.Ordinal))
        .ToList();

    /// <summary>Standard output as the one line of JSON that it has to be.</summary>
    public JsonElement Json => JsonElement.Parse(Assert.Single(OutputLines));

    /// <summary>Checks that the run ended with one sentence on standard error and nothing on standard output.</summary>
    public string RefusedWith(int exitCode)
    {
        Assert.Equal(exitCode, ExitCode);
        Assert.Empty(Output);
        return Assert.Single(ErrorLines);
    }
}
