using NewsBot.Retrieval.Embeddings;

[assembly: AssemblyFixture(typeof(NewsBot.Retrieval.Tests.Embeddings.EncoderFixture))]

namespace NewsBot.Retrieval.Tests.Embeddings;

/// <summary>The real encoder, loaded once for all tests.</summary>
public sealed class EncoderFixture : IDisposable
{
    public UniversalSentenceEncoder Encoder { get; } = new(UniversalSentenceEncoder.DefaultFolder);

    public void Dispose() => Encoder.Dispose();
}
