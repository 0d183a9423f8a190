namespace NewsBot.Retrieval.Search;

/// <summary>
/// What tells whether the best sentence answers the question at all. Shares and flags are 0 to 1, cosines −1 to 1. The <em>passage</em> is the best
/// sentence, two on either side, and the title.
/// </summary>
public enum ConfidenceFeature
{
    /// <summary>Always 1.</summary>
    Constant,

    /// <summary>The reader's log-odds that the best sentence answers.</summary>
    Answers,

    /// <summary>The highest of any sentence that was read.</summary>
    BestAnswers,

    /// <summary>The reader's log-odds that any window answers, the highest.</summary>
    WindowAnswers,

    /// <summary>How far the best sentence's score is before the fifth's, tenths.</summary>
    Lead,

    /// <summary>The highest cosine with the question of the first five sentences.</summary>
    BestCosine,

    /// <summary>The share of the question that the passage has.</summary>
    PassageCoverage,

    /// <summary>The weight of the rarest word that neither the best sentence nor the title has, tenths.</summary>
    RarestMissing,

    /// <summary>The share of the question that no story has.</summary>
    Unknown,

    /// <summary>A name of the question occurs in no story.</summary>
    UnknownName,

    /// <summary>The share of the question's names that the passage lacks.</summary>
    NamesMissing,

    /// <summary>Somebody's words are asked for, and the passage does not name them.</summary>
    SpeakerMissing,

    /// <summary>The share of the topic that the passage lacks, where what was said about it is asked for.</summary>
    TopicMissing,

    /// <summary>A thing of some kind is asked for, and the best sentence has none.</summary>
    ExpectedMissing,
}
