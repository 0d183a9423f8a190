using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NewsBot.Doubles;

/// <summary>Tells which points a filter means.</summary>
internal static class PointFilter
{
    public static Func<Point, bool> Of(JsonElement? filter, Collection collection)
    {
        if (filter is not { } given)
        {
            return _ => true;
        }

        given.Closed("must", "should", "must_not", "min_should");
        if (given.Optional("min_should") is not null)
        {
            throw Unknown("min_should");
        }

        var must = Conditions("must");
        var should = Conditions("should");
        var mustNot = Conditions("must_not");
        return point => must.TrueForAll(holds => holds(point))
            && (should.Count == 0 || should.Exists(holds => holds(point)))
            && !mustNot.Exists(holds => holds(point));

        List<Func<Point, bool>> Conditions(string name) => given.Optional(name)?.OneOrMany().Select(condition => Condition(condition, collection)).ToList() ?? [];
    }

    private static Func<Point, bool> Condition(JsonElement condition, Collection collection)
    {
        if (condition.ValueKind != JsonValueKind.Object)
        {
            throw QdrantRefusal.Format("expected a condition");
        }

        if (condition.Optional("has_id") is { } ids)
        {
            condition.Closed("has_id");
            var wanted = ids.Items().Select(PointKey.Parse).ToHashSet();
            return point => wanted.Contains(point.Id);
        }

        if (condition.Optional("is_empty") is { ValueKind: JsonValueKind.Object } empty)
        {
            condition.Closed("is_empty");
            var key = empty.Closed("key").Required("key").Text();
            return point => point.Payload[key] is null or JsonArray { Count: 0 };
        }

        return condition.Optional("key") is null ? Of(condition, collection) : Field(condition, collection);
    }

    private static Func<Point, bool> Field(JsonElement condition, Collection collection)
    {
        condition.Closed("key", "match", "range");
        var key = condition.Required("key").Text();
        return (condition.Optional("match"), condition.Optional("range")) switch
        {
            ({ } match, null) => Match(key, match, collection),
            (null, { } range) => Range(key, range),
            _ => throw QdrantRefusal.Format("a condition has one predicate: two would be joined by “or”"),
        };
    }

    private static Func<Point, bool> Match(string key, JsonElement match, Collection collection)
    {
        if (match.Optional("value") is { } value)
        {
            match.Closed("value");
            return point => Values(point, key).Any(stored => Same(stored, value));
        }

        if (match.Optional("any") is { } any)
        {
            match.Closed("any");
            var wanted = any.Items().ToList();
            return point => Values(point, key).Any(stored => wanted.Exists(one => Same(stored, one)));
        }

        if (match.Optional("phrase") is { } phrase)
        {
            match.Closed("phrase");
            if (!collection.HasPhraseIndex(key))
            {
                throw new QdrantRefusal(400, $"Bad request: Index required but not found for \"{key}\" of type [text with phrase_matching]");
            }

            var words = Tokens(phrase.Text());
            return point => words.Length > 0 && TokensOf(point, key).AsSpan().IndexOf(words) >= 0;
        }

        throw Unknown($"match {match.GetRawText()}");
    }

    private static Func<Point, bool> Range(string key, JsonElement range)
    {
        range.Closed("lt", "gt", "lte", "gte");
        var bounds = range.EnumerateObject().Where(bound => bound.Value.ValueKind != JsonValueKind.Null).Select(bound => (bound.Name, Value: Comparable(bound.Value))).ToList();
        if (bounds.Exists(bound => bound.Value is null))
        {
            throw QdrantRefusal.Format("a range's bounds are numbers or dates");
        }

        return point => Values(point, key).Select(stored => Comparable(JsonSerializer.SerializeToElement(stored))).OfType<double>()
            .Any(stored => bounds.TrueForAll(bound => bound.Name switch
            {
                "lt" => stored < bound.Value,
                "gt" => stored > bound.Value,
                "lte" => stored <= bound.Value,
                _ => stored >= bound.Value,
            }));
    }

    /// <summary>A number, or a date as its microseconds since 1970.</summary>
    public static double? Comparable(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) =>
            (moment - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
        _ => null,
    };

    /// <summary>The field's value, or each of its values.</summary>
    public static IEnumerable<JsonNode> Values(Point point, string key) => point.Payload[key] switch
    {
        null => [],
        JsonArray array => array.OfType<JsonNode>(),
        var value => [value],
    };

    private static string[] TokensOf(Point point, string key)
    {
        if (!point.Tokens.TryGetValue(key, out var tokens))
        {
            tokens = point.Payload[key] is JsonValue text && text.GetValueKind() == JsonValueKind.String ? Tokens(text.GetValue<string>()) : [];
            point.Tokens[key] = tokens;
        }

        return tokens;
    }

    private static string[] Tokens(string text) => text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static bool Same(JsonNode stored, JsonElement wanted) => JsonNode.DeepEquals(stored, JsonNode.Parse(wanted.GetRawText()));

    private static QdrantRefusal Unknown(string what) => new(500, $"The double does not know {what}.");
}
