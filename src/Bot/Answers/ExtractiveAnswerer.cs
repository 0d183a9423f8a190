using NewsBot.Retrieval.Search;

namespace NewsBot.Answers;

/// <summary>Answers with sentences of the stories, word for word.</summary>
public static class ExtractiveAnswerer
{
    private const int MaxSentences = 4;
    private const int MaxNearest = 3;

    // How far behind the best a sentence may be to stand beside it, as a share of the best one's score.
    private const double Margin = 0.2;

    // From this share of common words on, two sentences say the same.
    private const double SameSentence = 0.8;

    public static Answer Answer(Evidence evidence)
    {
        if (!evidence.IsCovered)
        {
            return new Answer.NotCovered(
                Cite(WithoutRepeats(evidence.Sentences).Take(MaxNearest)),
                evidence.Unknown.Select(term => term.Word).ToList());
        }

        var best = evidence.Sentences[0];
        var chosen = WithoutRepeats(evidence.Sentences.Where(scored => StandsBeside(best, scored))).Take(MaxSentences);
        var citations = Cite(InReadingOrder(chosen.ToList()));
        return new Answer.Grounded(
            citations.Select(citation => new AnswerSentence(citation.Sentence.Text, [citation.Number])).ToList(), citations);
    }

    private static bool StandsBeside(ScoredSentence best, ScoredSentence scored) =>
        scored.Score >= best.Score * (1 - Margin) && scored.Coverage >= best.Coverage * (1 - Margin);

    /// <summary>The best story first, and within a story in the order of its text.</summary>
    private static IEnumerable<ScoredSentence> InReadingOrder(List<ScoredSentence> chosen) => chosen
        .GroupBy(scored => scored.Article.Id)
        .OrderByDescending(story => story.Max(scored => scored.Score))
        .SelectMany(story => story.OrderBy(scored => scored.Sentence.Ordinal));

    private static IEnumerable<ScoredSentence> WithoutRepeats(IEnumerable<ScoredSentence> sentences)
    {
        var kept = new List<HashSet<string>>();
        foreach (var scored in sentences)
        {
            var words = Term.AllIn(scored.Sentence.Text).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
            if (!kept.Exists(other => Overlap(words, other) >= SameSentence))
            {
                kept.Add(words);
                yield return scored;
            }
        }
    }

    private static double Overlap(HashSet<string> one, HashSet<string> other) =>
        one.Count + other.Count == 0 ? 1 : 2.0 * one.Count(other.Contains) / (one.Count + other.Count);

    private static List<Citation> Cite(IEnumerable<ScoredSentence> sentences) =>
        sentences.Select((scored, index) => new Citation(index + 1, scored.Article, scored.Sentence)).ToList();
}
