using Microsoft.Extensions.AI;
using NewsBot.Retrieval.Embeddings;

namespace NewsBot.Retrieval.Tests.Embeddings;

public sealed class RememberedVectorsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Encodes_a_text_once_and_gives_all_vectors_in_their_order()
    {
        using var encoder = new CountingEncoder();
        using var remembered = new RememberedVectors(encoder);
        await remembered.GenerateAsync(["one", "three"], cancellationToken: Cancel);

        var vectors = await remembered.GenerateAsync(["three", "seventeen", "one", "two"], cancellationToken: Cancel);
        Assert.Equal([5, 9, 3, 3], vectors.Select(vector => vector.Vector.Span[0]));
        Assert.Equal(["one", "three", "seventeen", "two"], encoder.Encoded);
    }

    [Fact]
    public async Task Keeps_a_bounded_number_of_texts()
    {
        using var encoder = new CountingEncoder();
        using var remembered = new RememberedVectors(encoder);
        for (var batch = 0; batch < 10; batch++)
        {
            var texts = Enumerable.Range(0, 1_000).Select(number => $"{batch}-{number}").ToList();
            Assert.Equal(1_000, (await remembered.GenerateAsync(texts, cancellationToken: Cancel)).Count);
        }

        Assert.InRange(remembered.Count, 1, 4_096);
    }

    /// <summary>Its vectors are the lengths of the texts.</summary>
    private sealed class CountingEncoder : IEmbeddingGenerator<string, Embedding<float>>
    {
        public List<string> Encoded { get; } = [];

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            var texts = values.ToList();
            Encoded.AddRange(texts);
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(texts.Select(text => new Embedding<float>(new float[] { text.Length }))));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
