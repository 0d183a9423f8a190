namespace NewsBot.Retrieval.Statements;

/// <summary>What may follow a cue; see cues.txt.</summary>
[Flags]
internal enum Frames
{
    None = 0,
    Clause = 1 << 0,
    Quote = 1 << 1,
    Whom = 1 << 2,
    Thing = 1 << 3,
    Do = 1 << 4,
    Order = 1 << 5,
    Inside = 1 << 6,
    Is = 1 << 7,
    Noun = 1 << 8,
    That = 1 << 9,
    Name = 1 << 10,
    Quoted = 1 << 11,

    /// <summary>Words of somebody, wherever they stand.</summary>
    Speech = Inside | Quote | Whom,
}

/// <summary>A word that tells that somebody says, thinks, wants or judges something.</summary>
/// <param name="Base">Its base form.</param>
/// <param name="Prepositions">Those that stand before what is said: <c>called for</c>.</param>
/// <param name="IsAlsoNoun">Whether its base form and that with an s are nouns as often: <c>state</c>, <c>plans</c>.</param>
internal sealed record Cue(string Base, Frames Frames, IReadOnlyList<string> Prepositions, bool IsAlsoNoun)
{
    public static Cue AccordingTo { get; } = new("according to", Frames.Inside, [], IsAlsoNoun: false);

    public static Cue Colon { get; } = new(":", Frames.Inside, [], IsAlsoNoun: false);

    /// <summary>Any verb after a quotation: “…,” Kerry retaliated.</summary>
    public static Cue Unknown { get; } = new("", Frames.Inside, [], IsAlsoNoun: false);

    /// <summary>Whether it is a verb with more words after it: <c>point out</c>.</summary>
    public bool IsPhrase => Base.Contains(' ', StringComparison.Ordinal);

    /// <summary>Whether it tells of words said, and not only of what somebody thinks or does.</summary>
    public bool IsSpeech => Takes(Frames.Inside | Frames.Whom);

    public bool Takes(Frames frames) => (Frames & frames) != Frames.None;
}

/// <summary>Which forms of its verb a word may be.</summary>
[Flags]
internal enum VerbForm
{
    None = 0,

    /// <summary>say; also the present of all but the third person singular.</summary>
    Base = 1 << 0,

    /// <summary>says</summary>
    Present = 1 << 1,

    /// <summary>said, wrote</summary>
    Past = 1 << 2,

    /// <summary>said, written</summary>
    Participle = 1 << 3,

    /// <summary>saying</summary>
    Going = 1 << 4,

    /// <summary>confident: no verb, but a state of mind.</summary>
    Adjective = 1 << 5,

    /// <summary>belief: no verb, but what somebody thinks.</summary>
    Noun = 1 << 6,
}
