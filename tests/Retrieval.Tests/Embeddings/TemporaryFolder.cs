namespace NewsBot.Retrieval.Tests.Embeddings;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("newsbot-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
