using System.Numerics.Tensors;
using CsCheck;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Retrieval.Tests.Indexing;

public sealed class SentenceVectorsTests
{
    [Fact]
    public void Stored_vectors_point_where_they_pointed() => Gen.Float[-1, 1].Array[32].Array[1, 8].Sample(vectors =>
    {
        var read = SentenceVectors.Read(SentenceVectors.From(vectors.Select(vector => new ReadOnlyMemory<float>(vector)).ToList()).Bytes, vectors.Length);

        Assert.All(vectors.Index(), vector =>
        {
            var isZero = !vector.Item.AsSpan().ContainsAnyExcept(0);
            Assert.Equal(isZero, read.Of(vector.Index) is null);
            Assert.True(isZero || TensorPrimitives.CosineSimilarity(vector.Item, read.Of(vector.Index)) > 0.999f);
        });
    });

    [Fact]
    public void Without_sentences_there_is_nothing_to_store()
    {
        Assert.True(SentenceVectors.From([]).Bytes.IsEmpty);
        Assert.Same(SentenceVectors.None, SentenceVectors.Read([], 3));
        Assert.Null(SentenceVectors.None.Of(2));
    }
}
