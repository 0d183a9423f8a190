using Microsoft.Extensions.DependencyInjection;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Evaluation;

/// <summary>Finds the sentence that answers among all sentences of all articles (XQuAD).</summary>
internal static class SentencesTask
{
    public static async Task<IReadOnlyDictionary<string, double>> RunAsync(EvaluationRun run, CancellationToken cancellationToken)
    {
        await using var services = await run.IndexAsync("articles.jsonl", cancellationToken);
        var retriever = services.GetRequiredService<Retriever>();
        var ranks = new List<int>();
        foreach (var question in run.Read<GoldQuestion>("questions.jsonl"))
        {
            var evidence = await retriever.RetrieveAsync(QuestionParser.Parse(question.Question, run.Asking), cancellationToken);
            var ranked = evidence.Sentences.Take(10).ToList();
            ranks.Add(ranked.FindIndex(scored => scored.Article.Id.Value == question.ArticleId
                && question.Answers.Any(answer => answer.Start >= scored.Sentence.Start && answer.Start < scored.Sentence.End)));
            run.Predict(new
            {
                question.Id,
                ranked = ranked.Select(scored => new RankedSentence(
                    scored.Article.Id.Value, scored.Sentence.Start, scored.Sentence.End, scored.Sentence.Text)),
            });
        }

        return Recall.At(ranks, 1, 5, 10);
    }

    private sealed record GoldQuestion(
        string Id,
        string Question,
        IReadOnlyList<GoldAnswer> Answers,
        [property: System.Text.Json.Serialization.JsonPropertyName("article_id")] string ArticleId);

    private sealed record RankedSentence(string ArticleId, int Start, int End, string Text);

    private sealed record GoldAnswer(string Text, int Start);
}

/// <summary>Share of questions whose first right result is among the first so many.</summary>
internal static class Recall
{
    /// <param name="ranks">Per question: the place of the first right result from 0, or −1.</param>
    public static IReadOnlyDictionary<string, double> At(IReadOnlyCollection<int> ranks, params int[] depths)
    {
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["questions"] = ranks.Count };
        foreach (var depth in depths)
        {
            metrics[$"recallAt{depth}"] = (double)ranks.Count(rank => rank >= 0 && rank < depth) / Math.Max(ranks.Count, 1);
        }

        return metrics;
    }
}
