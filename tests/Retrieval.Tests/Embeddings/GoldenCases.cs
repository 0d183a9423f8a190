using System.Text.Json;

namespace NewsBot.Retrieval.Tests.Embeddings;

/// <summary>Texts with the token ids and vectors that the encoder's reference implementation gives them.</summary>
internal sealed record GoldenCase(string Text, int[] TokenIds, float[] Vector)
{
    public static IReadOnlyList<GoldenCase> All { get; } = File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Embeddings", "golden.jsonl"))
        .Select(line => JsonSerializer.Deserialize<GoldenCase>(line, JsonSerializerOptions.Web)!)
        .ToList();
}
