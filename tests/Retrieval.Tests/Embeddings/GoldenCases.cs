using System.Text.Json;

namespace NewsBot.Retrieval.Tests.Embeddings;

/// <summary>Texts with the vectors that the encoder's weights give them in single precision, computed from the package's own ONNX file.</summary>
internal sealed record GoldenCase(string Text, float[] Vector)
{
    public static IReadOnlyList<GoldenCase> All { get; } = File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Embeddings", "golden.jsonl"))
        .Select(line => JsonSerializer.Deserialize<GoldenCase>(line, JsonSerializerOptions.Web)!)
        .ToList();
}
