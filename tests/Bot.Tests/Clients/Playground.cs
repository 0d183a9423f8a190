using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;

namespace NewsBot.Tests.Clients;

/// <summary>Microsoft's Agents Playground, which plays Teams and the Emulator, talking with a bot and looked at in a browser.</summary>
internal sealed class Playground : IAsyncDisposable
{
    private const string Package = "@microsoft/m365agentsplayground";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly TempFolder folder;
    private readonly BrowsedPage browsed;

    private Playground(Process process, TempFolder folder, BrowsedPage browsed)
    {
        this.process = process;
        this.folder = folder;
        this.browsed = browsed;
    }

    public IPage Page => browsed.Page;

    /// <summary>The chips that stand for the marks [n].</summary>
    public ILocator Citations => Page.Locator(".fai-OutputCard .fai-Citation");

    public ILocator Messages(string text) => Page.Locator(".fai-OutputCard").Filter(new() { HasText = text });

    public static async Task<Playground> StartAsync(Browser browser, Uri bot, string channel, string deliveryMode = "default")
    {
        Browser.SkipWithoutClients(Package);
        var page = await browser.OpenAsync(new() { ViewportSize = new() { Width = 1300, Height = 900 } });
        var scratch = new TempFolder(); // it writes its log to the current one
        var port = FreePort();
        var start = new ProcessStartInfo(
            "node",
            [
                Path.Combine(Browser.ClientsFolder, Package, "cli.js"), "start",
                "--app-endpoint", new Uri(bot, "/api/messages").AbsoluteUri,
                "--channel-id", channel,
                "--delivery-mode", deliveryMode,
                "--conversation-id", $"chat-{Guid.NewGuid():N}",
                "--port", port.ToString(CultureInfo.InvariantCulture),
                "--disable-telemetry",
            ])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Directory.CreateDirectory(scratch.Combine("playground")).FullName,
        };
        start.Environment["TEAMSAPPTESTER_BROWSER"] = "none";
        var running = Process.Start(start)!;
        running.OutputDataReceived += (_, _) => { };
        running.ErrorDataReceived += (_, _) => { };
        running.BeginOutputReadLine();
        running.BeginErrorReadLine();
        var playground = new Playground(running, scratch, page);
        await playground.OpenAsync($"http://localhost:{port}/");
        return playground;
    }

    public async Task AskAsync(string question)
    {
        var box = Page.Locator("[contenteditable=true]").First;
        await box.ClickAsync();
        await box.PressSequentiallyAsync(question);
        await box.PressAsync("Enter");
    }

    public Task ScreenshotAsync(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, $"playground-{name}.png") });

    public async ValueTask DisposeAsync()
    {
        await browsed.DisposeAsync();
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
        folder.Dispose();
    }

    // It takes some seconds to listen.
    private async Task OpenAsync(string address)
    {
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(100, TestContext.Current.CancellationToken))
        {
            try
            {
                await Page.GotoAsync(address);
                return;
            }
            catch (PlaywrightException) when (!process.HasExited && Stopwatch.GetElapsedTime(started) < Patience)
            {
                // Not yet.
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.IPv6Any, 0);
        listener.Server.DualMode = true; // it listens at all addresses
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
