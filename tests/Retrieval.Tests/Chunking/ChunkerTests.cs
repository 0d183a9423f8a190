using CsCheck;
using NewsBot.Retrieval.Chunking;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Tests.Embeddings;

namespace NewsBot.Retrieval.Tests.Chunking;

public sealed class ChunkerTests(EncoderFixture fixture)
{
    private const int Budget = 110;

    private readonly Chunker chunker = new(fixture.Pieces, Budget);

    [Fact]
    public void A_short_story_is_one_chunk_of_whole_sentences()
    {
        var chunk = Assert.Single(Split("The ministers met in Geneva. They agreed on nothing. They will meet again."));

        Assert.Equal("The ministers met in Geneva. They agreed on nothing. They will meet again.", chunk.Text);
        Assert.Equal((0, 0, 3), (chunk.Ordinal, chunk.FirstSentence, chunk.SentenceCount));
    }

    [Fact]
    public void Neighbouring_chunks_share_one_sentence()
    {
        var chunks = Split(string.Join(' ', Enumerable.Range(1, 30).Select(index => $"The ferry number {index} sailed to the island at noon on Monday.")));

        Assert.True(chunks.Count > 2);
        Assert.All(chunks.Zip(chunks.Skip(1)), pair => Assert.Equal(pair.First.FirstSentence + pair.First.SentenceCount - 1, pair.Second.FirstSentence));
    }

    [Fact]
    public void An_overlong_sentence_is_split_for_embedding_and_stays_one_sentence()
    {
        var longSentence = "The list names " + string.Join(", ", Enumerable.Range(1, 140).Select(index => $"village {index}")) + ".";

        var chunks = Split($"The mayor spoke. {longSentence} Nobody answered.");

        var parts = chunks.Where(chunk => chunk.FirstSentence == 1 && chunk.SentenceCount == 1).ToList();
        Assert.True(parts.Count > 3);
        Assert.Equal(longSentence, string.Join(' ', parts.Select(part => part.Text)));
    }

    [Fact]
    public void A_word_longer_than_a_chunk_is_cut_but_never_inside_a_character() => Assert.All(
        Split(string.Concat(Enumerable.Repeat("🚢", 500))),
        chunk => Assert.False(char.IsLowSurrogate(chunk.Text[0]) || char.IsHighSurrogate(chunk.Text[^1])));

    [Fact]
    public void No_chunk_is_over_budget_and_every_sentence_is_in_one() => News.Sample(
        body =>
        {
            var sentences = SentenceSplitter.Split(body);
            var chunks = chunker.Split(sentences);
            var covered = chunks.SelectMany(chunk => Enumerable.Range(chunk.FirstSentence, chunk.SentenceCount)).ToHashSet();
            return chunks.All(chunk => fixture.Pieces.In(chunk.Text).Count <= Budget)
                && chunks.Select(chunk => chunk.Ordinal).SequenceEqual(Enumerable.Range(0, chunks.Count))
                && covered.SetEquals(Enumerable.Range(0, sentences.Count));
        },
        iter: 300);

    private static Gen<string> News =>
        from sentences in Gen.Select(Gen.Char["abcde .,“”\"'0€é🚢\n"].Array[0, 60], Gen.Int[0, 40]).Array[0, 40]
        select string.Join(". ", sentences.Select(sentence => new string(sentence.Item1) + string.Concat(Enumerable.Repeat(" talks", sentence.Item2))));

    private IReadOnlyList<Chunk> Split(string body) => chunker.Split(SentenceSplitter.Split(body));
}
