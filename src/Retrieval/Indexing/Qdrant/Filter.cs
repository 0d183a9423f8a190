namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>Which points are meant: all of <paramref name="Must"/>, any of <paramref name="Should"/> and none of <paramref name="MustNot"/>.</summary>
public sealed record Filter(IReadOnlyList<Condition>? Must = null, IReadOnlyList<Condition>? Should = null, IReadOnlyList<Condition>? MustNot = null);

/// <summary>One predicate about a point; made by <see cref="Conditions"/>. More than one at once would be joined by “or”.</summary>
public sealed record Condition
{
    public string? Key { get; internal init; }

    public Match? Match { get; internal init; }

    public DatetimeRange? Range { get; internal init; }

    public FieldName? IsEmpty { get; internal init; }

    public IReadOnlyList<Guid>? HasId { get; internal init; }

    // A filter within a filter.
    public IReadOnlyList<Condition>? Must { get; internal init; }

    public IReadOnlyList<Condition>? Should { get; internal init; }
}

/// <param name="Value">A text or true or false.</param>
/// <param name="Any">One of these.</param>
/// <param name="Phrase">These words next to each other, in a field with a text index for phrases.</param>
public sealed record Match(object? Value = null, IReadOnlyList<string>? Any = null, string? Phrase = null);

public sealed record DatetimeRange(DateTimeOffset? Gte = null, DateTimeOffset? Lt = null);

public sealed record FieldName(string Key);

/// <summary>Conditions under the names of the official client.</summary>
public static class Conditions
{
    public static Condition MatchKeyword(string field, string value) => new() { Key = field, Match = new Match(value) };

    public static Condition MatchKeywords(string field, IReadOnlyList<string> anyOf) => new() { Key = field, Match = new Match(Any: anyOf) };

    public static Condition Match(string field, bool value) => new() { Key = field, Match = new Match(value) };

    public static Condition MatchPhrase(string field, string phrase) => new() { Key = field, Match = new Match(Phrase: phrase) };

    public static Condition DatetimeRange(string field, DateTimeOffset? gte, DateTimeOffset? lt) =>
        new() { Key = field, Range = new DatetimeRange(gte, lt) };

    public static Condition IsEmpty(string field) => new() { IsEmpty = new FieldName(field) };

    public static Condition HasId(IReadOnlyList<Guid> ids) => new() { HasId = ids };

    /// <summary>All of these.</summary>
    public static Condition All(params IReadOnlyList<Condition> conditions) => new() { Must = conditions };

    /// <summary>At least one of these.</summary>
    public static Condition Any(params IReadOnlyList<Condition> conditions) => new() { Should = conditions };
}
