using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Search;

/// <summary>Ranks the sentences of the retrieved chunks for a question.</summary>
public static class SentenceRanker
{
    // As a share of what the story has that has most of the question's words.
    private const double OnTopic = 0.9;

    /// <summary>
    /// The sentences of the chunks, best first. One that stands in two chunks counts once, with the better chunk.
    /// </summary>
    /// <param name="found">All chunks that the search found.</param>
    /// <param name="chunks">The chunks of them to take sentences from.</param>
    /// <param name="articles">The chunks' articles; a chunk whose article is missing is left out.</param>
    public static IReadOnlyList<ScoredSentence> Rank(
        Question question,
        QuestionVectors vectors,
        TermWeights weights,
        IReadOnlyCollection<ScoredChunk> found,
        IReadOnlyCollection<ScoredChunk> chunks,
        IReadOnlyCollection<StoredArticle> articles)
    {
        var stories = articles.ToDictionary(article => article.Article.Id, article => new StoryTokens(article));
        var now = question is { WantsLatest: true, Kind: QuestionKind.Latest or QuestionKind.Other } ? NewestOf(stories.Values, weights) ?? question.AskedAt : question.AskedAt;
        var comparison = new SentenceComparison(question, vectors, weights, now < question.AskedAt ? now : question.AskedAt);
        var hasContext = articles.Count(article => article.Sentences.Count > 1) * 2 > articles.Count;
        var candidates = chunks
            .Where(chunk => stories.ContainsKey(chunk.ArticleId))
            .Select(chunk => (Chunk: chunk, Story: stories[chunk.ArticleId]))
            .Select(pair => (pair.Chunk, pair.Story, Bm25: comparison.ChunkBm25(pair.Chunk, pair.Story)))
            .ToList();
        var bestChunk = AtLeastSome(candidates.Max(candidate => (double?)candidate.Bm25));
        var evidence = found.GroupBy(chunk => chunk.ArticleId).ToDictionary(same => same.Key, same => same.Sum(chunk => chunk.Bm25));
        var mostEvidence = AtLeastSome(evidence.Values.Max(sum => (double?)sum));
        var bestArticle = RankFusion.Best(chunks, chunk => chunk.ArticleBm25);
        var sentences = candidates
            .SelectMany(candidate => Enumerable.Range(candidate.Chunk.FirstSentence, candidate.Chunk.SentenceCount)
                .Select(ordinal => (candidate.Chunk, candidate.Story, candidate.Bm25, Ordinal: ordinal)))
            .GroupBy(place => (place.Chunk.ArticleId, place.Ordinal))
            .Select(same => same.MaxBy(place => (place.Bm25 / bestChunk) + place.Chunk.Cosine))
            .ToList();
        var bestSentence = AtLeastSome(sentences.Max(place => (double?)comparison.Bm25(place.Story[place.Ordinal])));
        return sentences
            .AsParallel() // some ten milliseconds of work, and no sentence waits for another
            .Select(place => comparison.Compare(
                place.Story,
                place.Ordinal,
                bestSentence,
                hasContext ? SurroundingsOf(place.Chunk, place.Bm25) : null))
            .OrderByDescending(scored => scored.Score)
            .ThenBy(scored => scored.Article.Id.Value, StringComparer.Ordinal).ThenBy(scored => scored.Sentence.Ordinal)
            .ToList();

        Surroundings SurroundingsOf(ScoredChunk chunk, double bm25) => new(
            bm25 / bestChunk, chunk.Cosine, chunk.ArticleBm25 / bestArticle, evidence.GetValueOrDefault(chunk.ArticleId) / mostEvidence);
    }

    /// <summary>
    /// When the newest story about what is asked was published. The latest state is what that tells, however long ago it was: before the
    /// asker's clock, all stories of a matter that has rested for months are equally old.
    /// </summary>
    private static DateTimeOffset? NewestOf(IReadOnlyCollection<StoryTokens> stories, TermWeights weights)
    {
        var covered = stories
            .Select(story => (story.Article.Article.Published, Share: weights.Share(story.Has)))
            .ToList();
        var least = OnTopic * covered.Max(story => (double?)story.Share);
        return covered.Where(story => story.Share >= least).Max(story => story.Published);
    }

    private static double AtLeastSome(double? best) => Math.Max(best ?? 0, 1e-9);
}

/// <summary>How the chunk and the article around a sentence compare with the question.</summary>
internal sealed record Surroundings(double ChunkBm25Share, double ChunkCosine, double ArticleBm25Share, double ArticleEvidence);

/// <summary>The words of an article's title and sentences, each cut only when it is looked at.</summary>
internal sealed class StoryTokens(StoredArticle article)
{
    private readonly SentenceTokens?[] sentences = new SentenceTokens?[article.Sentences.Count];

    public StoredArticle Article => article;

    public IReadOnlySet<string> TitleStems { get; } = Term.AllIn(article.Article.Title).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);

    public bool IsRoundUp { get; } = RoundUp.IsTitle(article.Article.Title);

    public int Count => sentences.Length;

    /// <summary>Whether the title or any sentence has the stem.</summary>
    public bool Has(string stem) => TitleStems.Contains(stem) || Enumerable.Range(0, Count).Any(ordinal => this[ordinal].Stems.Contains(stem));

    public SentenceTokens this[int ordinal] => sentences[ordinal] ??= new SentenceTokens(article.Sentences[ordinal].Text);
}

/// <summary>The words of a sentence.</summary>
internal sealed class SentenceTokens
{
    public SentenceTokens(string text)
    {
        Text = text;
        All = Token.AllIn(text);
        Content = All.Where(token => !token.IsStopWord).Select(token => token.Stem).ToList();
        Stems = Content.ToHashSet(StringComparer.Ordinal);
    }

    public string Text { get; }

    public IReadOnlyList<Token> All { get; }

    /// <summary>The stems in their order, without stop words.</summary>
    public IReadOnlyList<string> Content { get; }

    public IReadOnlySet<string> Stems { get; }
}
