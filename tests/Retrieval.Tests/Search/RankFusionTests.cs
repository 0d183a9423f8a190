using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Search;

namespace NewsBot.Retrieval.Tests.Search;

public sealed class RankFusionTests
{
    private static readonly DateTimeOffset Now = Some.Asking.Now;

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
    public void Of_equal_chunks_that_of_the_better_article_comes_first() =>
        Assert.Equal(["whole", "part"], Fuse(Chunk("part", 1, 0.5, articleBm25: 1), Chunk("whole", 1, 0.5, articleBm25: 4)));

    [Fact]
    public void Of_equal_chunks_that_of_the_newer_story_comes_first() =>
        Assert.Equal(["new", "old"], Fuse(Chunk("old", 1, 0.5, published: Now.AddDays(-30)), Chunk("new", 1, 0.5, published: Now.AddDays(-1))));

    [Fact]
    public void Beyond_the_best_chunks_further_articles_are_heard()
    {
        ScoredChunk[] ranked = [Chunk("a", 9, 0), Chunk("a", 8, 0), Chunk("a", 7, 0), Chunk("b", 6, 0), Chunk("b", 5, 0), Chunk("c", 4, 0)];

        Assert.Equal([9, 8, 6], RankFusion.Take(ranked, count: 2, articles: 2).Select(chunk => chunk.Bm25));
    }

    [Fact]
    public void Nothing_is_fused_to_nothing() => Assert.Empty(Fuse());

    private static IEnumerable<string> Fuse(params ScoredChunk[] chunks) => RankFusion.Fuse(chunks, Now).Select(chunk => chunk.ArticleId.Value);

    private static ScoredChunk Chunk(string article, double bm25, double cosine, double articleBm25 = 0, DateTimeOffset? published = null) => new(new ArticleId(article), published, 0, 0, 1, bm25, cosine, articleBm25);
}
