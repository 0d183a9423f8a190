using NewsBot.Evaluation.Data;

namespace NewsBot.Evaluation;

/// <summary>Ranks the candidate sentences of a question (TrecQA). Questions whose candidates are all right or all wrong do not count.</summary>
internal static class SelectionTask
{
    public static async Task<IReadOnlyDictionary<string, double>> RunAsync(EvaluationRun run, CancellationToken cancellationToken)
    {
        var judgements = new List<JudgedQuestion>();
        await foreach (var (judged, candidates, hasBothLabels) in CandidateQuestions.AskAsync(run, cancellationToken))
        {
            // A candidate may hold two sentences, or none.
            var ranked = judged.Evidence.Sentences.Zip(judged.IsRight)
                .Select(scored => (Index: CandidateQuestions.Index(scored.First.Article.Id), IsRight: scored.Second))
                .DistinctBy(candidate => candidate.Index)
                .ToList();
            run.Predict(new
            {
                judged.Id,
                ranked = ranked.Select(candidate => candidate.Index).Concat(Enumerable.Range(0, candidates).Except(ranked.Select(candidate => candidate.Index))),
            });
            if (hasBothLabels)
            {
                judgements.Add(judged with { IsRight = ranked.Select(candidate => candidate.IsRight).ToList() });
            }
        }

        return new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["questions"] = judgements.Count,
            ["map"] = judgements.Average(judged => Scores.AveragePrecision(judged.IsRight)),
            ["mrr"] = judgements.Average(Scores.ReciprocalRank),
        };
    }
}
