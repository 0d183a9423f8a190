using NewsBot.Retrieval.Sentences;

namespace NewsBot.Retrieval.Chunking;

/// <summary>Neighbouring sentences that are embedded, indexed and retrieved as one unit.</summary>
/// <param name="Ordinal">Its place among the article's chunks, from 0.</param>
/// <param name="FirstSentence">Ordinal of its first sentence.</param>
/// <param name="SentenceCount">At least 1. An overlong sentence has several chunks, each with this one sentence and a part of its text.</param>
/// <param name="Text">What is embedded: the sentences with one space between them, within the token budget.</param>
public sealed record Chunk(int Ordinal, int FirstSentence, int SentenceCount, string Text)
{
    /// <summary>Its text, cut into its sentences; the one part of an overlong sentence.</summary>
    /// <param name="sentences">The article's.</param>
    public IReadOnlyList<string> SentencesOf(IReadOnlyList<Sentence> sentences) =>
        SentenceCount == 1 ? [Text] : sentences.Skip(FirstSentence).Take(SentenceCount).Select(sentence => sentence.Text).ToList();
}
