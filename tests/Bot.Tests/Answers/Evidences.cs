using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Tests.Answers;

/// <summary>What retrieval might have found.</summary>
internal static class Evidences
{
    public static DateTimeOffset Now { get; } = new(2014, 12, 1, 9, 0, 0, TimeSpan.Zero);

    public static Question Question(string text, QuestionKind kind = QuestionKind.Other) =>
        QuestionParser.Parse(text, new AskingContext(Now, [])) with { Kind = kind, Speaker = null, Window = null, Outlet = null, WantsLatest = false };

    public static Evidence Of(string question, params ScoredSentence[] sentences) => Of(Question(question), sentences);

    public static Evidence Of(Question question, params ScoredSentence[] sentences)
    {
        var known = sentences.SelectMany(scored => Term.AllIn(scored.Article.Body)).Select(term => term.Stem).ToHashSet(StringComparer.Ordinal);
        var unknown = question.Terms.Where(term => !known.Contains(term.Stem)).ToList();
        var isCovered = sentences is [{ Coverage: >= 0.95 }, ..];
        return new Evidence(question, sentences, unknown)
        {
            Confidence = isCovered ? 1 : 0,
            Searched = new SearchedStories(18, Date("2012-06-30"), Date("2014-11-15"), []),
        };
    }

    /// <summary>A sentence of a story.</summary>
    /// <param name="strength">0 to 1: how much of the question it covers, and how well it scores.</param>
    public static ScoredSentence Sentence(
        string article, string body, int ordinal, double strength, string? source = "The Daily Harbour", string? date = null, bool hasExpected = true)
    {
        var story = SentenceSplitter.Split(body);
        return new ScoredSentence(
            new Article(new ArticleId(article), $"Story {article}", source, null, date is null ? null : Date(date), null, body),
            story[ordinal],
            Coverage: strength,
            PassageCoverage: strength,
            HasExpected: hasExpected,
            new SentenceFeatures(new Dictionary<Feature, double> { [Feature.Coverage] = strength, [Feature.Cosine] = strength, [Feature.Bm25Share] = strength }, hasContext: true))
        {
            Score = 10 * strength,
            Story = story,
            Statements = Ledger.Of(body, story),
        };
    }

    public static DateTimeOffset Date(string date) => new(DateOnly.Parse(date, null), TimeOnly.MinValue, TimeSpan.Zero);

    public static TimeWindow Window(string? from, string? until, string text = "") =>
        new(from is null ? null : Date(from), until is null ? null : Date(until), text);
}
