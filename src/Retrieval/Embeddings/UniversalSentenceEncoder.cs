using Microsoft.Extensions.AI;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Tokenizers;

namespace NewsBot.Retrieval.Embeddings;

/// <summary>
/// The built-in sentence encoder: Universal Sentence Encoder Lite, English, run by ONNX Runtime on the processor. Vectors have
/// <see cref="Dimensions"/> values and unit length, so their dot product is the cosine.
/// </summary>
/// <remarks>
/// Only the first <see cref="MaxTokens"/> tokens of a text count. A text without tokens is read as one space, which gives it a vector too, of no
/// particular meaning. Safe for many threads at once, until it is disposed.
/// </remarks>
public sealed class UniversalSentenceEncoder : IEmbeddingGenerator<string, Embedding<float>>
{
    public const string ModelId = "universal-sentence-encoder-lite";

    public const int Dimensions = UniversalSentenceEncoderNetwork.Dimensions;

    public const int MaxTokens = UniversalSentenceEncoderNetwork.MaxTokens;

    // Measured: more tokens in a run gain nothing and push the activations out of the cache; it is also how soon a cancellation is noticed.
    private const int MaxTokensPerRun = 512;

    private readonly EmbeddingGeneratorMetadata metadata = new("NewsBot", defaultModelId: ModelId, defaultModelDimensions: Dimensions);
    private readonly InferenceSession session;
    private readonly int[] emptyText;

    private UniversalSentenceEncoder(UniversalSentenceEncoderTokenizer tokenizer, InferenceSession session)
    {
        (Tokenizer, this.session) = (tokenizer, session);
        emptyText = [.. tokenizer.EncodeToIds($"{UniversalSentenceEncoderNormalizer.WordSeparator}", considerNormalization: false)];
    }

    /// <summary>Where the build and <c>dotnet publish</c> put the encoder's files.</summary>
    public static string DefaultFolder { get; } = Path.Combine(AppContext.BaseDirectory, "encoder");

    /// <summary>Counts as this encoder does: a text of up to <see cref="MaxTokens"/> tokens is read to its end.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>Reads the vocabulary and the weights; takes about a quarter of a second.</summary>
    /// <exception cref="InvalidDataException">A file is missing or damaged; the message names it and says what to do.</exception>
    /// <exception cref="PlatformNotSupportedException">.NET runs without ICU, so that the text would be normalised wrongly.</exception>
    public static UniversalSentenceEncoder Load(string folder)
    {
        var tokenizer = UniversalSentenceEncoderTokenizer.Load(folder);
        var model = UniversalSentenceEncoderNetwork.ToOnnx(EncoderWeights.Load(folder));
        using var options = new SessionOptions { IntraOpNumThreads = Environment.ProcessorCount };
        return new(tokenizer, new InferenceSession(model, options));
    }

    /// <summary>Encodes the texts, and gives the vectors in their order.</summary>
    /// <exception cref="NotSupportedException">The options ask for other dimensions.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (options?.Dimensions is { } dimensions and not Dimensions)
        {
            throw new NotSupportedException($"The sentence encoder's vectors have {Dimensions} dimensions, not {dimensions}.");
        }

        return Task.Run(() => Generate([.. values], cancellationToken), cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? metadata
            : serviceType.IsInstanceOfType(Tokenizer) && serviceType != typeof(object) ? Tokenizer
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    public void Dispose() => session.Dispose();

    private GeneratedEmbeddings<Embedding<float>> Generate(string[] texts, CancellationToken cancellationToken)
    {
        var tokens = Array.ConvertAll(texts, Tokenize);

        // Texts of like length share a run, so that attention has little padding to skip.
        var order = Enumerable.Range(0, texts.Length).ToArray();
        Array.Sort(order, (left, right) => tokens[left].Length.CompareTo(tokens[right].Length));

        var embeddings = new Embedding<float>[texts.Length];
        for (var start = 0; start < order.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = start;
            for (var count = 0; end < order.Length && (end == start || count + tokens[order[end]].Length <= MaxTokensPerRun); end++)
            {
                count += tokens[order[end]].Length;
            }

            var run = order[start..end];
            using var batch = new TokenBatch(Array.ConvertAll(run, text => tokens[text]));
            var vectors = Run(batch);
            for (var i = 0; i < run.Length; i++)
            {
                // A copy each: a vector that is kept must not keep its whole batch alive.
                embeddings[run[i]] = new(vectors.AsSpan(i * Dimensions, Dimensions).ToArray()) { ModelId = ModelId };
            }

            start = end;
        }

        var usage = tokens.Sum(ids => (long)ids.Length);
        return new(embeddings) { Usage = new() { InputTokenCount = usage, TotalTokenCount = usage } };
    }

    private int[] Tokenize(string text)
    {
        var ids = Tokenizer.EncodeToIds(text, MaxTokens, out _, out _);
        return ids.Count == 0 ? emptyText : [.. ids];
    }

    private float[] Run(TokenBatch batch)
    {
        var vectors = new float[batch.TextCount * Dimensions];
        using var output = OrtValue.CreateTensorValueFromMemory(vectors, [batch.TextCount, Dimensions]);
        using var options = new RunOptions();
        session.Run(options, TokenBatch.InputNames, batch.Inputs, [UniversalSentenceEncoderNetwork.Vectors], [output]);
        return vectors;
    }
}
