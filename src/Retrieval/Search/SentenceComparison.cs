using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Meanings;
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

    // In words, as a clause is long.
    private const int WindowLength = 12;

    // Sentences on either side that make the passage.
    private const int Reach = 2;

    private readonly Question question;
    private readonly TermWeights weights;
    private readonly QuestionVectors vectors;
    private readonly DateTimeOffset now;
    private readonly AnswerFinder answers;
    private readonly Relatives relatives;
    private readonly AskedKind kind;
    private readonly AskedDefinition definition;
    private readonly DoneVerbs verbs;
    private readonly IReadOnlyList<Token> tokens;
    private readonly HashSet<(string, string)> phrases;
    private readonly HashSet<(string, string)> exactPhrases;

    /// <param name="now">From when stories are counted as recent.</param>
    public SentenceComparison(
        Question question, QuestionVectors vectors, TermWeights weights, WordRarity rarity, QuestionMeanings meanings, DateTimeOffset now)
    {
        (this.question, this.vectors, this.weights, this.now) = (question, vectors, weights, now);
        answers = new AnswerFinder(question, rarity);
        (relatives, kind) = (meanings.Relatives, meanings.Kind);
        (definition, verbs) = (new AskedDefinition(question.Content), new DoneVerbs(question.Content));
        tokens = Token.AllIn(question.Content);
        phrases = Pairs(question.Terms.Select(term => term.Stem));
        exactPhrases = Pairs(tokens.Select(token => token.Stem));
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
        var related = RelatedIn(sentence);
        var otherwise = SaidOtherwise(story, ordinal);
        double Same(string stem) => sentence.Stems.Contains(stem) ? 0 : related.GetValueOrDefault(stem).Same;
        var found = answers.In(sentence.Text, sentence.All);
        var (cosine, contentCosine) = vectors.CosinesOf(story.Article, ordinal);
        var features = new Dictionary<Feature, double>
        {
            [Feature.Bm25] = bm25 / 10,
            [Feature.Bm25Share] = bm25 / bestBm25,
            [Feature.Cosine] = cosine,
            [Feature.ContentCosine] = contentCosine,
            [Feature.Phrase] = Share(phrases, Pairs(sentence.Content)),
            [Feature.ExactPhrase] = Share(exactPhrases, Pairs(sentence.All.Select(token => token.Stem))),
            [Feature.Proximity] = Proximity(sentence),
            [Feature.Coverage] = coverage,
            [Feature.WindowCoverage] = WindowCoverage(sentence),
            [Feature.EnglishCoverage] = weights.ShareOfRarity(sentence.Stems.Contains),
            [Feature.RarestMissing] = RarestMissing(sentence, story, related) / 10,
            [Feature.TitleCoverage] = weights.Share(story.TitleStems.Contains),
            [Feature.CoverageBeyondTitle] = CoverageBeyondTitle(sentence, story),
            [Feature.OtherForms] = weights.Share(stem => !sentence.Stems.Contains(stem) && HasOtherForm(stem, sentence)),
            [Feature.DoneCoverage] = weights.Share(verbs.In(sentence.All).Contains),
            [Feature.SynonymCoverage] = weights.ShareBy(Same),
            [Feature.KinCoverage] = weights.ShareBy(stem => sentence.Stems.Contains(stem) || Same(stem) > 0 ? 0 : related.GetValueOrDefault(stem).Kin),
            [Feature.NewWords] = Math.Min(1, sentence.Content.Count(stem => !weights.Has(stem)) / 20.0),
            [Feature.Length] = Math.Min(1, sentence.Content.Count / 40.0),
            [Feature.TimeFound] = Flag(found.Time),
            [Feature.QuantityFound] = Flag(found.Quantity),
            [Feature.CountFound] = Flag(found.Count),
            [Feature.MoneyFound] = Flag(found.Money),
            [Feature.UnitFound] = Flag(found.Unit),
            [Feature.NameFound] = Flag(found.Name),
            [Feature.FullNameFound] = Flag(found.FullName),
            [Feature.PlaceFound] = Flag(found.Place),
            [Feature.CountryFound] = Flag(found.Country),
            [Feature.ReasonFound] = Flag(found.Reason),
            [Feature.AcronymFound] = Flag(found.Expansion),
            [Feature.KindFound] = Flag(kind.IsIn(sentence.Stems)),
            [Feature.DefinitionFound] = Flag(definition.IsIn(sentence.Text, sentence.All)),
            [Feature.AnswerProximity] = AnswerProximity(sentence, found),
        };
        if (surroundings is not null)
        {
            features[Feature.ChunkBm25] = surroundings.ChunkBm25 / 20;
            features[Feature.ChunkBm25Share] = surroundings.ChunkBm25Share;
            features[Feature.ChunkCosine] = surroundings.ChunkCosine;
            features[Feature.ArticleBm25Share] = surroundings.ArticleBm25Share;
            features[Feature.ArticleEvidence] = surroundings.ArticleEvidence;
            features[Feature.PassageCoverage] = passage;
            features[Feature.PassageSynonyms] = weights.ShareBy(stem => otherwise.GetValueOrDefault(stem));
            features[Feature.AddedBefore] = Added(sentence, story, ordinal - 1);
            features[Feature.AddedAfter] = Added(sentence, story, ordinal + 1);
            features[Feature.Recency] = Recency.Of(story.Article.Article.Published, now);
            features[Feature.RoundUp] = story.IsRoundUp ? 1 : 0;
        }

        var (article, sentences) = (story.Article.Article, story.Article.Sentences);
        return new ScoredSentence(article, sentences[ordinal], coverage, passage, found.Anything, new SentenceFeatures(features, surroundings is not null))
        {
            Story = sentences,
            Statements = story.Article.Statements,
            SaidOtherwise = otherwise.Keys.ToHashSet(StringComparer.Ordinal),
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

    private double WindowCoverage(SentenceTokens sentence)
    {
        var (best, current) = (0.0, 0.0);
        var inside = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var place = 0; place < sentence.All.Count; place++)
        {
            if (Weight(place) > 0 && Change(place, 1) == 1)
            {
                current += Weight(place);
            }

            var leaving = place - WindowLength;
            if (leaving >= 0 && Weight(leaving) > 0 && Change(leaving, -1) == 0)
            {
                current -= Weight(leaving);
            }

            best = Math.Max(best, current);
        }

        return weights.Total > 0 ? best / weights.Total : 0;

        double Weight(int place) => sentence.All[place].IsStopWord ? 0 : weights[sentence.All[place].Stem];

        int Change(int place, int by) => inside[sentence.All[place].Stem] = inside.GetValueOrDefault(sentence.All[place].Stem) + by;
    }

    private double RarestMissing(SentenceTokens sentence, StoryTokens story, IReadOnlyDictionary<string, Closeness> related) => weights.Stems
        .Where(stem => !sentence.Stems.Contains(stem) && !story.TitleStems.Contains(stem))
        .Max(stem => (double?)(weights[stem] * (1 - related.GetValueOrDefault(stem).Same))) ?? 0;

    // Sentences are looked at as neighbours, too.
    private IReadOnlyDictionary<string, Closeness> RelatedIn(SentenceTokens sentence) => sentence.Related ??= relatives.In(sentence.All);

    private double CoverageBeyondTitle(SentenceTokens sentence, StoryTokens story)
    {
        var beyond = weights.Share(stem => !story.TitleStems.Contains(stem));
        return story.TitleStems.Count == 0 || beyond == 0
            ? 0
            : weights.Share(stem => !story.TitleStems.Contains(stem) && sentence.Stems.Contains(stem)) / beyond;
    }

    private double PassageCoverage(StoryTokens story, int ordinal)
    {
        var (first, last) = (Math.Max(0, ordinal - Reach), Math.Min(story.Count - 1, ordinal + Reach));
        return weights.Share(stem => story.TitleStems.Contains(stem)
            || Enumerable.Range(first, last - first + 1).Any(near => story[near].Stems.Contains(stem)));
    }

    /// <summary>How closely the passage says each stem that it lacks in words of the same meaning: 0 to 1; what it does not say is left out.</summary>
    private Dictionary<string, double> SaidOtherwise(StoryTokens story, int ordinal)
    {
        var (first, last) = (Math.Max(0, ordinal - Reach), Math.Min(story.Count - 1, ordinal + Reach));
        var near = Enumerable.Range(first, last - first + 1).Select(place => story[place]).ToList();
        var title = story.TitleRelated ??= relatives.In(Token.AllIn(story.Article.Article.Title));
        return weights.Stems
            .Where(stem => !story.TitleStems.Contains(stem) && !near.Exists(sentence => sentence.Stems.Contains(stem)))
            .Select(stem => KeyValuePair.Create(
                stem, near.Max(sentence => Math.Max(RelatedIn(sentence).GetValueOrDefault(stem).Same, title.GetValueOrDefault(stem).Same))))
            .Where(said => said.Value > 0)
            .ToDictionary(StringComparer.Ordinal);
    }

    private double Added(SentenceTokens sentence, StoryTokens story, int neighbour) => neighbour < 0 || neighbour >= story.Count
        ? 0
        : weights.Share(stem => !sentence.Stems.Contains(stem) && story[neighbour].Stems.Contains(stem));

    // “discovery” and “discovered” have other stems, but the same beginning.
    private bool HasOtherForm(string stem, SentenceTokens sentence) =>
        question.Terms.Any(term => term.Stem == stem && sentence.All.Any(token => !token.IsStopWord && BeginAlike(term.Word, token.Term.Word)));

    private static bool BeginAlike(string one, string other)
    {
        var common = one.AsSpan().CommonPrefixLength(other);
        return common >= 5 && common >= 0.6 * Math.Max(one.Length, other.Length);
    }

    /// <summary>For the best found thing: the weights of the question's words, each less the further it stands from it.</summary>
    private double AnswerProximity(SentenceTokens sentence, AnswerFinder.Found found)
    {
        var best = 0.0;
        foreach (var start in found.Starts)
        {
            var place = 0;
            while (place < sentence.All.Count && sentence.All[place].Start < start)
            {
                place++;
            }

            var sum = sentence.All.Index()
                .Where(token => !token.Item.IsStopWord && weights.Has(token.Item.Stem))
                .GroupBy(token => token.Item.Stem, StringComparer.Ordinal)
                .Sum(same => weights[same.Key] / (1 + (same.Min(token => Math.Abs(token.Index - place)) / 4.0)));
            best = Math.Max(best, sum);
        }

        return weights.Total > 0 ? best / weights.Total : 0;
    }

    private static double Flag(bool holds) => holds ? 1 : 0;

    private static HashSet<(string, string)> Pairs(IEnumerable<string> stems) => stems.Zip(stems.Skip(1)).ToHashSet();

    private static double Share(HashSet<(string, string)> wanted, HashSet<(string, string)> present) =>
        wanted.Count == 0 ? 0 : (double)wanted.Count(present.Contains) / wanted.Count;
}
