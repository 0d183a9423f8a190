using System.Text.RegularExpressions;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Retrieval.Search;

/// <summary>Ranks the sentences of the retrieved chunks for a question.</summary>
public static partial class SentenceRanker
{
    // Okapi BM25's usual constants; the average is a news sentence's number of words after stop words.
    private const double K1 = 1.2;
    private const double B = 0.75;
    private const double AverageLength = 14;

    /// <summary>
    /// The sentences of the chunks, best first, as far as words and chunks tell: no sentence is embedded here. One that stands in two
    /// chunks counts once, with the better chunk.
    /// </summary>
    /// <param name="chunks">The chunks to take sentences from.</param>
    /// <param name="articles">The chunks' articles; a chunk whose article is missing is left out.</param>
    public static IReadOnlyList<ScoredSentence> Rank(
        Question question,
        TermWeights weights,
        IReadOnlyCollection<ScoredChunk> chunks,
        IReadOnlyCollection<StoredArticle> articles)
    {
        var stored = articles.ToDictionary(article => article.Article.Id);
        var candidates = chunks
            .Where(chunk => stored.ContainsKey(chunk.ArticleId))
            .SelectMany(chunk => Candidates(chunk, stored[chunk.ArticleId], weights))
            .ToList();
        var bestBm25 = Math.Max(candidates.Max(candidate => (double?)candidate.Bm25) ?? 0, double.Epsilon);
        var bestChunkBm25 = RankFusion.BestBm25(chunks);
        var phrases = Pairs(question.Terms.Select(term => term.Stem).ToList());
        return candidates
            .Select(Score)
            .GroupBy(scored => (scored.Article.Id, scored.Sentence.Ordinal))
            .Select(same => same.MaxBy(scored => scored.Score)!)
            .OrderByDescending(scored => scored.Score)
            .ThenBy(scored => scored.Article.Id.Value, StringComparer.Ordinal).ThenBy(scored => scored.Sentence.Ordinal)
            .ToList();

        ScoredSentence Score(Candidate candidate)
        {
            var text = candidate.Sentence.Text;
            var features = new SentenceFeatures(
                candidate.Bm25 / bestBm25,
                candidate.Bm25,
                Cosine: 0, // not known yet
                candidate.Chunk.Bm25 / bestChunkBm25,
                candidate.Chunk.Bm25,
                candidate.Chunk.Cosine,
                Share(phrases, Pairs(candidate.Stems)),
                question.Expects == ExpectedAnswer.Time && Time().IsMatch(text) ? 1 : 0,
                question.Expects == ExpectedAnswer.Quantity && Number().IsMatch(text) ? 1 : 0,
                question.Expects == ExpectedAnswer.Person && NameInside().IsMatch(text) ? 1 : 0,
                Math.Min(1, candidate.Stems.Count / 40.0),
                candidate.Coverage);
            return new ScoredSentence(
                candidate.Article.Article, candidate.Sentence, candidate.Coverage, candidate.PassageCoverage, features)
            {
                Story = candidate.Article.Sentences,
            };
        }
    }

    private static IEnumerable<Candidate> Candidates(ScoredChunk chunk, StoredArticle article, TermWeights weights)
    {
        var sentences = article.Sentences.Skip(chunk.FirstSentence).Take(chunk.SentenceCount)
            .Select(sentence => (Sentence: sentence, Stems: Stems(sentence.Text)))
            .ToList();
        var passage = Stems(article.Article.Title).Concat(sentences.SelectMany(sentence => sentence.Stems)).ToHashSet(StringComparer.Ordinal);
        var passageCoverage = weights.Coverage(passage);
        return sentences.Select(sentence => new Candidate(
            chunk,
            article,
            sentence.Sentence,
            sentence.Stems,
            Bm25(sentence.Stems, weights),
            weights.Coverage(sentence.Stems.ToHashSet(StringComparer.Ordinal)),
            passageCoverage));
    }

    private static double Bm25(IReadOnlyList<string> stems, TermWeights weights)
    {
        var saturation = K1 * (1 - B + (B * stems.Count / AverageLength));
        return stems.GroupBy(stem => stem, StringComparer.Ordinal)
            .Sum(same => weights[same.Key] * same.Count() * (K1 + 1) / (same.Count() + saturation));
    }

    private static List<string> Stems(string text) => Term.AllIn(text).Select(term => term.Stem).ToList();

    private static HashSet<(string, string)> Pairs(IReadOnlyList<string> stems) => stems.Zip(stems.Skip(1)).ToHashSet();

    private static double Share(HashSet<(string, string)> wanted, HashSet<(string, string)> present) =>
        wanted.Count == 0 ? 0 : (double)wanted.Count(present.Contains) / wanted.Count;

    [GeneratedRegex(
        @"\b(1[0-9]|20)\d\d\b|\b(January|February|March|April|May|June|July|August|September|October|November|December)\b"
        + @"|\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(yesterday|today|tomorrow|century|decade|week|month|year)s?\b|\d [ap]\.?m\b",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Time();

    [GeneratedRegex(
        @"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|[mb]illions?|half|quarter|third)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();

    // Not at the sentence's start, where every word is capitalised.
    [GeneratedRegex(@"(?<=[\p{L},;] [“""‘(]?)\p{Lu}\p{L}+")]
    private static partial Regex NameInside();

    private sealed record Candidate(
        ScoredChunk Chunk,
        StoredArticle Article,
        Sentences.Sentence Sentence,
        IReadOnlyList<string> Stems,
        double Bm25,
        double Coverage,
        double PassageCoverage);
}
