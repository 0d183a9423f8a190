using System.Text.Encodings.Web;
using System.Text.Json;

namespace NewsBot.Training.Data;

/// <summary>Files with a JSON object a line.</summary>
internal static class JsonLines
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IEnumerable<T> Read<T>(FileInfo file) =>
        File.ReadLines(file.FullName).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<T>(line, Options)!);

    public static void Write<T>(FileInfo file, IEnumerable<T> items) =>
        File.WriteAllLines(file.FullName, items.Select(item => JsonSerializer.Serialize(item, Options)));
}
