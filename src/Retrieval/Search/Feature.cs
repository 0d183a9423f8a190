namespace NewsBot.Retrieval.Search;

/// <summary>
/// What may speak for a sentence as an answer. Shares and flags are 0 to 1, cosines −1 to 1. A <em>share of the question</em> is the part of
/// its words' weight (see <see cref="TermWeights"/>). Those marked as context tell of the sentence's surroundings, and are all 0 when most
/// stories at hand are a single sentence.
/// </summary>
public enum Feature
{
    /// <summary>The sentence's BM25, tenths.</summary>
    Bm25,

    /// <summary>Its BM25 as a share of the best sentence's.</summary>
    Bm25Share,

    /// <summary>Cosine of its and the question's embeddings; its own is made in the light of its chunk.</summary>
    Cosine,

    /// <summary>The same with the question without its question words.</summary>
    ContentCosine,

    /// <summary>Context: its chunk's BM25, twentieths.</summary>
    ChunkBm25,

    /// <summary>Context: its chunk's BM25 as a share of the best chunk's.</summary>
    ChunkBm25Share,

    /// <summary>Context: cosine of its chunk's and the question's embeddings.</summary>
    ChunkCosine,

    /// <summary>Context: its article's BM25 as a share of the best article's.</summary>
    ArticleBm25Share,

    /// <summary>Context: the BM25 of all chunks found of its article, as a share of the article that has most.</summary>
    ArticleEvidence,

    /// <summary>Which share of the question's pairs of neighbouring words, stop words left out, stand together in the sentence, too.</summary>
    Phrase,

    /// <summary>The same with stop words.</summary>
    ExactPhrase,

    /// <summary>How near to each other the question's words stand: the weights of neighbouring ones by their distance.</summary>
    Proximity,

    /// <summary>The share of the question that the sentence has.</summary>
    Coverage,

    /// <summary>The greatest share of the question that any twelve words in a row have.</summary>
    WindowCoverage,

    /// <summary>The share of the question that the sentence has, by how rare words are in English rather than in the stories.</summary>
    EnglishCoverage,

    /// <summary>The weight of the rarest word that neither the sentence nor the title has, nor a word of the same meaning, tenths.</summary>
    RarestMissing,

    /// <summary>The share of the question that the article's title has.</summary>
    TitleCoverage,

    /// <summary>The share that the sentence has of those words that the title lacks.</summary>
    CoverageBeyondTitle,

    /// <summary>Context: the share of the question that the title and two sentences on either side have together with it.</summary>
    PassageCoverage,

    /// <summary>Context: the share of the question that only the sentence before adds.</summary>
    AddedBefore,

    /// <summary>Context: the share of the question that only the sentence after adds.</summary>
    AddedAfter,

    /// <summary>The share of the question that the sentence has only in another form of the word: <c>discovered</c>, <c>discovery</c>.</summary>
    OtherForms,

    /// <summary>The share of the question that it asks about as done (<c>did … reopen</c>, <c>who resigned</c>), and the sentence has as done (<c>reopened</c>).</summary>
    DoneCoverage,

    /// <summary>The share of the question that the sentence lacks but says in a word of the same meaning: <c>resigned</c>, <c>stepped down</c>.</summary>
    SynonymCoverage,

    /// <summary>The same with what is a kind of the word, or what it is a kind of: <c>sarin</c>, <c>gas</c>.</summary>
    KinCoverage,

    /// <summary>Context: the share of the question that title, sentence and neighbours lack but say in a word of the same meaning.</summary>
    PassageSynonyms,

    /// <summary>How many of its words are not the question's, twentieths; at most 1.</summary>
    NewWords,

    /// <summary>How many words it has without stop words, fortieths; at most 1.</summary>
    Length,

    /// <summary>A time is asked for, and it has one that the question has not.</summary>
    TimeFound,

    /// <summary>A quantity is asked for, and it has a number that the question has not.</summary>
    QuantityFound,

    /// <summary>It is asked how many of something, and it has a number just before that thing.</summary>
    CountFound,

    /// <summary>It is asked how much money, and it has a sum.</summary>
    MoneyFound,

    /// <summary>A measure is asked for (how long, how far), and it has a number with such a unit.</summary>
    UnitFound,

    /// <summary>A person is asked for, and it has a name that the question has not.</summary>
    NameFound,

    /// <summary>The same, and the name has several words.</summary>
    FullNameFound,

    /// <summary>A place is asked for, and it has a name after a preposition of place.</summary>
    PlaceFound,

    /// <summary>A place is asked for, and it names a country.</summary>
    CountryFound,

    /// <summary>A reason is asked for, and it has a word that gives one.</summary>
    ReasonFound,

    /// <summary>It is asked what letters stand for, and it has words with these initials.</summary>
    AcronymFound,

    /// <summary>It is asked <em>which ship</em>, and it has a kind of ship.</summary>
    KindFound,

    /// <summary>It is asked what or who something is, and it tells that.</summary>
    DefinitionFound,

    /// <summary>How near the question's words stand to a thing of the kind that is asked for.</summary>
    AnswerProximity,

    /// <summary>Context: how recent the story is at the asker's time, see <see cref="Search.Recency"/>.</summary>
    Recency,

    /// <summary>Context: 1 for a story that tells a little of many matters, see <see cref="Search.RoundUp"/>.</summary>
    RoundUp,

    /// <summary>The reader's log-odds that the sentence answers; 0 before it is read.</summary>
    Answers,

    /// <summary>The reader's log-odds that what it was read with answers; 0 before it is read.</summary>
    WindowAnswers,
}
