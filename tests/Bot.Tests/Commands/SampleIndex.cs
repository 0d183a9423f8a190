using NewsBot.Tests.Commands;

[assembly: AssemblyFixture(typeof(SampleIndex))]

namespace NewsBot.Tests.Commands;

/// <summary>The sample stories, indexed once by the real program for all tests that only ask.</summary>
public sealed class SampleIndex : IAsyncLifetime
{
    private readonly TempFolder folder = new();

    /// <summary>For <c>--data</c>.</summary>
    public string Data => folder.Combine("data");

    /// <summary>Copies the index for a test that changes what lies beside it.</summary>
    public string CopyTo(string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(Data))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        return target;
    }

    public async ValueTask InitializeAsync()
    {
        var indexed = await NewsBotProgram.RunAsync("index", Repository.Samples, "--data", Data);
        Assert.Equal(0, indexed.ExitCode);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
