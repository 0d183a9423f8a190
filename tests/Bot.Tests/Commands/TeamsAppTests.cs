using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;

namespace NewsBot.Tests.Commands;

public sealed class TeamsAppTests : IDisposable
{
    private const string AppId = "6f0c7a5e-0000-4000-8000-000000000001";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Packs_a_manifest_with_the_bots_own_ids_and_host_and_icons_of_the_sizes_that_Teams_wants()
    {
        var packed = await PackAsync(("MicrosoftAppId", AppId), ("MicrosoftAppPassword", "secret"), ("PublicUrl", "https://news.example/bot"), ("TeamsApp__DeveloperName", "The \"Daily\" Harbour"));
        Assert.Equal(0, packed.ExitCode);
        using var zip = ZipFile.OpenRead(packed.Json.GetProperty("file").GetString()!);
        using var stream = zip.GetEntry("manifest.json")!.Open();
        var manifest = (await JsonDocument.ParseAsync(stream, cancellationToken: TestContext.Current.CancellationToken)).RootElement;

        Assert.Equal(["color.png", "manifest.json", "outline.png"], zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        Assert.Equal(AppId, manifest.GetProperty("id").GetString());
        Assert.Equal(AppId, manifest.GetProperty("bots")[0].GetProperty("botId").GetString());
        Assert.Equal("news.example", Assert.Single(manifest.GetProperty("validDomains").EnumerateArray()).GetString());
        Assert.Equal("The \"Daily\" Harbour", manifest.GetProperty("developer").GetProperty("name").GetString());
        Assert.Equal("https://news.example/bot", manifest.GetProperty("developer").GetProperty("privacyUrl").GetString());
        Assert.InRange(manifest.GetProperty("name").GetProperty("short").GetString()!.Length, 1, 30);
        Assert.InRange(manifest.GetProperty("description").GetProperty("short").GetString()!.Length, 1, 80);
        Assert.DoesNotContain("{{", manifest.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", manifest.GetRawText(), StringComparison.Ordinal);
        Assert.Equal((192, 192), SizeOf(zip, manifest.GetProperty("icons").GetProperty("color").GetString()!));
        Assert.Equal((32, 32), SizeOf(zip, manifest.GetProperty("icons").GetProperty("outline").GetString()!));
    }

    [Fact]
    public async Task Says_which_setting_is_missing_and_leaves_no_file()
    {
        var unregistered = await PackAsync(("PublicUrl", "https://news.example"));
        var unreachable = await PackAsync(("MicrosoftAppId", AppId), ("MicrosoftAppPassword", "secret"));
        var unencrypted = await PackAsync(("MicrosoftAppId", AppId), ("MicrosoftAppPassword", "secret"), ("PublicUrl", "http://news.example"));

        Assert.Contains("MicrosoftAppId", unregistered.RefusedWith(1), StringComparison.Ordinal);
        Assert.Contains("PublicUrl", unreachable.RefusedWith(1), StringComparison.Ordinal);
        Assert.Contains("PublicUrl", unencrypted.RefusedWith(1), StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Combine("app.zip")));
    }

    private async Task<ProgramResult> PackAsync(params (string Name, string Value)[] settings)
    {
        await using var program = NewsBotProgram.Start(
            ["teams-app", "--out", folder.Combine("app.zip"), "--json", "--data", folder.Combine("data")], settings);
        return await program.EndAsync();
    }

    // A PNG tells it in its first chunk.
    private static (int Width, int Height) SizeOf(ZipArchive zip, string icon)
    {
        using var stream = zip.GetEntry(icon)!.Open();
        var start = new byte[24];
        stream.ReadExactly(start);
        Assert.Equal("PNG"u8, start.AsSpan(1, 3));
        return (BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(20)));
    }
}
