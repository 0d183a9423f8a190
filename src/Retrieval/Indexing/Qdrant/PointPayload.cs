namespace NewsBot.Retrieval.Indexing.Qdrant;

/// <summary>What is kept with a point, which is an article or one of its chunks.</summary>
public sealed record PointPayload
{
    /// <summary><c>article</c> or <c>chunk</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>The article's id.</summary>
    public string? Article { get; init; }

    /// <summary>Of the article's content. Chunks of another version than the article's are left over from a write that was cut off.</summary>
    public string? Version { get; init; }

    /// <summary>The tokens of title and text (as <c>FullText</c> makes them), in which words and phrases are counted.</summary>
    public string? Words { get; init; }

    /// <summary>How many tokens these are.</summary>
    public int? Length { get; init; }

    public string? Outlet { get; init; }

    /// <summary>ISO 8601 with the offset that the story gave.</summary>
    public string? Published { get; init; }

    /// <summary>The same moment in UTC, which is indexed.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Whether the date has no time of day, and is that day wherever the asker is.</summary>
    public bool? IsDayOnly { get; init; }

    // --- A chunk's own ---

    public int? Ordinal { get; init; }

    public int? FirstSentence { get; init; }

    public int? SentenceCount { get; init; }

    // --- An article's own ---

    public string? Title { get; init; }

    public string? Author { get; init; }

    public string? Url { get; init; }

    /// <summary>As in <c>de</c>; null: English, or not known.</summary>
    public string? Language { get; init; }

    public string? Body { get; init; }

    /// <summary>Start and end of each sentence in the body, in UTF-16 units, end exclusive.</summary>
    public IReadOnlyList<int[]>? Sentences { get; init; }

    /// <summary>See <see cref="SentenceVectors.Bytes"/>; base64 in JSON.</summary>
    public byte[]? SentenceVectors { get; init; }

    public IReadOnlyList<StatementPayload>? Statements { get; init; }

    /// <summary>By which those who say something are looked up.</summary>
    public IReadOnlyList<string>? SpeakerKeys { get; init; }

    /// <summary>The names of those who say something.</summary>
    public IReadOnlyList<string>? Speakers { get; init; }

    public int? SentenceTotal { get; init; }

    public int? StatementTotal { get; init; }

    public DateTimeOffset? IndexedAt { get; init; }

    /// <summary>Set when the last step of a write is done: without it the article is written anew.</summary>
    public string? Fingerprint { get; init; }
}

/// <summary>Who says what; offsets in the article's body.</summary>
/// <param name="About">Start and end of each span of what is said.</param>
/// <param name="Within">Place of the statement that tells of this one.</param>
public sealed record StatementPayload(
    string? Speaker,
    string Type,
    IReadOnlyList<int[]> About,
    int FirstSentence,
    int LastSentence,
    int[]? Mention = null,
    string? Verb = null,
    int[]? Cue = null,
    bool? IsDenied = null,
    int? Within = null);
