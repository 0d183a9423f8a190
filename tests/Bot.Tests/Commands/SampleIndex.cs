using NewsBot.Tests.Commands;

[assembly: AssemblyFixture(typeof(SampleIndex))]

namespace NewsBot.Tests.Commands;

/// <summary>The sample stories, indexed once by the real program for all tests that only ask.</summary>
public sealed class SampleIndex : IAsyncLifetime
{
    private readonly TempFolder folder = new();

    /// <summary>For <c>--data</c>.</summary>
    public string Data => folder.Combine("data");

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
