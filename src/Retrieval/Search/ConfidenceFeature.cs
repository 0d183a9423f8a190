namespace NewsBot.Retrieval.Search;

/// <summary>
/// What tells whether the best sentence answers the question at all. Shares and flags are 0 to 1, cosines −1 to 1. The <em>passage</em> is the best
/// sentence, two on either side, and the title.
/// </summary>
public enum ConfidenceFeature
{
    /// <summary>Always 1.</summary>
    Constant,

    /// <summary>The share of the question that the passage has.</summary>
    PassageCoverage,

    /// <summary>The share that the best sentence has only in other forms of the words.</summary>
    OtherForms,

    /// <summary>The share that it lacks but says in words of the same meaning.</summary>
    SynonymCoverage,

    /// <summary>The share that it lacks but says in words of a related meaning.</summary>
    KinCoverage,

    /// <summary>The share that it lacks, each word as far as another comes near to it: <c>soldiers</c>, <c>troops</c>.</summary>
    NearCoverage,

    /// <summary>The same of the passage.</summary>
    PassageNear,

    /// <summary>The greatest share that any of the first five sentences has or comes near to.</summary>
    BestNear,

    /// <summary>Which share of the question's pairs of neighbouring words stand together in the best sentence, too.</summary>
    Phrase,

    /// <summary>The weight of the rarest word that neither it nor the title has, tenths.</summary>
    RarestMissing,

    /// <summary>The share of the question that no story has.</summary>
    Unknown,

    /// <summary>A name of the question occurs in no story.</summary>
    UnknownName,

    /// <summary>The share of the question's names that the passage lacks.</summary>
    NamesMissing,

    /// <summary>Somebody's words are asked for, and the passage does not name them.</summary>
    SpeakerMissing,

    /// <summary>The share of the topic, where words about one are asked for, that the passage lacks.</summary>
    TopicMissing,

    /// <summary>A thing of a certain kind is asked for, and the best sentence has one.</summary>
    ExpectedFound,

    /// <summary>A thing of a certain kind is asked for, and the best sentence has none.</summary>
    ExpectedMissing,

    /// <summary>How near the question's words stand to it.</summary>
    AnswerProximity,

    /// <summary>How far the best sentence's score is above the fifth's, tenths.</summary>
    Lead,

    /// <summary>The greatest cosine of the question and any of the first five sentences.</summary>
    BestCosine,

    /// <summary>The reader's log-odds that the best sentence answers.</summary>
    Answers,

    /// <summary>The highest of any sentence that was read.</summary>
    BestAnswers,

    /// <summary>The reader's log-odds that any window answers, the highest.</summary>
    WindowAnswers,
}
