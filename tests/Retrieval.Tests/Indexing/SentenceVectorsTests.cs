using CsCheck;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Retrieval.Tests.Indexing;

public sealed class SentenceVectorsTests
{
    [Fact]
    public void Stored_vectors_are_nearly_as_they_were() => Gen.Float[-1, 1].Array[32].Array[1, 8].Sample(vectors =>
    {
        var unit = vectors.Select(Unit).ToList();
        var read = SentenceVectors.Read(SentenceVectors.Of(unit.Select(vector => new ReadOnlyMemory<float>(vector)).ToList()).Bytes, unit.Count);

        Assert.All(unit.Index(), vector =>
        {
            var components = Components(read, vector.Index);
            var stored = Unit(components);
            Assert.InRange(vector.Item.Zip(stored, (one, other) => one * other).Sum(), 0.999f, 1.001f);
        });
    });

    [Fact]
    public void Without_sentences_there_is_nothing_to_store()
    {
        Assert.True(SentenceVectors.Of([]).Bytes.IsEmpty);
        Assert.Same(SentenceVectors.None, SentenceVectors.Read([], 3));
    }

    private static float[] Components(SentenceVectors vectors, int ordinal) =>
        Array.ConvertAll(vectors.Bytes.Slice(ordinal * 32, 32).ToArray(), component => (float)unchecked((sbyte)component));

    private static float[] Unit(float[] vector)
    {
        var length = MathF.Sqrt(vector.Sum(component => component * component));
        return length == 0 ? vector : Array.ConvertAll(vector, component => component / length);
    }
}
