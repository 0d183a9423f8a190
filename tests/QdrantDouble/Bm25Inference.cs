using System.Numerics;
using System.Text;
using System.Text.Json;

namespace NewsBot.Doubles;

/// <summary>The server's own model <c>qdrant/bm25</c>: a text as a sparse vector of its words.</summary>
internal static class Bm25Inference
{
    public static SparseVector OfDocument(JsonElement document)
    {
        var (tokens, options) = Read(document);
        var (k, b, average) = (Option(options, "k", 1.2), Option(options, "b", 0.75), Option(options, "avg_len", 256));
        return new SparseVector(tokens.GroupBy(TokenId).ToDictionary(
            same => same.Key,
            same => (float)(same.Count() * (k + 1) / (same.Count() + (k * (1 - b + (b * tokens.Count / average)))))));
    }

    public static SparseVector OfQuery(JsonElement document) => new(Read(document).Tokens.Select(TokenId).Distinct().ToDictionary(token => token, _ => 1f));

    private static (List<string> Tokens, JsonElement? Options) Read(JsonElement document)
    {
        document.Closed("text", "model", "options");
        if (document.Required("model").Text().ToLowerInvariant() is not ("qdrant/bm25" or "bm25"))
        {
            throw new QdrantRefusal(500, "Service internal error: InferenceService URL not configured");
        }

        var options = document.Optional("options");
        options?.Closed("k", "b", "avg_len", "tokenizer", "language", "lowercase", "ascii_folding", "stopwords", "stemmer", "min_token_len", "max_token_len");

        // Only this is needed here, and anything else would be answered wrongly.
        if (options?.Optional("tokenizer")?.Text() != "whitespace"
            || options?.Optional("stemmer")?.Closed("type").Required("type").Text() != "none"
            || options?.Optional("stopwords")?.Closed("languages", "custom") is not { } stopWords
            || stopWords.EnumerateObject().Any(list => list.Value.GetArrayLength() > 0)
            || options?.Optional("language") is not null || options?.Optional("ascii_folding") is not null)
        {
            throw new QdrantRefusal(500, "The double splits texts at white space, without a stemmer and without stop words, and knows nothing else.");
        }

        return (document.Required("text").Text().ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToList(), options);
    }

    private static double Option(JsonElement? options, string name, double usual) => options?.Optional(name)?.Number() ?? usual;

    private static uint TokenId(string token) => (uint)Math.Abs((long)(int)Murmur3(Encoding.UTF8.GetBytes(token)));

    // MurmurHash3_x86_32 with seed 0, in the public domain: https://github.com/aappleby/smhasher
    private static uint Murmur3(ReadOnlySpan<byte> bytes)
    {
        var hash = 0u;
        var length = bytes.Length;
        for (; bytes.Length >= 4; bytes = bytes[4..])
        {
            hash = (BitOperations.RotateLeft(hash ^ Mixed(BitConverter.ToUInt32(bytes)), 13) * 5) + 0xE6546B64;
        }

        if (bytes.Length > 0)
        {
            Span<byte> rest = stackalloc byte[4];
            rest.Clear();
            bytes.CopyTo(rest);
            hash ^= Mixed(BitConverter.ToUInt32(rest));
        }

        hash ^= (uint)length;
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return hash ^ (hash >> 16);
    }

    private static uint Mixed(uint block) => BitOperations.RotateLeft(block * 0xCC9E2D51, 15) * 0x1B873593;
}

internal sealed record SparseVector(IReadOnlyDictionary<uint, float> Values);
