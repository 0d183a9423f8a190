using CsCheck;
using NewsBot.Retrieval.Embeddings;

namespace NewsBot.Retrieval.Tests.Embeddings;

public sealed class UniversalSentenceEncoderTokenizerTests(EncoderFixture fixture)
{
    private readonly UniversalSentenceEncoderTokenizer tokenizer = fixture.Encoder.Tokenizer;

    [Fact]
    public void Gives_the_reference_implementations_token_ids() =>
        Assert.All(GoldenCase.All, golden => Assert.Equal(golden.TokenIds, tokenizer.EncodeToIds(golden.Text)));

    [Fact]
    public void Counts_as_many_tokens_as_it_gives() => Gen.String.Sample(text =>
        tokenizer.CountTokens(text) == tokenizer.EncodeToIds(text).Count
        && tokenizer.CountTokens(text) == tokenizer.EncodeToTokens(text, out _).Count);

    [Fact]
    public void Finds_the_place_up_to_which_a_number_of_tokens_reaches() => Gen.String.Select(Gen.Int[1, 20]).Sample((text, limit) =>
    {
        tokenizer.GetIndexByTokenCount(text, limit, out _, out var count);
        return count == Math.Min(limit, tokenizer.CountTokens(text));
    });

    [Fact]
    public void Turns_ids_back_into_text() =>
        Assert.Equal("What did Lavrov say about Assad?", tokenizer.Decode(tokenizer.EncodeToIds("What did Lavrov say about Assad?")));
}
