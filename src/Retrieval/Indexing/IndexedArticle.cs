using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Chunking;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Retrieval.Indexing;

/// <summary>An article with all that is made of it, ready to be stored.</summary>
/// <param name="Fingerprint">Changes when the article's content changes, or the way in which it is processed.</param>
public sealed record IndexedArticle(
    Article Article,
    string Fingerprint,
    IReadOnlyList<Sentence> Sentences,
    IReadOnlyList<EmbeddedChunk> Chunks)
{
    /// <summary>Who says what in it.</summary>
    public IReadOnlyList<Statement> Statements { get; init; } = [];

    /// <summary>What each of its sentences means, read in the light of the chunk that it stands in.</summary>
    public SentenceVectors SentenceVectors { get; init; } = SentenceVectors.None;
}

/// <summary>A chunk and its embedding: a vector of unit length, or of zeros for what the embedder does not understand.</summary>
public sealed record EmbeddedChunk(Chunk Chunk, ReadOnlyMemory<float> Vector);

/// <summary>An article as it is read back.</summary>
public sealed record StoredArticle(Article Article, IReadOnlyList<Sentence> Sentences)
{
    /// <summary>Who says what in it, in its order.</summary>
    public IReadOnlyList<Statement> Statements { get; init; } = [];

    /// <inheritdoc cref="IndexedArticle.SentenceVectors"/>
    public SentenceVectors SentenceVectors { get; init; } = SentenceVectors.None;
}
