using NewsBot.Retrieval.Embeddings;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Meanings;

/// <summary>What the dictionary, and the encoder, tell of a question's words.</summary>
public sealed class QuestionMeanings(Question question, WordNet dictionary, WordVectors words)
{
    public Relatives Relatives { get; } = new(question, dictionary);

    public NearWords Near { get; } = new(question, words);

    public AskedKind Kind { get; } = new(question, dictionary);
}
