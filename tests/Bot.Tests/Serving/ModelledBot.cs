using NewsBot.Tests.Commands;
using NewsBot.Tests.LanguageModel;

namespace NewsBot.Tests.Serving;

/// <summary>The real program with a scripted language model, for all tests of one class.</summary>
public sealed class ModelledBot(SampleIndex samples) : IAsyncLifetime
{
    private readonly TempFolder folder = new();

    internal ServedBot Bot { get; private set; } = null!;

    internal ModelDouble Model { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Model = await ModelDouble.StartAsync();
        Bot = new ServedBot(samples.CopyTo(folder.Combine("data")), Model.Settings);
        await Bot.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Model.DisposeAsync();
        folder.Dispose();
    }
}
