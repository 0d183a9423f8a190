using NewsBot.Evaluation.Data;

namespace NewsBot.Evaluation;

/// <summary>Tells the questions that a passage answers from those that it does not, though it is on their topic (ClapNQ).</summary>
internal static class RefusalTask
{
    public static async Task<IReadOnlyDictionary<string, double>> RunAsync(EvaluationRun run, CancellationToken cancellationToken)
    {
        var judgements = new List<JudgedQuestion>();
        await foreach (var judged in PassageQuestions.AskAsync(run, cancellationToken))
        {
            judgements.Add(judged);
            run.Predict(new
            {
                judged.Id,
                answered = judged.Evidence.IsCovered,
                score = judged.Evidence.Confidence,
                sentences = judged.Evidence.Sentences.Select(scored => scored.Sentence.Text),
            });
        }

        var answerable = judgements.Where(judged => judged.IsAnswerable).ToList();
        var unanswerable = judgements.Where(judged => !judged.IsAnswerable).ToList();
        return new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["questions"] = judgements.Count,
            ["firstIsEvidence"] = Scores.Share(answerable, judged => judged.FirstRight == 0),
            ["auc"] = Scores.AreaUnderCurve(
                answerable.Select(judged => judged.Evidence.Confidence).ToList(), unanswerable.Select(judged => judged.Evidence.Confidence).ToList()),
            ["answerableAnswered"] = Scores.Share(answerable, judged => judged.Evidence.IsCovered),
            ["unanswerableAnswered"] = Scores.Share(unanswerable, judged => judged.Evidence.IsCovered),
        };
    }
}
