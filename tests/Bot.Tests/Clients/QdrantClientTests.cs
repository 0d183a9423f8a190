using System.Diagnostics;
using System.Text.Json;
using NewsBot.Doubles;

namespace NewsBot.Tests.Clients;

/// <summary>Qdrant's own client for JavaScript against the server in memory, so that somebody else vouches for it.</summary>
public sealed class QdrantClientTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_official_client_understands_the_server_in_memory()
    {
        Browser.SkipWithoutClients("@qdrant/js-client-rest");
        await using var server = await QdrantServer.StartAsync();

        var said = await RunAsync(server.Url);

        Assert.Equal(QdrantServer.CurrentVersion, said["version"].GetString());
        Assert.True(said["exists"].GetBoolean());
        Assert.Equal("mine", said["metadata"].GetString());
        Assert.Equal("""[{"alias_name":"news","collection_name":"harbour"}]""", said["aliases"].GetRawText());
        Assert.Equal("completed", said["status"].GetString());
        Assert.Equal(2, said["count"].GetInt32());
        Assert.Equal("""[["0.707","chunk"],["0.707","chunk"]]""", said["dense"].GetRawText());
        Assert.Equal(1, said["hybrid"].GetInt32());
        Assert.Equal(["chunk", "other"], said["groups"].EnumerateArray().Select(group => group.GetString()));
        Assert.Equal("""[[1,2],[1,0,0],"6e657773-626f-5421-8000-000000000001"]""", said["scroll"].GetRawText());
        Assert.Equal("""["6e657773-626f-5421-8000-000000000001",1]""", said["newest"].GetRawText());
        Assert.Equal("""[{"value":"chunk","count":2},{"value":"other","count":1}]""", said["facet"].GetRawText());
        Assert.Equal("""["other"]""", said["retrieve"].GetRawText());
        Assert.Equal("""{"kind":"other","seen":true}""", said["payload"].GetRawText());
        Assert.Equal(2, said["left"].GetInt32());
        Assert.Equal((400, 404, 409), (said["dimension"].GetInt32(), said["missing"].GetInt32(), said["taken"].GetInt32()));
        Assert.True(said["deleted"].GetBoolean());
        Assert.Equal(0, said["gone"].GetInt32());
        Assert.Empty(server.Violations);
    }

    private static async Task<Dictionary<string, JsonElement>> RunAsync(Uri url)
    {
        using var node = Process.Start(new ProcessStartInfo(
            "node", [Path.Combine(Repository.Root, "tests", "Bot.Tests", "Clients", "qdrant.cjs"), Path.GetDirectoryName(Browser.ClientsFolder)!, url.AbsoluteUri])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        late.CancelAfter(Patience);
        var errors = node.StandardError.ReadToEndAsync(late.Token);
        var output = await node.StandardOutput.ReadToEndAsync(late.Token);
        await node.WaitForExitAsync(late.Token);
        Assert.True(node.ExitCode == 0, await errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))
            .ToDictionary(line => line.GetProperty("what").GetString()!, line => line.GetProperty("value"), StringComparer.Ordinal);
    }
}
