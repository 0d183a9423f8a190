using BenchmarkDotNet.Attributes;
using NewsBot.Retrieval.Chunking;
using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Benchmarks;

/// <summary>Single stations of the write journey.</summary>
[MemoryDiagnoser]
public class Stations : IDisposable
{
    private readonly string body = string.Join("\n\n", MadeUpNews.Sentences(60, words: 22));
    private readonly SentenceEncoder encoder = new(ModelFiles.DefaultFolder, WordPieces.Load(ModelFiles.DefaultFolder));

    [Benchmark]
    public int SplitSentences() => SentenceSplitter.Split(body).Count;

    [Benchmark]
    public int CountTokens() => encoder.Pieces.In(body).Count;

    [Benchmark]
    public int SplitChunks() => new Chunker(encoder.Pieces, 110).Split(SentenceSplitter.Split(body)).Count;

    public void Dispose()
    {
        encoder.Dispose();
        GC.SuppressFinalize(this);
    }
}
