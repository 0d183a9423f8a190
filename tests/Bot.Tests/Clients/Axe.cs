using System.Text.Json;
using Microsoft.Playwright;

namespace NewsBot.Tests.Clients;

/// <summary>The checker of accessibility, in a page of a real browser.</summary>
internal static class Axe
{
    public static void SkipWithout() => Browser.SkipWithoutClients("axe-core");

    /// <summary>That it finds nothing, however minor.</summary>
    public static async Task AssertNoFaultsAsync(IPage page)
    {
        await page.AddScriptTagAsync(new() { Path = Path.Combine(Browser.ClientsFolder, "axe-core", "axe.min.js") });
        var result = await page.EvaluateAsync<JsonElement>("axe.run()");
        var faults = string.Join('\n', result.GetProperty("violations").EnumerateArray()
            .Select(fault => $"{fault.GetProperty("id").GetString()}: {fault.GetProperty("nodes")[0].GetProperty("html").GetString()} {fault.GetProperty("nodes")[0].GetProperty("failureSummary").GetString()}"));
        Assert.True(faults.Length == 0, faults);
    }
}
