using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Meanings;

/// <summary>What the dictionary tells of a question's words.</summary>
public sealed class QuestionMeanings(Question question, WordNet dictionary)
{
    public Relatives Relatives { get; } = new(question, dictionary);

    public AskedKind Kind { get; } = new(question, dictionary);
}
