using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Memory;

namespace NewsBot.Retrieval.Embeddings;

/// <summary>
/// Encodes each text once for as long as it is asked for: many ask the same question about what is in the news now, and within one answer
/// the same text comes up more than once.
/// </summary>
public sealed class RememberedVectors(IEmbeddingGenerator<string, Embedding<float>> encoder) : DelegatingEmbeddingGenerator<string, Embedding<float>>(encoder)
{
    // Some 10 MB.
    private const int MaxTexts = 4_096;

    private readonly MemoryCache remembered = new(new MemoryCacheOptions { SizeLimit = MaxTexts });

    /// <summary>How many texts it knows now.</summary>
    public int Count => remembered.Count;

    /// <summary>The vectors of the texts in their order; those of texts that were encoded lately are the same as then.</summary>
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var texts = values.ToList();
        var vectors = texts.Select(text => remembered.Get<Embedding<float>>(text)).ToList();
        var missing = texts.Where((_, place) => vectors[place] is null).ToList();
        if (missing.Count == 0)
        {
            return new(vectors.OfType<Embedding<float>>());
        }

        var encoded = await base.GenerateAsync(missing, options, cancellationToken);
        foreach (var (text, vector) in missing.Zip(encoded))
        {
            remembered.Set(text, vector, new MemoryCacheEntryOptions { Size = 1 });
        }

        var next = 0;
        return new(vectors.Select(vector => vector ?? encoded[next++])) { Usage = encoded.Usage };
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            remembered.Dispose();
        }

        base.Dispose(disposing);
    }
}
