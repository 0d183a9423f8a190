using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Statements;

/// <summary>Something that a story attributes to somebody: said, written, thought, wanted or judged.</summary>
/// <param name="Speaker">Who, as all stories call them: <c>Sergei Lavrov</c>, <c>Foreign Ministry</c>; null when that is not known.</param>
/// <param name="Mention">Where the story names them, in whatever words: <c>he</c>, <c>the Russian foreign minister</c>.</param>
/// <param name="Verb">The base form of the word that tells so: <c>say</c>; null when only punctuation does.</param>
/// <param name="Cue">Where that word stands.</param>
/// <param name="Content">What is said; several spans when the speaker is named in between. Offsets in the body.</param>
/// <param name="IsDenied">Whether the story says that it was not said: <c>did not say</c>.</param>
/// <param name="FirstSentence">Ordinal of the first sentence in which it stands.</param>
/// <param name="LastSentence">Ordinal of the last.</param>
public sealed record Statement(
    string? Speaker,
    TextSpan? Mention,
    string? Verb,
    TextSpan? Cue,
    IReadOnlyList<TextSpan> Content,
    StatementType Type,
    bool IsDenied,
    int FirstSentence,
    int LastSentence)
{
    /// <summary>
    /// Place, in the story's list of statements, of the one that tells of this one, from 0: in <c>Kerry said Lavrov told him</c> Lavrov's words are
    /// known by Kerry's. Null when the story itself tells of it.
    /// </summary>
    public int? Within { get; init; }
}

/// <summary>How much of a statement is in the speaker's own words.</summary>
public enum StatementType
{
    /// <summary>All of it is quoted.</summary>
    Direct,

    /// <summary>Some of it is quoted.</summary>
    Mixed,

    /// <summary>The story tells it in its own words.</summary>
    Indirect,
}
