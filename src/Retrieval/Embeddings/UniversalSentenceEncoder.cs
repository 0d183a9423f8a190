using Microsoft.Extensions.AI;
using Microsoft.ML.OnnxRuntime;

namespace NewsBot.Retrieval.Embeddings;

/// <summary>
/// The built-in sentence encoder, Universal Sentence Encoder Lite for English: 512 dimensions, unit length. What comes after a text's first
/// 128 tokens does not count. A text without tokens has the zero vector, which is near to nothing. Safe for many threads at once.
/// </summary>
public sealed class UniversalSentenceEncoder : IEmbeddingGenerator<string, Embedding<float>>
{
    // A batch large enough for the matrix products to run at full speed and small enough to stay in the processor's cache.
    private const int TokensPerBatch = 1024;

    private const float Masked = -1e9f;

    private readonly UniversalSentenceEncoderTokenizer tokenizer;
    private readonly float[] positions;
    private readonly InferenceSession session;
    private readonly RunOptions runOptions = new();
    private readonly EmbeddingGeneratorMetadata metadata = new("NewsBot", null, ModelId, EncoderNetwork.Dimensions);

    /// <summary>Loads the model, which takes a few tenths of a second.</summary>
    /// <param name="folder">Holds the files that the build fetched.</param>
    /// <exception cref="InvalidDataException">A file is missing or damaged; the message names it and says what to do.</exception>
    /// <exception cref="PlatformNotSupportedException">.NET runs without ICU.</exception>
    public UniversalSentenceEncoder(string folder)
    {
        tokenizer = UniversalSentenceEncoderTokenizer.Load(folder);
        var weights = EncoderWeights.Load(folder);
        positions = EncoderNetwork.Positions(weights);
        using var options = new SessionOptions { IntraOpNumThreads = Environment.ProcessorCount };

        // Waiting threads sleep: a bot that answers now and then must not keep its cores busy in between.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        session = new InferenceSession(EncoderNetwork.Build(weights), options);
    }

    public const string ModelId = "universal-sentence-encoder-lite";

    /// <summary>Length of a vector.</summary>
    public const int Dimensions = EncoderNetwork.Dimensions;

    /// <summary>Where the build puts the encoder's files: beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "encoder");

    public UniversalSentenceEncoderTokenizer Tokenizer => tokenizer;

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        cancellationToken.ThrowIfCancellationRequested();
        var texts = values as IReadOnlyList<string> ?? values.ToList();

        // A single text takes about as long as handing it to another thread.
        var vectors = texts.Count == 1 ? Encode(texts, cancellationToken) : await Task.Run(() => Encode(texts, cancellationToken), cancellationToken);
        return new GeneratedEmbeddings<Embedding<float>>(vectors.Select(vector => new Embedding<float>(vector) { ModelId = ModelId }));
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? metadata
            : serviceType.IsInstanceOfType(tokenizer) ? tokenizer
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    public void Dispose()
    {
        session.Dispose();
        runOptions.Dispose();
    }

    private ReadOnlyMemory<float>[] Encode(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var vectors = new ReadOnlyMemory<float>[texts.Count];
        var tokens = texts.Select(text => tokenizer.EncodeToIds(text, EncoderNetwork.MaxTokens, out _, out _)).ToArray();

        // Texts of one batch are padded to the longest of them, so neighbours in length go together.
        var order = Enumerable.Range(0, texts.Count).OrderBy(index => tokens[index].Count).ToArray();
        for (var start = 0; start < order.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = start + 1;
            while (end < order.Length && (end + 1 - start) * tokens[order[end]].Count <= TokensPerBatch)
            {
                end++;
            }

            EncodeBatch(order.AsSpan(start..end), tokens, vectors);
            start = end;
        }

        return vectors;
    }

    private void EncodeBatch(ReadOnlySpan<int> batch, IReadOnlyList<int>[] tokens, ReadOnlyMemory<float>[] vectors)
    {
        var (count, length) = (batch.Length, tokens[batch[^1]].Count);
        if (length == 0)
        {
            foreach (var index in batch)
            {
                vectors[index] = new float[EncoderNetwork.Dimensions];
            }

            return;
        }

        var (ids, mask, shares) = (new int[count * length], new float[count * length], new float[count * length]);
        mask.AsSpan().Fill(Masked);
        for (var row = 0; row < count; row++)
        {
            var text = tokens[batch[row]];
            for (var column = 0; column < text.Count; column++)
            {
                var cell = (row * length) + column;
                (ids[cell], mask[cell], shares[cell]) = (text[column], 0, 1f / text.Count);
            }
        }

        using var idsValue = OrtValue.CreateTensorValueFromMemory(ids, [count, length]);
        using var positionsValue = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, positions.AsMemory(0, length * EncoderNetwork.EmbeddingWidth), [length, EncoderNetwork.EmbeddingWidth]);
        using var maskValue = OrtValue.CreateTensorValueFromMemory(mask, [count, 1, 1, length]);
        using var sharesValue = OrtValue.CreateTensorValueFromMemory(shares, [count, 1, length]);
        using var results = session.Run(
            runOptions, ["ids", "positions", "mask", "shares"], [idsValue, positionsValue, maskValue, sharesValue], ["vectors"]);
        var output = results[0].GetTensorDataAsSpan<float>();
        for (var row = 0; row < count; row++)
        {
            vectors[batch[row]] = tokens[batch[row]].Count == 0
                ? new float[EncoderNetwork.Dimensions]
                : output.Slice(row * EncoderNetwork.Dimensions, EncoderNetwork.Dimensions).ToArray();
        }
    }
}
