using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Tests.Search;

public sealed class RankFusionTests
{
    [Fact]
    public void A_strong_match_of_words_comes_before_a_somewhat_nearer_meaning() =>
        Assert.Equal(["words", "meaning"], Fuse(Chunk("meaning", bm25: 1, cosine: 0.6), Chunk("words", bm25: 10, cosine: 0.4)));

    [Fact]
    public void Meaning_decides_where_no_word_is_found() =>
        Assert.Equal(["near", "far"], Fuse(Chunk("far", bm25: 0, cosine: 0.1), Chunk("near", bm25: 0, cosine: 0.7)));

    [Fact]
    public void Equal_chunks_keep_a_fixed_order() =>
        Assert.Equal(["a", "b", "c"], Fuse(Chunk("c", 1, 0.5), Chunk("a", 1, 0.5), Chunk("b", 1, 0.5)));

    [Fact]
    public void Nothing_is_fused_to_nothing() => Assert.Empty(Fuse());

    private static IEnumerable<string> Fuse(params ScoredChunk[] chunks) => RankFusion.Fuse(chunks).Select(chunk => chunk.ArticleId.Value);

    private static ScoredChunk Chunk(string article, double bm25, double cosine) => new(new ArticleId(article), 0, 0, 1, bm25, cosine);
}
