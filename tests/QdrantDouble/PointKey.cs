using System.Text.Json;

namespace NewsBot.Doubles;

/// <summary>A point's id: a whole number, or a UUID in any of its spellings. Numbers come before UUIDs.</summary>
internal sealed record PointKey(ulong Number, Guid? Uuid)
{
    public static PointKey Parse(JsonElement id) => id.ValueKind switch
    {
        JsonValueKind.Number when id.TryGetUInt64(out var number) => new(number, null),
        JsonValueKind.String when Guid.TryParse(id.GetString()!.Replace("urn:uuid:", "", StringComparison.OrdinalIgnoreCase), out var uuid) => new(0, uuid),
        _ => throw QdrantRefusal.Format($"value {id.GetRawText()} is not a valid point ID, valid values are either an unsigned integer or a UUID"),
    };

    public object ToJson() => Uuid is { } uuid ? uuid.ToString("D") : Number;

    /// <summary>The server's order.</summary>
    public static IComparer<PointKey> Order { get; } = Comparer<PointKey>.Create((left, right) => (left.Uuid, right.Uuid) switch
    {
        (null, null) => left.Number.CompareTo(right.Number),
        (null, _) => -1,
        (_, null) => 1,
        ({ } first, { } second) => string.CompareOrdinal(first.ToString("N"), second.ToString("N")),
    });
}
