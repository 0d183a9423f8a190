using System.Globalization;
using Grpc.Core;
using Qdrant.Client.Grpc;

namespace NewsBot.Doubles;

/// <summary>Tells which points a filter means.</summary>
internal static class PointFilter
{
    public static Func<Point, bool> Of(Filter? filter, Collection collection)
    {
        if (filter is null)
        {
            return _ => true;
        }

        filter.Only("must", "should", "must_not");
        var (must, should, mustNot) = (All(filter.Must), All(filter.Should), All(filter.MustNot));
        return point => must.TrueForAll(holds => holds(point))
            && (should.Count == 0 || should.Exists(holds => holds(point)))
            && !mustNot.Exists(holds => holds(point));

        List<Func<Point, bool>> All(IEnumerable<Condition> conditions) => conditions.Select(condition => Of(condition, collection)).ToList();
    }

    private static Func<Point, bool> Of(Condition condition, Collection collection)
    {
        switch (condition.ConditionOneOfCase)
        {
            case Condition.ConditionOneOfOneofCase.HasId:
                var wanted = condition.HasId.HasId.Select(Collection.Key).ToHashSet(StringComparer.Ordinal);
                return point => wanted.Contains(Collection.Key(point.Id));
            case Condition.ConditionOneOfOneofCase.IsEmpty:
                return point => !point.Values(condition.IsEmpty.Key).Any();
            case Condition.ConditionOneOfOneofCase.Filter:
                return Of(condition.Filter, collection);
            case Condition.ConditionOneOfOneofCase.Field:
                return Of(condition.Field.Only("key", "match", "datetime_range"), collection);
            default:
                throw QdrantRefusal.Unknown($"the condition {condition.ConditionOneOfCase}");
        }
    }

    private static Func<Point, bool> Of(FieldCondition field, Collection collection) => field switch
    {
        { Match: { } match, DatetimeRange: null } => Of(field.Key, match.Only("keyword", "boolean", "keywords", "phrase"), collection),
        { Match: null, DatetimeRange: { } range } => Of(field.Key, range),
        _ => throw QdrantRefusal.Wrong("a condition has one predicate: two would be joined by “or”"),
    };

    private static Func<Point, bool> Of(string key, Match match, Collection collection)
    {
        switch (match.MatchValueCase)
        {
            case Match.MatchValueOneofCase.Keyword:
                return point => point.Values(key).Any(value => value.HasStringValue && value.StringValue == match.Keyword);
            case Match.MatchValueOneofCase.Boolean:
                return point => point.Values(key).Any(value => value.HasBoolValue && value.BoolValue == match.Boolean);
            case Match.MatchValueOneofCase.Keywords:
                var wanted = match.Keywords.Strings.ToHashSet(StringComparer.Ordinal);
                return point => point.Values(key).Any(value => value.HasStringValue && wanted.Contains(value.StringValue));
            case Match.MatchValueOneofCase.Phrase when !collection.HasPhraseIndex(key):
                throw QdrantRefusal.Because(StatusCode.InvalidArgument, $"Bad request: Index required but not found for \"{key}\" of type [text with phrase_matching]");
            default:
                var words = Tokens(match.Phrase);
                return point => words.Length > 0 && TokensOf(point, key).AsSpan().IndexOf(words) >= 0;
        }
    }

    private static Func<Point, bool> Of(string key, DatetimeRange range) => point => point.Values(key).Select(Comparable).OfType<double>().Any(stored =>
        (range.Lt is not { } lt || stored < Micros(lt.ToDateTimeOffset()))
        && (range.Lte is not { } lte || stored <= Micros(lte.ToDateTimeOffset()))
        && (range.Gt is not { } gt || stored > Micros(gt.ToDateTimeOffset()))
        && (range.Gte is not { } gte || stored >= Micros(gte.ToDateTimeOffset())));

    /// <summary>A number, or a date as its microseconds since 1970.</summary>
    public static double? Comparable(Value value) => value switch
    {
        { HasIntegerValue: true } => value.IntegerValue,
        { HasDoubleValue: true } => value.DoubleValue,
        { HasStringValue: true } when DateTimeOffset.TryParse(value.StringValue, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) => Micros(moment),
        _ => null,
    };

    private static double Micros(DateTimeOffset moment) => (moment - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static string[] TokensOf(Point point, string key)
    {
        if (!point.Tokens.TryGetValue(key, out var tokens))
        {
            tokens = point.Payload.TryGetValue(key, out var text) && text.HasStringValue ? Tokens(text.StringValue) : [];
            point.Tokens[key] = tokens;
        }

        return tokens;
    }

    private static string[] Tokens(string text) => text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
