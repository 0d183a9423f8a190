using System.Diagnostics;
using System.Text.RegularExpressions;

namespace NewsBot.Benchmarks;

/// <summary>The real program in a process of its own, as it serves people.</summary>
internal sealed partial class ServedProgram : IDisposable
{
    private readonly Process process;
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> log = [];

    private ServedProgram(Process process) => this.process = process;

    /// <summary>Where it listens.</summary>
    public Uri Address => address.Task.Result;

    /// <summary>Megabytes that it takes of the machine's memory now.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1024 / 1024;
        }
    }

    /// <summary>Seconds for which it has kept a core busy so far.</summary>
    public double Work
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <param name="data">Folder of the index.</param>
    /// <exception cref="InvalidOperationException">The program ended before it listened.</exception>
    public static async Task<ServedProgram> StartAsync(string data, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "NewsBot.dll"), "--data", data, "--urls", "http://127.0.0.1:0"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var program = new ServedProgram(new Process { StartInfo = start, EnableRaisingEvents = true });
        program.process.ErrorDataReceived += (_, line) => program.Read(line.Data);
        program.process.Exited += (_, _) => program.address.TrySetException(new InvalidOperationException($"The program ended: {string.Join('\n', program.log)}"));
        program.process.Start();
        program.process.BeginErrorReadLine();
        await program.address.Task.WaitAsync(cancellationToken);
        return program;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        log.Add(line);
        if (Listening().Match(line) is { Success: true } found)
        {
            address.TrySetResult(new Uri(found.Groups["address"].Value));
        }
    }

    [GeneratedRegex(@"The news bot is at (?<address>http://[^:]+:\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Listening();
}
