using NewsBot.Doubles;

// By hand: dotnet run --project tests/QdrantDouble -- http://127.0.0.1:6333
await using var server = await QdrantServer.StartAsync(args.FirstOrDefault() ?? "http://127.0.0.1:6333");
Console.WriteLine($"A Qdrant server in memory is at {server.Url}");
await server.WaitForShutdownAsync();
