using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using NewsBot.Tests.Commands;

namespace NewsBot.Tests.Assets;

/// <summary>What <c>src/Retrieval/Assets.targets</c> does with the npm that it finds. No test needs the network.</summary>
public sealed class AssetsTests : IDisposable
{
    private const string Package = "tiny-package";
    private const string Tarball = "tiny-package-1.0.0.tgz";

    private readonly TempFolder folder = new();
    private readonly byte[] tarball = Pack(("package/LICENSE", "Do as you like."), ("package/dist/words.txt", "dam ferry harbour"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Fetches_the_files_once()
    {
        SkipWithoutShell();
        Npm($"cp '{folder.Write("genuine.tgz", tarball)}' {Tarball}");
        var first = await BuildAsync();
        var second = await BuildAsync();

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal("dam ferry harbour", await File.ReadAllTextAsync(folder.Combine(".assets", "tiny", "dist", "words.txt"), TestContext.Current.CancellationToken));
        Assert.Equal(["LICENSE", "dist/words.txt"], Fetched());
        Assert.Equal([$"pack {Package}@1.0.0 --ignore-scripts --pack-destination . --fetch-retries 1"], Calls());
    }

    [Fact]
    public async Task Starts_no_process_when_the_files_are_there()
    {
        SkipWithoutShell();
        Npm("exit 1");
        folder.Write(".assets/tiny/LICENSE", "Do as you like.");
        folder.Write(".assets/tiny/dist/words.txt", "dam ferry harbour");
        var build = await BuildAsync();

        Assert.Equal(0, build.ExitCode);
        Assert.Empty(Calls());
        Assert.DoesNotContain("Fetching", build.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_to_do_when_there_is_no_npm()
    {
        SkipWithoutShell();
        Directory.CreateDirectory(folder.Combine("shell"));
        File.CreateSymbolicLink(folder.Combine("shell", "sh"), "/bin/sh");
        AssertRefused("install Node.js with npm", await BuildAsync(path: folder.Combine("shell")));
    }

    [Fact]
    public async Task Says_what_to_do_when_npm_fails()
    {
        SkipWithoutShell();
        Npm("echo 'npm error network: this is a long story' >&2; exit 7");
        AssertRefused("npm could not fetch them (exit code 7)", await BuildAsync());
    }

    [Fact]
    public async Task Says_what_to_do_when_npm_fetches_nothing()
    {
        SkipWithoutShell();
        Npm("exit 0");
        AssertRefused("npm could not fetch them (exit code 0)", await BuildAsync());
    }

    [Fact]
    public async Task Throws_away_a_tarball_with_another_hash()
    {
        SkipWithoutShell();
        Npm($"cp '{folder.Write("forged.tgz", Pack(("package/LICENSE", "Pay."), ("package/dist/words.txt", "forged")))}' {Tarball}");
        AssertRefused("does not have the pinned SHA-512 and was deleted", await BuildAsync());
    }

    [Fact]
    public async Task Says_that_a_tarball_could_not_be_unpacked()
    {
        SkipWithoutShell();
        var junk = "junk"u8.ToArray();
        Npm($"cp '{folder.Write("junk.tgz", junk)}' {Tarball}");
        AssertRefused("could not be unpacked with tar", await BuildAsync(junk));
    }

    [Fact]
    public async Task A_package_that_is_partly_there_is_fetched_as_a_whole()
    {
        SkipWithoutShell();
        folder.Write(".assets/tiny/LICENSE", "An old one.");
        Npm($"cp '{folder.Write("genuine.tgz", tarball)}' {Tarball}");
        var build = await BuildAsync();

        Assert.Equal(0, build.ExitCode);
        Assert.Equal(["LICENSE", "dist/words.txt"], Fetched());
        Assert.Equal("Do as you like.", await File.ReadAllTextAsync(folder.Combine(".assets", "tiny", "LICENSE"), TestContext.Current.CancellationToken));
    }

    private static void SkipWithoutShell() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The npm of these tests is a shell script.");

    /// <summary>One error, with what to do; nothing is fetched, and nothing stays behind.</summary>
    private void AssertRefused(string reason, ProgramResult build)
    {
        Assert.NotEqual(0, build.ExitCode);
        var error = Assert.Single(build.OutputLines, line => line.Contains(": error", StringComparison.Ordinal));
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Contains($"{Package}@1.0.0", error, StringComparison.Ordinal);
        Assert.Contains("build again", error, StringComparison.Ordinal);
        Assert.DoesNotContain(build.OutputLines, line => line.Contains(": warning", StringComparison.Ordinal));
        Assert.Empty(Fetched());
        Assert.False(File.Exists(folder.Combine("src", "Retrieval", "obj", "npm", Tarball)), "The tarball stays behind.");
    }

    private List<string> Fetched() => Directory.Exists(folder.Combine(".assets"))
        ? Directory.EnumerateFiles(folder.Combine(".assets"), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder.Combine(".assets", "tiny"), file))
            .Order(StringComparer.Ordinal)
            .ToList()
        : [];

    /// <summary>An npm that notes what it is asked for, and then does this.</summary>
    private void Npm(string script)
    {
        var npm = folder.Write("bin/npm", $"#!/bin/sh\necho \"$*\" >> '{folder.Combine("calls")}'\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(npm, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    private string[] Calls() => File.Exists(folder.Combine("calls")) ? File.ReadAllLines(folder.Combine("calls")) : [];

    /// <summary>Builds a project that holds nothing but the targets, with one package in the place of the real ones.</summary>
    private async Task<ProgramResult> BuildAsync(byte[]? expected = null, string? path = null)
    {
        folder.Write("src/Retrieval/Assets.targets", await File.ReadAllBytesAsync(
            Path.Combine(Repository.Root, "src", "Retrieval", "Assets.targets"), TestContext.Current.CancellationToken));
        var project = folder.Write("src/Retrieval/Tiny.proj", $"""
            <Project DefaultTargets="Build">
              <PropertyGroup>
                <IntermediateOutputPath>obj/</IntermediateOutputPath>
              </PropertyGroup>
              <Import Project="Assets.targets" />
              <ItemGroup>
                <NpmPackage Remove="@(NpmPackage)" />
                <NpmPackage Include="{Package}" Version="1.0.0" Tarball="{Tarball}" Folder="$(AssetsFolder)tiny/"
                  Sha512="{Convert.ToBase64String(SHA512.HashData(expected ?? tarball))}" Files="LICENSE;dist/words.txt" />
              </ItemGroup>
              <Target Name="BeforeBuild" />
              <Target Name="Build" DependsOnTargets="BeforeBuild" />
            </Project>
            """);
        var start = new ProcessStartInfo("dotnet", ["msbuild", project, "-nologo", "-nodeReuse:false", "-consoleLoggerParameters:NoSummary"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = path ?? $"{folder.Combine("bin")}:/usr/bin:/bin";
        using var build = Process.Start(start)!;
        var output = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ProgramResult(build.ExitCode, output, "");
    }

    private static byte[] Pack(params (string Name, string Content)[] files)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest))
        using (var tar = new TarWriter(zip))
        {
            foreach (var (name, content) in files)
            {
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)),
                });
            }
        }

        return packed.ToArray();
    }
}
