using NewsBot.Evaluation.Data;

namespace NewsBot.Evaluation;

/// <summary>Finds the sentence that answers among all sentences of all stories (XQuAD, QAMR).</summary>
internal static class SentencesTask
{
    public static async Task<IReadOnlyDictionary<string, double>> RunAsync(EvaluationRun run, CancellationToken cancellationToken)
    {
        var ranks = new List<int>();
        await foreach (var judged in SentenceQuestions.AskAsync(run, Pipeline.UsualOptions, cancellationToken))
        {
            ranks.Add(judged.FirstRight);
            run.Predict(new
            {
                judged.Id,
                ranked = judged.Evidence.Sentences.Take(10).Select(scored => new
                {
                    articleId = scored.Article.Id.Value,
                    scored.Sentence.Start,
                    scored.Sentence.End,
                    scored.Sentence.Text,
                }),
            });
        }

        return Scores.RecallAt(ranks, 1, 5, 10);
    }
}
