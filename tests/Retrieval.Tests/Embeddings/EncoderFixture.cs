using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Reading;

[assembly: AssemblyFixture(typeof(NewsBot.Retrieval.Tests.Embeddings.EncoderFixture))]

namespace NewsBot.Retrieval.Tests.Embeddings;

/// <summary>The real models, loaded once for all tests.</summary>
public sealed class EncoderFixture : IDisposable
{
    public EncoderFixture()
    {
        Pieces = WordPieces.Load(ModelFiles.DefaultFolder);
        Encoder = new SentenceEncoder(ModelFiles.DefaultFolder, Pieces);
        Reader = new AnswerReader(ModelFiles.DefaultFolder, Pieces);
    }

    public WordPieces Pieces { get; }

    public SentenceEncoder Encoder { get; }

    public AnswerReader Reader { get; }

    public void Dispose()
    {
        Encoder.Dispose();
        Reader.Dispose();
    }
}
