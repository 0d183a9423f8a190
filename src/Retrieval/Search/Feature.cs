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

    /// <summary>How near to each other the question's words stand: the weights of neighbouring ones by their distance.</summary>
    Proximity,

    /// <summary>The share of the question that the sentence has.</summary>
    Coverage,

    /// <summary>The weight of the rarest word that neither the sentence nor the title has, tenths.</summary>
    RarestMissing,

    /// <summary>The share of the question that the article's title has.</summary>
    TitleCoverage,

    /// <summary>Context: the share of the question that the title and two sentences on either side have together with it.</summary>
    PassageCoverage,

    /// <summary>How many words it has without stop words, fortieths; at most 1.</summary>
    Length,

    /// <summary>It has a thing of the kind that is asked for: a time, a number, a name that the question has not.</summary>
    ExpectedFound,

    /// <summary>Context: how recent the story is at the asker's time, see <see cref="Search.Recency"/>.</summary>
    Recency,

    /// <summary>Context: 1 for a story that tells a little of many matters, see <see cref="Search.RoundUp"/>.</summary>
    RoundUp,

    /// <summary>The reader's log-odds that the sentence answers; 0 before it is read.</summary>
    Answers,

    /// <summary>The reader's log-odds that what it was read with answers; 0 before it is read.</summary>
    WindowAnswers,
}
