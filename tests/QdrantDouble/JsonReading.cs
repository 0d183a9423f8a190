using System.Text.Json;

namespace NewsBot.Doubles;

/// <summary>Reads requests as strictly as can be: a field that is not known is a mistake, and never ignored.</summary>
internal static class JsonReading
{
    public static JsonElement Closed(this JsonElement element, params ReadOnlySpan<string> fields)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw QdrantRefusal.Format($"expected an object, found {element.ValueKind}");
        }

        foreach (var property in element.EnumerateObject())
        {
            if (!fields.Contains(property.Name))
            {
                throw QdrantRefusal.Format($"unknown field `{property.Name}`, expected one of {string.Join(", ", fields.ToArray())}");
            }
        }

        return element;
    }

    /// <summary>Null when it is missing or null.</summary>
    public static JsonElement? Optional(this JsonElement element, string field) =>
        element.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static JsonElement Required(this JsonElement element, string field) =>
        element.Optional(field) ?? throw QdrantRefusal.Format($"missing field `{field}`");

    public static string Text(this JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? element.GetString()! : throw QdrantRefusal.Format($"invalid type: {element.ValueKind}, expected a string");

    public static bool Flag(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw QdrantRefusal.Format($"invalid type: {element.ValueKind}, expected a boolean"),
    };

    public static double Number(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Number ? element.GetDouble() : throw QdrantRefusal.Format($"invalid type: {element.ValueKind}, expected a number");

    /// <summary>A whole number of at least the least; null when it is missing.</summary>
    public static int? Count(this JsonElement element, string field, int least)
    {
        if (element.Optional(field) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var count) || count < 0)
        {
            throw QdrantRefusal.Format($"{field}: invalid value, expected an unsigned integer");
        }

        return count >= least ? count : throw QdrantRefusal.Invalid(field, $"value {count} invalid, must be {least} or larger");
    }

    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw QdrantRefusal.Format($"invalid type: {element.ValueKind}, expected a sequence");

    public static IEnumerable<JsonElement> OneOrMany(this JsonElement element) => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [element];
}
