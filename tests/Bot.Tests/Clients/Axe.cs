using System.Text.Json;
using Microsoft.Playwright;

namespace NewsBot.Tests.Clients;

/// <summary>The checker of accessibility, in a page of a real browser.</summary>
internal static class Axe
{
    public static void SkipWithout() => Browser.SkipWithoutClients("axe-core");

    /// <summary>That it finds nothing serious or critical.</summary>
    public static async Task AssertNoFaultsAsync(IPage page)
    {
        await page.AddScriptTagAsync(new() { Path = Path.Combine(Browser.ClientsFolder, "axe-core", "axe.min.js") });
        var result = await page.EvaluateAsync<JsonElement>("axe.run()");
        var faults = string.Join('\n', result.GetProperty("violations").EnumerateArray()
            .Where(fault => fault.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(fault => $"{fault.GetProperty("id").GetString()}: {fault.GetProperty("nodes")[0].GetProperty("html").GetString()} {fault.GetProperty("nodes")[0].GetProperty("failureSummary").GetString()}"));
        Assert.True(faults.Length == 0, faults);
    }
}
