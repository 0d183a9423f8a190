using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(NewsBot.Tests.Clients.Browser))]

namespace NewsBot.Tests.Clients;

/// <summary>A real browser that reaches this machine and no other; tests are skipped, with the reason, where there is none.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Paths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Folder of the clients that npm brings (see tests/Bot.Tests/Clients/package.json).</summary>
    public static string ClientsFolder => Path.Combine(Repository.Root, ".assets", "clients", "node_modules");

    /// <summary>Where screenshots are kept for whoever looks at a run.</summary>
    public static string Screenshots => Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "screenshots")).FullName;

    private static string? Executable => Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : Array.Find(Paths, File.Exists);

    public static void SkipWithoutClients(string client) => Assert.SkipUnless(
        Directory.Exists(Path.Combine(ClientsFolder, client)), $"{client} is not installed: copy tests/Bot.Tests/Clients/package.json to .assets/clients and run npm install there, as .ci/run does.");

    /// <summary>A page of a new browser profile. What it asks of other machines is refused and listed.</summary>
    public async Task<BrowsedPage> OpenAsync(BrowserNewContextOptions? options = null)
    {
        Assert.SkipUnless(Executable is not null, "Chromium is not installed: apt-get install chromium, or name it in the variable CHROMIUM.");
        Assertions.SetDefaultExpectTimeout(20_000); // the machine may have other work
        playwright ??= await Playwright.CreateAsync();
        browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = ["--no-sandbox", "--disable-gpu", "--disable-quic"] });
        var context = await browser.NewContextAsync(options);
        var outside = new List<string>();
        await context.RouteAsync("**/*", route =>
        {
            var url = new Uri(route.Request.Url);
            if (url.IsLoopback || url.Scheme is "data" or "blob")
            {
                return route.ContinueAsync();
            }

            outside.Add(route.Request.Url);
            return route.AbortAsync();
        });
        return new BrowsedPage(context, await context.NewPageAsync(), outside);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}

/// <param name="Outside">Addresses of other machines that were asked for.</param>
public sealed record BrowsedPage(IBrowserContext Context, IPage Page, IReadOnlyList<string> Outside) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Context.DisposeAsync();
}
