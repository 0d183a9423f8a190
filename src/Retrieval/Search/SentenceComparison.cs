using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Search;

/// <summary>Compares sentences with one question: everything that a <see cref="Feature"/> is.</summary>
internal sealed class SentenceComparison
{
    // Okapi BM25's usual constants; the averages are of news, in words after stop words.
    private const double K1 = 1.2;
    private const double B = 0.75;
    private const double AverageSentence = 14;
    private const double AverageChunk = 45;

    // Sentences on either side that make the passage.
    private const int Reach = 2;

    private readonly TermWeights weights;
    private readonly QuestionVectors vectors;
    private readonly DateTimeOffset now;
    private readonly AnswerFinder answers;
    private readonly HashSet<(string, string)> phrases;

    /// <param name="now">From when stories are counted as recent.</param>
    public SentenceComparison(Question question, QuestionVectors vectors, TermWeights weights, DateTimeOffset now)
    {
        (this.vectors, this.weights, this.now) = (vectors, weights, now);
        answers = new AnswerFinder(question);
        phrases = Pairs(question.Terms.Select(term => term.Stem));
    }

    public double Bm25(SentenceTokens sentence) => Bm25(sentence.Content, sentence.Content.Count, AverageSentence);

    public double ChunkBm25(ScoredChunk chunk, StoryTokens story)
    {
        var sentences = Enumerable.Range(chunk.FirstSentence, chunk.SentenceCount).Select(ordinal => story[ordinal]).ToList();
        return Bm25(sentences.SelectMany(sentence => sentence.Content), sentences.Sum(sentence => sentence.Content.Count), AverageChunk);
    }

    /// <param name="bestBm25">The best sentence's.</param>
    /// <param name="surroundings">Null: there is no context to compare by.</param>
    public ScoredSentence Compare(StoryTokens story, int ordinal, double bestBm25, Surroundings? surroundings)
    {
        var sentence = story[ordinal];
        var bm25 = Bm25(sentence);
        var coverage = weights.Share(sentence.Stems.Contains);
        var passage = PassageCoverage(story, ordinal);
        var hasExpected = answers.IsIn(sentence.Text, sentence.All);
        var (cosine, contentCosine) = vectors.CosinesOf(story.Article, ordinal);
        var features = new Dictionary<Feature, double>
        {
            [Feature.Bm25] = bm25 / 10,
            [Feature.Bm25Share] = bm25 / bestBm25,
            [Feature.Cosine] = cosine,
            [Feature.ContentCosine] = contentCosine,
            [Feature.Phrase] = Share(phrases, Pairs(sentence.Content)),
            [Feature.Proximity] = Proximity(sentence),
            [Feature.Coverage] = coverage,
            [Feature.RarestMissing] = RarestMissing(sentence, story) / 10,
            [Feature.TitleCoverage] = weights.Share(story.TitleStems.Contains),
            [Feature.Length] = Math.Min(1, sentence.Content.Count / 40.0),
            [Feature.ExpectedFound] = hasExpected ? 1 : 0,
        };
        if (surroundings is not null)
        {
            features[Feature.ChunkBm25Share] = surroundings.ChunkBm25Share;
            features[Feature.ChunkCosine] = surroundings.ChunkCosine;
            features[Feature.ArticleBm25Share] = surroundings.ArticleBm25Share;
            features[Feature.ArticleEvidence] = surroundings.ArticleEvidence;
            features[Feature.PassageCoverage] = passage;
            features[Feature.Recency] = Recency.Of(story.Article.Article.Published, now);
            features[Feature.RoundUp] = story.IsRoundUp ? 1 : 0;
        }

        var (article, sentences) = (story.Article.Article, story.Article.Sentences);
        return new ScoredSentence(article, sentences[ordinal], coverage, passage, hasExpected, new SentenceFeatures(features, surroundings is not null))
        {
            Story = sentences,
            Statements = story.Article.Statements,
        };
    }

    private double Bm25(IEnumerable<string> stems, int length, double average)
    {
        var saturation = K1 * (1 - B + (B * length / average));
        return stems.Where(weights.Has).CountBy(stem => stem, StringComparer.Ordinal)
            .Sum(same => weights[same.Key] * same.Value * (K1 + 1) / (same.Value + saturation));
    }

    /// <summary>The sum, over the question's words next to each other in the sentence, of the lesser weight by their distance.</summary>
    private double Proximity(SentenceTokens sentence)
    {
        var (sum, last) = (0.0, -1);
        for (var place = 0; place < sentence.All.Count; place++)
        {
            if (!weights.Has(sentence.All[place].Stem) || sentence.All[place].IsStopWord)
            {
                continue;
            }

            if (last >= 0 && sentence.All[last].Stem != sentence.All[place].Stem)
            {
                sum += Math.Min(weights[sentence.All[last].Stem], weights[sentence.All[place].Stem]) / (place - last);
            }

            last = place;
        }

        return weights.Total > 0 ? Math.Min(1, sum / weights.Total) : 0;
    }

    private double RarestMissing(SentenceTokens sentence, StoryTokens story) => weights.Stems
        .Where(stem => !sentence.Stems.Contains(stem) && !story.TitleStems.Contains(stem))
        .Max(stem => (double?)weights[stem]) ?? 0;

    private double PassageCoverage(StoryTokens story, int ordinal)
    {
        var (first, last) = (Math.Max(0, ordinal - Reach), Math.Min(story.Count - 1, ordinal + Reach));
        return weights.Share(stem => story.TitleStems.Contains(stem)
            || Enumerable.Range(first, last - first + 1).Any(near => story[near].Stems.Contains(stem)));
    }

    private static HashSet<(string, string)> Pairs(IEnumerable<string> stems) => stems.Zip(stems.Skip(1)).ToHashSet();

    private static double Share(HashSet<(string, string)> wanted, HashSet<(string, string)> present) =>
        wanted.Count == 0 ? 0 : (double)wanted.Count(present.Contains) / wanted.Count;
}
