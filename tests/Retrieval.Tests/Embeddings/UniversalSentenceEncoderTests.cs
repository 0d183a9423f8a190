using System.Numerics.Tensors;
using CsCheck;
using Microsoft.Extensions.AI;
using NewsBot.Retrieval.Embeddings;

namespace NewsBot.Retrieval.Tests.Embeddings;

public sealed class UniversalSentenceEncoderTests(EncoderFixture fixture)
{
    private readonly UniversalSentenceEncoder encoder = fixture.Encoder;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gives_the_reference_implementations_vectors()
    {
        var embeddings = await encoder.GenerateAsync(GoldenCase.All.Select(golden => golden.Text), cancellationToken: Cancel);

        Assert.Equal(32, embeddings.Count);
        foreach (var (golden, embedding) in GoldenCase.All.Zip(embeddings))
        {
            Assert.True(Distance(golden.Vector, embedding.Vector.Span) < 1e-4, $"{golden.Text}: {Distance(golden.Vector, embedding.Vector.Span)}");
        }
    }

    [Fact]
    public async Task Gives_each_text_the_vector_that_it_has_alone_whatever_the_batch()
    {
        var texts = Enumerable.Range(0, 300).Select(index => string.Join(' ', Enumerable.Repeat($"word{index}", (index * 7 % 40) + 1))).ToList();

        var together = await encoder.GenerateAsync(texts, cancellationToken: Cancel);

        foreach (var index in (int[])[0, 1, 17, 150, 299])
        {
            var alone = await encoder.GenerateVectorAsync(texts[index], cancellationToken: Cancel);
            Assert.True(Distance(alone.Span, together[index].Vector.Span) < 1e-5);
        }
    }

    [Fact]
    public async Task Ignores_what_comes_after_128_tokens()
    {
        var start = string.Join(' ', Enumerable.Repeat("the", 128));

        var shorter = await encoder.GenerateVectorAsync(start, cancellationToken: Cancel);
        var longer = await encoder.GenerateVectorAsync(start + " ministers met in Geneva", cancellationToken: Cancel);

        Assert.True(Distance(shorter.Span, longer.Span) < 1e-6);
    }

    [Fact]
    public async Task Gives_a_text_without_tokens_the_zero_vector()
    {
        var embeddings = await encoder.GenerateAsync(["", "talks"], cancellationToken: Cancel);

        Assert.All(embeddings[0].Vector.ToArray(), value => Assert.Equal(0, value));
        Assert.Equal(1, TensorPrimitives.Norm(embeddings[1].Vector.Span), 1e-5);
    }

    [Fact]
    public async Task Serves_many_threads_at_once()
    {
        var expected = await encoder.GenerateAsync(GoldenCase.All.Select(golden => golden.Text), cancellationToken: Cancel);

        await Parallel.ForAsync(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancel }, async (index, token) =>
        {
            var golden = index % expected.Count;
            var vector = await encoder.GenerateVectorAsync(GoldenCase.All[golden].Text, cancellationToken: token);
            Assert.True(Distance(expected[golden].Vector.Span, vector.Span) < 1e-5);
        });
    }

    [Fact]
    public async Task Stops_when_it_is_cancelled()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var texts = Enumerable.Repeat(string.Join(' ', Enumerable.Repeat("ministers", 100)), 20_000);

        var encoding = encoder.GenerateAsync(texts, cancellationToken: cancelled.Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => encoding);
    }

    [Fact]
    public void Says_what_it_is()
    {
        var metadata = encoder.GetService<EmbeddingGeneratorMetadata>();

        Assert.Equal(("universal-sentence-encoder-lite", 512), (metadata?.DefaultModelId, metadata?.DefaultModelDimensions));
    }

    [Fact]
    public void Any_text_has_a_vector_of_unit_length() => Gen.String.Where(text => text.Length > 0).Sample(
        text =>
        {
            var vector = encoder.GenerateVectorAsync(text, cancellationToken: Cancel).GetAwaiter().GetResult();
            return Math.Abs(TensorPrimitives.Norm(vector.Span) - 1) < 1e-4;
        },
        iter: 200);

    [Theory]
    [InlineData("model.json")]
    [InlineData("vocab.json")]
    [InlineData("group1-shard3of7")]
    public void Names_the_file_that_is_missing_or_damaged(string file)
    {
        var folder = Directory.CreateTempSubdirectory();
        foreach (var source in Directory.EnumerateFiles(UniversalSentenceEncoder.DefaultFolder))
        {
            File.Copy(source, Path.Combine(folder.FullName, Path.GetFileName(source)));
        }

        var path = Path.Combine(folder.FullName, file);
        File.WriteAllText(path, "{");
        var damaged = Assert.Throws<InvalidDataException>(() => new UniversalSentenceEncoder(folder.FullName));
        File.Delete(path);
        var missing = Assert.Throws<InvalidDataException>(() => new UniversalSentenceEncoder(folder.FullName));
        folder.Delete(recursive: true);

        Assert.All([damaged, missing], failure => Assert.Contains("dotnet build", failure.Message, StringComparison.Ordinal));
        Assert.Contains(path, missing.Message, StringComparison.Ordinal);
    }

    private static float Distance(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        var difference = new float[expected.Length];
        TensorPrimitives.Subtract(expected, actual, difference);
        return TensorPrimitives.MaxMagnitude<float>(difference) is var largest ? Math.Abs(largest) : 0;
    }
}
