using System.Globalization;
using Google.Protobuf.Collections;
using Qdrant.Client.Grpc;

namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>What is kept with a point, which is an article or one of its chunks: the names of the fields, and how they are read.</summary>
internal static class Payload
{
    /// <summary><c>article</c> or <c>chunk</c>.</summary>
    public const string Kind = "kind";

    /// <summary>The article's id.</summary>
    public const string Article = "article";

    /// <summary>Of the article's content. Chunks of another version than the article's are left over from a write that was cut off.</summary>
    public const string Version = "version";

    /// <summary>The tokens of title and text (as <see cref="FullText"/> makes them), in which words and phrases are counted.</summary>
    public const string Words = "words";

    /// <summary>How many tokens these are.</summary>
    public const string Length = "length";

    public const string Outlet = "outlet";

    /// <summary>ISO 8601 with the offset that the story gave.</summary>
    public const string Published = "published";

    /// <summary>The same moment in UTC, which is indexed.</summary>
    public const string PublishedAt = "published_at";

    /// <summary>Whether the date has no time of day, and is that day wherever the asker is.</summary>
    public const string IsDayOnly = "is_day_only";

    // --- A chunk's own ---

    public const string Ordinal = "ordinal";
    public const string FirstSentence = "first_sentence";
    public const string SentenceCount = "sentence_count";

    // --- An article's own ---

    public const string Title = "title";
    public const string Author = "author";
    public const string Url = "url";

    /// <summary>As in <c>de</c>; none: English, or not known.</summary>
    public const string Language = "language";

    public const string Body = "body";

    /// <summary>Start and end of each sentence in the body, in UTF-16 units, end exclusive.</summary>
    public const string Sentences = "sentences";

    /// <summary>See <see cref="Indexing.SentenceVectors.Bytes"/>, in base64.</summary>
    public const string SentenceVectors = "sentence_vectors";

    public const string Statements = "statements";

    /// <summary>By which those who say something are looked up.</summary>
    public const string SpeakerKeys = "speaker_keys";

    /// <summary>The names of those who say something.</summary>
    public const string Speakers = "speakers";

    public const string SentenceTotal = "sentence_total";
    public const string StatementTotal = "statement_total";
    public const string IndexedAt = "indexed_at";

    /// <summary>Set when the last step of a write is done: without it the article is written anew.</summary>
    public const string Fingerprint = "fingerprint";

    public static string? Text(this MapField<string, Value> payload, string field) =>
        payload.TryGetValue(field, out var value) && value.KindCase == Value.KindOneofCase.StringValue ? value.StringValue : null;

    public static int? Number(this MapField<string, Value> payload, string field) =>
        payload.TryGetValue(field, out var value) && value.KindCase == Value.KindOneofCase.IntegerValue ? (int)value.IntegerValue : null;

    public static bool Flag(this MapField<string, Value> payload, string field) => payload.TryGetValue(field, out var value) && value.BoolValue;

    public static IReadOnlyList<Value> List(this MapField<string, Value> payload, string field) =>
        payload.TryGetValue(field, out var value) && value.KindCase == Value.KindOneofCase.ListValue ? value.ListValue.Values : [];

    public static DateTimeOffset? Moment(this MapField<string, Value> payload, string field) =>
        payload.Text(field) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>What is null is left out, as a server takes null for a value.</summary>
    public static void Set(this MapField<string, Value> payload, string field, Value? value)
    {
        if (value is not null)
        {
            payload[field] = value;
        }
    }

    /// <inheritdoc cref="Set(MapField{string, Value}, string, Value?)"/>
    public static void Set(this MapField<string, Value> payload, string field, string? value)
    {
        if (value is not null)
        {
            payload[field] = value;
        }
    }

    public static Value Moment(DateTimeOffset moment) => moment.ToString("O", CultureInfo.InvariantCulture);
}
