using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Statements;

/// <summary>Something that a story attributes to somebody: said, written, thought, wanted or judged.</summary>
/// <param name="Construction">How the sentence tells it.</param>
/// <param name="Speaker">Where the story names who says it, in these very words (<c>the minister</c>, <c>he</c>); null when it does not.</param>
/// <param name="Cue">Where the word stands that tells so: <c>said</c>; null when only punctuation does.</param>
/// <param name="Content">What is said; several spans when the speaker is named in between.</param>
public sealed record Attribution(Construction Construction, TextSpan? Speaker, TextSpan? Cue, IReadOnlyList<TextSpan> Content)
{
    /// <summary>The base form of the cue.</summary>
    public string? Verb { get; init; }

    /// <summary>Whether the story says that it was not said: <c>did not say</c>, <c>refused to say</c>.</summary>
    public bool IsDenied { get; init; }
}
