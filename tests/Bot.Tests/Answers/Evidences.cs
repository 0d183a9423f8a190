using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;

namespace NewsBot.Tests.Answers;

/// <summary>What retrieval might have found.</summary>
internal static class Evidences
{
    public static Evidence Of(string question, params ScoredSentence[] sentences)
    {
        var parsed = QuestionParser.Parse(question, new AskingContext(new DateTimeOffset(2014, 12, 1, 9, 0, 0, TimeSpan.Zero), []));
        var known = sentences.SelectMany(scored => Term.AllIn(scored.Article.Body)).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        var unknown = parsed.Terms.Where(term => !known.Contains(term.Stem)).ToList();
        return new Evidence(parsed, sentences, unknown) { Confidence = AnswerConfidence.Of(parsed, sentences, unknown) };
    }

    /// <summary>A sentence of a story.</summary>
    /// <param name="strength">0 to 1: how much of the question it covers, and how well it scores.</param>
    public static ScoredSentence Sentence(string article, string body, int ordinal, double strength) => new(
        new Article(new ArticleId(article), $"Story {article}", "The Daily Harbour", null, null, null, body),
        SentenceSplitter.Split(body)[ordinal],
        Coverage: strength,
        PassageCoverage: strength,
        new SentenceFeatures(strength, 10, strength, strength, 10, strength, 0, 0, 0, 0, 0.5, strength));
}
