using Microsoft.Extensions.AI;
using Microsoft.ML.OnnxRuntime;

namespace NewsBot.Retrieval.Embeddings;

/// <summary>
/// The built-in sentence encoder: Universal Sentence Encoder Lite, English, run by ONNX Runtime on the processor. Vectors have
/// <see cref="Dimensions"/> values and unit length, so that the dot product of two is their cosine.
/// </summary>
/// <remarks>
/// Only the first <see cref="MaxTokens"/> tokens of a text count. The empty text, the only one without tokens, has the zero vector, which
/// is near to nothing. Safe for many threads at once, until it is disposed.
/// </remarks>
public sealed class UniversalSentenceEncoder : IEmbeddingGenerator<string, Embedding<float>>
{
    public const string ModelId = "universal-sentence-encoder-lite";

    public const int Dimensions = EncoderNetwork.Dimensions;

    public const int MaxTokens = EncoderNetwork.MaxTokens;

    // Measured: from 256 tokens on, a longer run is no faster per token, and below 64 it is much slower. A run of 256 takes some 15 ms,
    // which is how soon a cancellation is noticed.
    private const int MinTokensPerRun = 64;
    private const int MaxTokensPerRun = 256;

    private readonly EmbeddingGeneratorMetadata metadata = new("NewsBot", providerUri: null, ModelId, Dimensions);
    private readonly InferenceSession session;

    /// <summary>Reads the vocabulary and the weights, which takes about a third of a second.</summary>
    /// <param name="folder">Holds the files that the build fetched: <see cref="DefaultFolder"/>.</param>
    /// <exception cref="InvalidDataException">A file is missing or damaged; the message names it and says what to do.</exception>
    /// <exception cref="PlatformNotSupportedException">.NET runs without ICU, so that text would be normalised wrongly.</exception>
    public UniversalSentenceEncoder(string folder)
    {
        Tokenizer = UniversalSentenceEncoderTokenizer.Load(folder);

        // One thread a run, and as many runs at once as there are processors: on a busy machine that is faster than sharing each run
        // between threads. Memory patterns are remembered for every new combination of lengths, and there is no end of those.
        using var options = new SessionOptions { IntraOpNumThreads = 1, EnableMemoryPattern = false };
        session = new InferenceSession(EncoderNetwork.ToOnnx(EncoderWeights.Load(folder)), options);
    }

    /// <summary>Where the build and <c>dotnet publish</c> put the encoder's files: beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "encoder");

    /// <summary>Counts as this encoder does: a text of up to <see cref="MaxTokens"/> tokens is read to its end.</summary>
    public UniversalSentenceEncoderTokenizer Tokenizer { get; }

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

        // Even cutting the text into tokens stays off the caller's thread, which may be serving requests.
        return Task.Run(() => EncodeAsync([.. values], cancellationToken), cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? metadata
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType.IsInstanceOfType(Tokenizer) ? Tokenizer
            : null;
    }

    public void Dispose() => session.Dispose();

    private async Task<GeneratedEmbeddings<Embedding<float>>> EncodeAsync(string[] texts, CancellationToken cancellationToken)
    {
        var tokens = Array.ConvertAll(texts, text => Tokenizer.EncodeToIds(text, MaxTokens, out _, out _).ToArray());
        var vectors = new float[]?[texts.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(PlanRuns(tokens), parallel, (run, _) =>
        {
            Run(run, tokens, vectors);
            return ValueTask.CompletedTask;
        });

        var tokenCount = tokens.Sum(ids => (long)ids.Length);
        return new(vectors.Select(vector => new Embedding<float>(vector ?? new float[Dimensions]) { ModelId = ModelId }))
        {
            Usage = new() { InputTokenCount = tokenCount, TotalTokenCount = tokenCount },
        };
    }

    /// <summary>
    /// Which texts, by their places in the input, share a run: those of like length, so that attention has little padding to skip.
    /// Texts without tokens are in none.
    /// </summary>
    private static IEnumerable<int[]> PlanRuns(int[][] tokens)
    {
        var nonEmpty = Enumerable.Range(0, tokens.Length).Where(text => tokens[text].Length > 0);
        var byLength = nonEmpty.OrderBy(text => tokens[text].Length).ToArray();
        var perRun = Math.Clamp(tokens.Sum(ids => ids.Length) / Environment.ProcessorCount, MinTokensPerRun, MaxTokensPerRun);
        for (int start = 0, end; start < byLength.Length; start = end)
        {
            var count = 0;
            for (end = start; end < byLength.Length && (end == start || count + tokens[byLength[end]].Length <= perRun); end++)
            {
                count += tokens[byLength[end]].Length;
            }

            yield return byLength[start..end];
        }
    }

    private void Run(int[] texts, int[][] tokens, float[]?[] vectors)
    {
        using var batch = new TokenBatch(Array.ConvertAll(texts, text => tokens[text]));
        using var options = new RunOptions();
        using var outputs = session.Run(options, TokenBatch.InputNames, batch.Inputs, [EncoderNetwork.Vectors]);
        var output = outputs[0].GetTensorDataAsSpan<float>();
        for (var i = 0; i < texts.Length; i++)
        {
            // An array each: a vector that is kept must not keep its whole batch alive.
            vectors[texts[i]] = output.Slice(i * Dimensions, Dimensions).ToArray();
        }
    }
}
