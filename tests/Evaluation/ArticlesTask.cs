using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Evaluation;

/// <summary>Finds the article that answers in a large collection of news (RealTimeQA).</summary>
internal static class ArticlesTask
{
    public static async Task<IReadOnlyDictionary<string, double>> RunAsync(EvaluationRun run, CancellationToken cancellationToken)
    {
        await using var services = await run.IndexAsync("articles.jsonl", cancellationToken);
        var retriever = services.GetRequiredService<Retriever>();
        var ranks = new List<int>();
        foreach (var question in run.Read<GoldQuestion>("questions.jsonl").Where(question => question.GoldArticleIds is { Count: > 0 }))
        {
            var evidence = await retriever.RetrieveAsync(QuestionParser.Parse(question.Question, run.Asking), cancellationToken);
            var ranked = evidence.Sentences.Select(scored => scored.Article.Id.Value).Distinct(StringComparer.Ordinal).Take(10).ToList();
            ranks.Add(ranked.FindIndex(question.GoldArticleIds!.Contains));
            run.Predict(new { question.Id, ranked });
        }

        return Recall.At(ranks, 1, 4, 10);
    }

    private sealed record GoldQuestion(
        string Id, string Question, [property: JsonPropertyName("gold_article_ids")] IReadOnlyList<string>? GoldArticleIds);
}
