namespace NewsBot.Retrieval.Search;

/// <summary>What tells whether the best sentence answers the question at all. Shares and flags are 0 to 1, cosines −1 to 1.</summary>
public enum ConfidenceFeature
{
    /// <summary>Always 1.</summary>
    Constant,

    /// <summary>The share of the question that the best sentence has.</summary>
    Coverage,

    /// <summary>The share that twelve words of it in a row have.</summary>
    WindowCoverage,

    /// <summary>The share that it has, by how rare words are in English.</summary>
    EnglishCoverage,

    /// <summary>The share that it, its neighbours and the title have.</summary>
    PassageCoverage,

    /// <summary>The greatest share that any of the first five sentences has.</summary>
    BestCoverage,

    /// <summary>The share that the best sentence has only in other forms of the words.</summary>
    OtherForms,

    /// <summary>The share that it lacks but says in words of the same meaning.</summary>
    SynonymCoverage,

    /// <summary>The share that it lacks but says in words of a related meaning.</summary>
    KinCoverage,

    /// <summary>The share that it, its neighbours and the title lack but say in words of the same meaning.</summary>
    PassageSynonyms,

    /// <summary>The share that it has of the words that the title lacks.</summary>
    CoverageBeyondTitle,

    Phrase,
    Proximity,
    Cosine,
    ContentCosine,

    /// <summary>Cosine of the question and the best sentence, both without the words of the story's title; 0 where nothing else is left.</summary>
    CosineBeyondTitle,
    ChunkCosine,

    /// <summary>The weight of the rarest word that neither it nor the title has, tenths.</summary>
    RarestMissing,

    /// <summary>The share of the question that no story has.</summary>
    Unknown,

    /// <summary>A name of the question occurs in no story.</summary>
    UnknownName,

    /// <summary>The share of the question's names that the best sentence and the title lack.</summary>
    NamesMissing,

    /// <summary>The same of the passage: the sentence, two on either side, and the title.</summary>
    NamesMissingAround,

    /// <summary>Somebody's words are asked for, and the passage does not name them.</summary>
    SpeakerMissing,

    /// <summary>The share of the topic, where words about one are asked for, that the passage lacks.</summary>
    TopicMissing,

    /// <summary>A thing of a certain kind is asked for, and the best sentence has one.</summary>
    ExpectedFound,

    /// <summary>A thing of a certain kind is asked for, and the best sentence has none.</summary>
    ExpectedMissing,

    /// <summary>It is asked <em>which ship</em>, and the best sentence has a kind of ship.</summary>
    KindFound,

    /// <summary>It is asked what or who something is, and the best sentence tells that.</summary>
    DefinitionFound,

    /// <summary>The share of the question that it asks about as done, and the best sentence has as done.</summary>
    DoneCoverage,

    /// <summary>How near the question's words stand to it.</summary>
    AnswerProximity,

    /// <summary>The same, of the best of the first five sentences.</summary>
    BestAnswerProximity,

    /// <summary>How far the best sentence's score is above the fifth's, tenths.</summary>
    Lead,

    /// <summary>The greatest cosine of the question and any of the first five sentences.</summary>
    BestCosine,

    /// <summary>What the ranking makes of all the best sentence's features together, tenths.</summary>
    Score,

    /// <summary>How many words the question has, tenths.</summary>
    Words,
}
