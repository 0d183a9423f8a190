namespace NewsBot.Doubles;

/// <summary>By hand: <c>dotnet run --project tests/QdrantDouble -- http://127.0.0.1:6334</c></summary>
internal static class QdrantDoubleProgram
{
    public static async Task Main(string[] arguments)
    {
        await using var server = await QdrantServer.StartAsync(arguments is [var url, ..] ? url : "http://127.0.0.1:6334");
        await Console.Out.WriteLineAsync($"A Qdrant server in memory is at {server.Url}");
        await server.WaitForShutdownAsync();
    }
}
