namespace NewsBot.Retrieval.Search;

/// <summary>What speaks for a sentence as an answer. Shares and flags are 0 to 1, cosines −1 to 1.</summary>
/// <param name="Bm25Share">The sentence's BM25 as a share of the best sentence's.</param>
/// <param name="Bm25">The sentence's BM25.</param>
/// <param name="Cosine">Of the sentence's and the question's embeddings.</param>
/// <param name="ChunkBm25Share">Its chunk's BM25 as a share of the best chunk's.</param>
/// <param name="ChunkBm25">Its chunk's BM25.</param>
/// <param name="ChunkCosine">Of its chunk's and the question's embeddings.</param>
/// <param name="PhraseShare">Which share of the question's neighbouring word pairs stand together in the sentence, too.</param>
/// <param name="TimeExpected">1 when a time is asked for and the sentence has one.</param>
/// <param name="QuantityExpected">1 when a quantity is asked for and the sentence has a number.</param>
/// <param name="PersonExpected">1 when a person is asked for and the sentence has a name.</param>
/// <param name="Length">In words, as a share of 40; at most 1.</param>
/// <param name="Coverage">Which share of the question's weight the sentence's words carry.</param>
public sealed record SentenceFeatures(
    double Bm25Share,
    double Bm25,
    double Cosine,
    double ChunkBm25Share,
    double ChunkBm25,
    double ChunkCosine,
    double PhraseShare,
    double TimeExpected,
    double QuantityExpected,
    double PersonExpected,
    double Length,
    double Coverage)
{
    /// <summary>
    /// A linear model. Its weights were fitted by a listwise softmax on questions with known answer sentences; that of the coverage was
    /// chosen afterwards, by the recall of the first sentence.
    /// </summary>
    public double Score =>
        (0.50 * Coverage)
        + (0.27 * Bm25Share)
        + (0.04 * Bm25 / 10)
        + (0.75 * Cosine)
        - (0.35 * ChunkBm25Share)
        + (1.45 * ChunkBm25 / 20)
        + (1.81 * ChunkCosine)
        + (0.32 * PhraseShare)
        + (0.27 * TimeExpected)
        + (0.24 * QuantityExpected)
        + (0.02 * PersonExpected)
        + (0.09 * Length);

    /// <summary>All features with their names, for whoever wants to see why a sentence ranks where it does.</summary>
    public IReadOnlyList<(string Name, double Value)> Named() =>
    [
        (nameof(Bm25Share), Bm25Share),
        (nameof(Bm25), Bm25),
        (nameof(Cosine), Cosine),
        (nameof(ChunkBm25Share), ChunkBm25Share),
        (nameof(ChunkBm25), ChunkBm25),
        (nameof(ChunkCosine), ChunkCosine),
        (nameof(PhraseShare), PhraseShare),
        (nameof(TimeExpected), TimeExpected),
        (nameof(QuantityExpected), QuantityExpected),
        (nameof(PersonExpected), PersonExpected),
        (nameof(Length), Length),
        (nameof(Coverage), Coverage),
    ];
}
