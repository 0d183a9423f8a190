using System.Buffers;
using System.Globalization;
using CsCheck;
using Microsoft.ML.Tokenizers;

namespace NewsBot.Retrieval.Tests.Embeddings;

public sealed class UniversalSentenceEncoderTokenizerTests(EncoderFixture fixture)
{
    private readonly Tokenizer tokenizer = fixture.Encoder.Tokenizer;

    [Fact]
    public void Gives_the_ids_of_the_reference_implementation()
    {
        Assert.Equal(32, GoldenCase.All.Count);
        Assert.All(GoldenCase.All, golden => Assert.Equal(golden.TokenIds, tokenizer.EncodeToIds(golden.Text)));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("th-TH")]
    public void Reads_text_the_same_under_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Gives_the_ids_of_the_reference_implementation();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Empty_text_has_no_tokens()
    {
        Assert.Empty(tokenizer.EncodeToIds(""));
        Assert.Equal(0, tokenizer.CountTokens(""));
        Assert.Empty(tokenizer.EncodeToTokens("", out _));
    }

    [Fact]
    public void Tokens_cover_the_normalised_text_without_gaps() => AnyText.Sample(text =>
    {
        var tokens = tokenizer.EncodeToTokens(text, out var normalized);
        Assert.Equal(normalized, string.Concat(tokens.Select(token => token.Value)));
        Assert.All(tokens, token => Assert.Equal(normalized![token.Offset], token.Value));
    });

    [Fact]
    public void Counting_identifying_and_listing_tokens_agree_on_any_text() => AnyText.Sample(text =>
    {
        var ids = tokenizer.EncodeToIds(text);
        Assert.Equal(ids.Count, tokenizer.CountTokens(text));
        Assert.Equal(ids.Count, tokenizer.CountTokens(text.AsSpan()));
        Assert.Equal(ids, tokenizer.EncodeToTokens(text, out _).Select(token => token.Id));
    });

    [Fact]
    public void Text_cut_at_the_index_of_a_token_count_ends_with_that_token() =>
        Gen.Select(AnyText, Gen.Int[1, 20]).Sample((text, limit) =>
        {
            var tokens = tokenizer.EncodeToTokens(text, out _);
            var index = tokenizer.GetIndexByTokenCount(text, limit, out var normalized, out var count);
            Assert.Equal(Math.Min(limit, tokens.Count), count);
            Assert.Equal(string.Concat(tokens.Take(count).Select(token => token.Value)), normalized![..index]);

            var indexFromEnd = tokenizer.GetIndexByTokenCountFromEnd(text, limit, out _, out var countFromEnd);
            Assert.Equal(Math.Min(limit, tokens.Count), countFromEnd);
            Assert.Equal(string.Concat(tokens.TakeLast(countFromEnd).Select(token => token.Value)), normalized[indexFromEnd..]);
        });

    [Fact]
    public void Gives_at_most_the_tokens_asked_for()
    {
        const string text = "The ferry service resumed on Tuesday.";
        var all = tokenizer.EncodeToIds(text);
        Assert.Equal(all.Take(3), tokenizer.EncodeToIds(text, maxTokenCount: 3, out var normalized, out var consumed));
        Assert.Equal("▁The▁ferry", normalized![..consumed]);
    }

    [Fact]
    public void Text_said_to_be_normalised_already_is_taken_as_it_is()
    {
        Assert.Equal(tokenizer.EncodeToIds("peace talks"), tokenizer.EncodeToIds("▁peace▁talks", considerNormalization: false));
        Assert.Equal("▁peace▁talks", tokenizer.Normalizer!.Normalize("peace talks"));
    }

    [Theory]
    [InlineData("The quick brown fox jumps over the lazy dog.")]
    [InlineData("  leading and  double   spaces ")]
    public void Decoding_gives_the_text_back(string text) => Assert.Equal(text, tokenizer.Decode(tokenizer.EncodeToIds(text)));

    [Fact]
    public void Decoding_shows_what_no_piece_covers_as_a_replacement_character() =>
        Assert.Equal(" \uFFFD", " " + tokenizer.Decode(tokenizer.EncodeToIds("東京")).TrimStart());

    [Fact]
    public void Decoding_stops_at_an_id_that_does_not_exist_and_before_a_piece_that_does_not_fit()
    {
        var ids = tokenizer.EncodeToIds("peace talks");
        var room = new char[7];
        Assert.Equal(OperationStatus.DestinationTooSmall, tokenizer.Decode(ids, room, out var consumed, out var written));
        Assert.Equal((1, "peace"), (consumed, room.AsSpan(0, written).ToString()));
        Assert.Equal(OperationStatus.InvalidData, tokenizer.Decode([8000], room, out _, out _));
        Assert.Throws<InvalidOperationException>(() => tokenizer.Decode([-1]));
    }

    /// <summary>English, other scripts, spaces, and lone surrogates among them.</summary>
    private static Gen<string> AnyText { get; } = Gen.OneOf(
        Gen.OneOf(
            "the ", "minister", " said", "\n", "  ", "½", "é", "e\u0301", "—", "…",
            "🙂", "\uD83D", "\uDE42", "東", "▁", "\0", ":", "2012")
            .Array[0, 40].Select(string.Concat),
        Gen.String);
}
