using NewsBot.Evaluation.Data;

namespace NewsBot.Evaluation;

/// <summary>Finds the article that answers in a large collection of news (RealTimeQA).</summary>
internal static class ArticlesTask
{
    public static async Task<IReadOnlyDictionary<string, double>> RunAsync(EvaluationRun run, CancellationToken cancellationToken)
    {
        var ranks = new List<int>();
        await foreach (var judged in NewsQuestions.AskAsync(run, Pipeline.UsualOptions, cancellationToken))
        {
            var ranked = judged.Evidence.Sentences.Zip(judged.IsRight)
                .DistinctBy(scored => scored.First.Article.Id).Take(10).ToList();
            ranks.Add(ranked.FindIndex(scored => scored.Second));
            run.Predict(new { judged.Id, ranked = ranked.Select(scored => scored.First.Article.Id.Value) });
        }

        return Scores.RecallAt(ranks, 1, 4, 10);
    }
}
