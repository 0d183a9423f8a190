using Microsoft.Extensions.AI;
using Microsoft.ML.OnnxRuntime;

namespace NewsBot.Retrieval.Embeddings;

/// <summary>
/// The built-in sentence encoder: all-MiniLM-L6-v2, run by ONNX Runtime on the processor. Vectors have <see cref="Dimensions"/> values and unit
/// length, so that the dot product of two is their cosine.
/// </summary>
/// <remarks>
/// Only the first <see cref="MaxTokens"/> tokens of a text count. A text without a token, such as the empty one, has the zero vector, which
/// is near to nothing. Safe for many threads at once, until it is disposed.
/// </remarks>
public sealed class SentenceEncoder : IEmbeddingGenerator<string, Embedding<float>>
{
    public const string ModelId = "all-MiniLM-L6-v2";

    public const int Dimensions = 384;

    /// <summary>Without the marks around a text.</summary>
    public const int MaxTokens = 126;

    private readonly EmbeddingGeneratorMetadata metadata = new("NewsBot", providerUri: null, ModelId, Dimensions);
    private readonly InferenceSession session;
    private readonly WordPieces pieces;

    /// <param name="folder">Holds the model's files: <see cref="ModelFiles.DefaultFolder"/>.</param>
    /// <param name="pieces">The networks' vocabulary.</param>
    /// <exception cref="InvalidDataException">A file is missing or damaged; the message names it and says what to do.</exception>
    public SentenceEncoder(string folder, WordPieces pieces)
    {
        this.pieces = pieces;
        session = ModelFiles.Open(folder, ModelFiles.SentenceEncoder);
    }

    /// <summary>Counts as this encoder does: a text of up to <see cref="MaxTokens"/> tokens is read to its end.</summary>
    public WordPieces Pieces => pieces;

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

    /// <summary>
    /// Encodes passages as wholes, and the sentences of each in its light: a sentence's vector is the mean over its own tokens, each of which has seen
    /// all of the passage. That costs no more than the passages alone, and tells a “he” from another (late chunking: Günther et al., 2024).
    /// </summary>
    /// <param name="passages">Each as its sentences; what is encoded is these with one space between them.</param>
    public Task<IReadOnlyList<PassageVectors>> EncodePassagesAsync(IEnumerable<IReadOnlyList<string>> passages, CancellationToken cancellationToken) =>
        Task.Run(() => EncodePassagesAsync([.. passages], cancellationToken), cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? metadata
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    public void Dispose() => session.Dispose();

    private async Task<GeneratedEmbeddings<Embedding<float>>> EncodeAsync(string[] texts, CancellationToken cancellationToken)
    {
        var tokenized = Array.ConvertAll(texts, text => Tokenize([text]));
        var vectors = await EncodeAsync(tokenized, cancellationToken);
        var tokenCount = tokenized.Sum(text => (long)text.Ids.Count);
        return new(vectors.Select(parts => new Embedding<float>(parts[0]) { ModelId = ModelId }))
        {
            Usage = new() { InputTokenCount = tokenCount, TotalTokenCount = tokenCount },
        };
    }

    private async Task<IReadOnlyList<PassageVectors>> EncodePassagesAsync(IReadOnlyList<string>[] passages, CancellationToken cancellationToken)
    {
        var vectors = await EncodeAsync(Array.ConvertAll(passages, Tokenize), cancellationToken);
        return Array.ConvertAll(vectors, parts => new PassageVectors(parts[0], [.. parts.Skip(1)]));
    }

    /// <summary>The whole with its marks, then each sentence's own tokens; nothing for a passage without any.</summary>
    private TokenizedText Tokenize(IReadOnlyList<string> sentences)
    {
        var (ids, parts) = (new List<int>(MaxTokens + 2) { pieces.Start.Id }, new List<Range> { Range.All });
        foreach (var sentence in sentences)
        {
            var first = ids.Count;
            ids.AddRange(pieces.In(sentence).Take(MaxTokens + 1 - first).Select(piece => piece.Id));
            parts.Add(first..ids.Count);
        }

        ids.Add(pieces.Separator.Id);
        return ids.Count > 2 ? new TokenizedText(ids, ids.Count, parts) : new TokenizedText([], 0, [.. parts.Select(_ => ..0)]);
    }

    /// <summary>For each text its parts' vectors; zeros for a part without tokens.</summary>
    private async Task<float[][][]> EncodeAsync(TokenizedText[] texts, CancellationToken cancellationToken)
    {
        var vectors = Array.ConvertAll(texts, text => text.Parts.Select(_ => new float[Dimensions]).ToArray());
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        var nonEmpty = Enumerable.Range(0, texts.Length).Where(text => texts[text].Ids.Count > 0);
        await Parallel.ForEachAsync(nonEmpty, parallel, (place, _) =>
        {
            Run(texts[place], vectors[place]);
            return ValueTask.CompletedTask;
        });
        return vectors;
    }

    private void Run(TokenizedText text, float[][] vectors)
    {
        using var inputs = new TokenInputs(text);
        var output = inputs.Run(session, TokenInputs.Vectors);
        foreach (var (part, range) in text.Parts.Index())
        {
            if (range.GetOffsetAndLength(text.Ids.Count).Length > 0)
            {
                output.AsSpan(part * Dimensions, Dimensions).CopyTo(vectors[part]);
            }
        }
    }
}

/// <summary>What <see cref="SentenceEncoder"/> makes of a passage: vectors of unit length, or zeros for what has no tokens.</summary>
/// <param name="Sentences">In their order.</param>
public sealed record PassageVectors(ReadOnlyMemory<float> Whole, IReadOnlyList<ReadOnlyMemory<float>> Sentences);
