using System.Numerics.Tensors;
using CsCheck;
using Microsoft.Extensions.AI;
using NewsBot.Retrieval.Embeddings;

namespace NewsBot.Retrieval.Tests.Embeddings;

public sealed class SentenceEncoderTests(EncoderFixture fixture)
{
    private readonly SentenceEncoder encoder = fixture.Encoder;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gives_nearly_the_vectors_of_the_model_in_single_precision()
    {
        var embeddings = await encoder.GenerateAsync(GoldenCase.All.Select(golden => golden.Text), cancellationToken: Cancel);
        Assert.All(GoldenCase.All.Zip(embeddings), pair =>
        {
            var cosine = TensorPrimitives.CosineSimilarity(pair.First.Vector, pair.Second.Vector.Span);
            Assert.True(cosine > 0.985, $"{cosine}: {pair.First.Text}");
        });
    }

    [Fact]
    public async Task A_text_has_the_same_vector_alone_and_among_others_and_keeps_its_place()
    {
        var texts = GoldenCase.All.Select(golden => golden.Text).Concat(["", " ", "peace talks"]).ToArray();
        var together = await encoder.GenerateAsync(texts.Concat(texts.Reverse()), cancellationToken: Cancel);
        for (var i = 0; i < texts.Length; i++)
        {
            var alone = await encoder.GenerateVectorAsync(texts[i], cancellationToken: Cancel);
            Assert.True(Difference(alone.Span, together[i].Vector.Span) < 1e-5);
            Assert.True(Difference(alone.Span, together[^(i + 1)].Vector.Span) < 1e-5);
        }
    }

    [Fact]
    public async Task A_passage_has_the_vector_of_its_text()
    {
        const string first = "Sergei Lavrov is the foreign minister.", second = "He spoke of a ﬁnal “plan” for peace…";
        var passages = await encoder.EncodePassagesAsync([[first, second], [first], [second]], Cancel);
        var whole = await encoder.GenerateAsync([$"{first} {second}", first, second], cancellationToken: Cancel);

        Assert.All(passages.Zip(whole), pair => Assert.True(Difference(pair.First.Whole.Span, pair.Second.Vector.Span) < 1e-5));
    }

    [Fact]
    public async Task A_sentence_is_read_in_the_light_of_its_passage()
    {
        const string he = "He has held that office for nine years.";
        var passages = await encoder.EncodePassagesAsync([["Sergei Lavrov is Russia's foreign minister.", he], ["The cardinal is a bishop of Rome.", he]], Cancel);
        var asked = await encoder.GenerateVectorAsync("How long has the Russian minister been in office?", cancellationToken: Cancel);

        Assert.True(Cosine(asked, passages[0].Sentences[1]) > Cosine(asked, passages[1].Sentences[1]) + 0.05);
        Assert.All(passages.SelectMany(passage => passage.Sentences), vector => Assert.Equal(1, TensorPrimitives.Norm(vector.Span), tolerance: 1e-5f));

        static float Cosine(ReadOnlyMemory<float> one, ReadOnlyMemory<float> other) => TensorPrimitives.Dot(one.Span, other.Span);
    }

    [Fact]
    public async Task A_sentence_of_which_nothing_is_read_has_the_zero_vector()
    {
        var full = string.Join(' ', Enumerable.Repeat("word", SentenceEncoder.MaxTokens));
        var passages = await encoder.EncodePassagesAsync([[full, "And more about floods."], ["", "Floods."], []], Cancel);

        Assert.All(passages[0].Sentences[1].ToArray(), value => Assert.Equal(0, value));
        Assert.Equal(1, TensorPrimitives.Norm(passages[1].Sentences[1].Span), tolerance: 1e-5f);
        Assert.Empty(passages[2].Sentences);
        Assert.All(passages[2].Whole.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task What_comes_after_the_most_tokens_does_not_count()
    {
        var full = string.Join(' ', Enumerable.Repeat("word", SentenceEncoder.MaxTokens));
        var embeddings = await encoder.GenerateAsync([full, full + " and more about floods", full[..^5]], cancellationToken: Cancel);
        Assert.True(Difference(embeddings[0].Vector.Span, embeddings[1].Vector.Span) < 1e-6);
        Assert.True(Difference(embeddings[0].Vector.Span, embeddings[2].Vector.Span) > 1e-6);
    }

    [Fact]
    public Task Any_text_with_a_token_has_a_finite_vector_of_unit_length() =>
        NonEmptyText.Array[0, 20].SampleAsync(
            async texts =>
            {
                var embeddings = await encoder.GenerateAsync(texts, cancellationToken: Cancel);
                Assert.Equal(texts.Length, embeddings.Count);
                Assert.All(embeddings, embedding =>
                {
                    Assert.Equal(SentenceEncoder.Dimensions, embedding.Vector.Length);
                    Assert.Equal(1, TensorPrimitives.Norm(embedding.Vector.Span), tolerance: 1e-5f);
                });
            },
            iter: 30);

    [Fact]
    public async Task The_empty_text_has_the_zero_vector()
    {
        var embeddings = await encoder.GenerateAsync(["", "talks", ""], cancellationToken: Cancel);
        Assert.All([embeddings[0], embeddings[2]], empty => Assert.All(empty.Vector.ToArray(), value => Assert.Equal(0, value)));
        Assert.Equal(1, TensorPrimitives.Norm(embeddings[1].Vector.Span), tolerance: 1e-5f);
    }

    [Fact]
    public async Task Many_threads_may_ask_at_once()
    {
        var expected = await encoder.GenerateAsync(GoldenCase.All.Select(golden => golden.Text), cancellationToken: Cancel);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancel };
        await Parallel.ForAsync(0, 64, parallel, async (i, cancel) =>
        {
            var first = i % (GoldenCase.All.Count - 3);
            var texts = GoldenCase.All.Skip(first).Take(3).Select(golden => golden.Text);
            var embeddings = await encoder.GenerateAsync(texts, cancellationToken: cancel);
            Assert.All(
                embeddings.Index(),
                given => Assert.True(Difference(expected[first + given.Index].Vector.Span, given.Item.Vector.Span) < 1e-5));
        });
    }

    [Fact]
    public async Task Does_not_start_when_already_cancelled() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => encoder.GenerateAsync(["peace"], cancellationToken: new(canceled: true)));

    [Fact]
    public async Task Stops_soon_after_it_is_cancelled()
    {
        // Some 100,000 tokens: seconds of work.
        var texts = Enumerable.Repeat(GoldenCase.All.MaxBy(golden => golden.Text.Length)!.Text, 800);
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var encoding = encoder.GenerateAsync(texts, cancellationToken: source.Token);
        Assert.False(encoding.IsCompleted, "The caller's thread did the work");

        var started = TimeProvider.System.GetTimestamp();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => encoding);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task No_texts_give_no_vectors() => Assert.Empty(await encoder.GenerateAsync([], cancellationToken: Cancel));

    [Fact]
    public async Task Counts_the_tokens_that_it_read_with_the_marks_around_each_text()
    {
        var embeddings = await encoder.GenerateAsync(["hello", "A"], cancellationToken: Cancel);
        Assert.Equal(2 + (2 * 2), embeddings.Usage?.InputTokenCount);
    }

    [Fact]
    public async Task Refuses_other_dimensions() =>
        await Assert.ThrowsAsync<NotSupportedException>(() => encoder.GenerateAsync(["peace"], new() { Dimensions = 256 }, Cancel));

    [Fact]
    public void Says_what_it_is()
    {
        var metadata = encoder.GetService<EmbeddingGeneratorMetadata>();
        Assert.Equal(("all-MiniLM-L6-v2", 384), (metadata?.DefaultModelId, metadata?.DefaultModelDimensions));
        Assert.Same(encoder, encoder.GetService<IEmbeddingGenerator<string, Embedding<float>>>());
        Assert.Null(encoder.GetService<IChatClient>());
    }

    [Theory]
    [InlineData(ModelFiles.SentenceEncoder)]
    [InlineData(ModelFiles.Vocabulary)]
    [InlineData(ModelFiles.WordTable)]
    public void A_missing_or_shortened_file_is_named_with_the_remedy(string name)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(ModelFiles.DefaultFolder))
        {
            File.Copy(file, Path.Combine(folder.Path, Path.GetFileName(file)));
        }

        var damaged = Path.Combine(folder.Path, name);
        File.WriteAllBytes(damaged, File.ReadAllBytes(damaged)[..^100]);
        AssertNamed(damaged, folder.Path);
        File.Delete(damaged);
        AssertNamed(damaged, folder.Path);
    }

    [Fact]
    public void A_missing_folder_is_named_with_the_remedy()
    {
        var folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        AssertNamed(folder, folder);
    }

    private Gen<string> NonEmptyText => Gen.OneOf(Gen.String, Gen.OneOf("\uD800", "\uDC00x", "x\t\n", "x\0", "🙂 x")).Where(text => fixture.Pieces.In(text).Count > 0);

    private static void AssertNamed(string path, string folder)
    {
        var failure = Assert.Throws<InvalidDataException>(() => new SentenceEncoder(folder, WordPieces.Load(folder)));
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
        Assert.Contains("run 'dotnet build'", failure.Message, StringComparison.Ordinal);
    }

    private static float Difference(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var difference = new float[left.Length];
        TensorPrimitives.Subtract(left, right, difference);
        return Math.Abs(TensorPrimitives.MaxMagnitude<float>(difference));
    }
}
