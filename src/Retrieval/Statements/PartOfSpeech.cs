namespace NewsBot.Retrieval.Statements;

/// <summary>What a word may be in a sentence, as far as its form alone tells; a word with none of these is taken for a noun or an adjective.</summary>
[Flags]
internal enum PartOfSpeech
{
    None = 0,

    /// <summary>the, a, this, some</summary>
    Determiner = 1 << 0,

    /// <summary>his, their, and the ending of Lavrov's</summary>
    Possessive = 1 << 1,

    /// <summary>he, they, who else; as the subject</summary>
    Subject = 1 << 2,

    /// <summary>him, themselves</summary>
    Object = 1 << 3,

    /// <summary>of, in, on</summary>
    Preposition = 1 << 4,

    /// <summary>and, or, but</summary>
    Conjunction = 1 << 5,

    /// <summary>because, while, although</summary>
    Subordinator = 1 << 6,

    /// <summary>who, which</summary>
    Relative = 1 << 7,

    /// <summary>whether, what, how: they begin a reported question</summary>
    Interrogative = 1 << 8,

    /// <summary>has, had</summary>
    Have = 1 << 9,

    /// <summary>is, were, been</summary>
    Be = 1 << 10,

    /// <summary>do, did</summary>
    Do = 1 << 11,

    /// <summary>will, might</summary>
    Modal = 1 << 12,

    /// <summary>also, reportedly</summary>
    Adverb = 1 << 13,

    /// <summary>not, never, didn't</summary>
    Negation = 1 << 14,

    /// <summary>Tuesday, yesterday, week</summary>
    Time = 1 << 15,

    /// <summary>took, went, was: a finite form that is no cue</summary>
    PastVerb = 1 << 16,

    That = 1 << 17,
    To = 1 << 18,

    /// <summary>up, off, away: after a verb, they make it another</summary>
    Particle = 1 << 19,

    /// <summary>continued, went on: before to and a verb they only tell how it goes on</summary>
    Catenative = 1 << 20,

    /// <summary>himself; after a name it belongs to it</summary>
    Reflexive = 1 << 21,

    Auxiliary = Have | Be | Do | Modal,
}
