using System.Numerics;
using System.Text;
using Grpc.Core;
using Qdrant.Client.Grpc;

namespace NewsBot.Doubles;

/// <summary>The server's own model <c>qdrant/bm25</c>: a text as a sparse vector of its words.</summary>
internal static class Bm25Inference
{
    private const double K = 1.2;
    private const double B = 0.75;

    public static SparseWords OfDocument(Document document)
    {
        var (tokens, average) = Read(document);
        return new SparseWords(tokens.GroupBy(TokenId).ToDictionary(
            same => same.Key,
            same => (float)(same.Count() * (K + 1) / (same.Count() + (K * (1 - B + (B * tokens.Count / average)))))));
    }

    public static SparseWords OfQuery(Document document) => new(Read(document).Tokens.Select(TokenId).Distinct().ToDictionary(token => token, _ => 1f));

    private static (List<string> Tokens, double AverageLength) Read(Document document)
    {
        if (document.Model.ToLowerInvariant() is not ("qdrant/bm25" or "bm25"))
        {
            throw QdrantRefusal.Because(StatusCode.Internal, "Service internal error: InferenceService URL not configured");
        }

        // Only this is needed here, and anything else would be answered wrongly.
        var options = document.Options;
        if (!options.Keys.Order(StringComparer.Ordinal).SequenceEqual(["avg_len", "stemmer", "stopwords", "tokenizer"])
            || options["tokenizer"].StringValue != "whitespace"
            || options["stemmer"].StructValue?.Fields is not { Count: 1 } stemmer || stemmer["type"].StringValue != "none"
            || options["stopwords"].StructValue?.Fields is not { Count: 1 } stopWords || stopWords["custom"].ListValue?.Values.Count != 0)
        {
            throw QdrantRefusal.Unknown("texts that are not split at white space, without a stemmer and without stop words");
        }

        return (document.Text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToList(), options["avg_len"].DoubleValue);
    }

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

internal sealed record SparseWords(IReadOnlyDictionary<uint, float> Values);
