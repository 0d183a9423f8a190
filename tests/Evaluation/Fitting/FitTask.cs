using System.Text.Json.Nodes;
using NewsBot.Evaluation.Data;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Search;

namespace NewsBot.Evaluation.Fitting;

/// <summary>
/// Fits the numbers of <c>ranking-model.json</c> on the public data sets below <c>--data</c> and on the dev part of our own questions, and
/// writes the file. What it prints is cross-validated: each question is scored by numbers fitted without its article.
/// </summary>
internal static class FitTask
{
    private static readonly string ModelFile = Path.Combine(Repository.Root, "src", "Retrieval", "Search", "ranking-model.json");

    // More candidates than the product ranks, so that there are enough wrong ones to learn from.
    private static RetrievalOptions Deep => new() { RankedChunks = 40, ComparedSentences = 60 };

    public static async Task<IReadOnlyDictionary<string, double>> RunAsync(EvaluationRun run, CancellationToken cancellationToken)
    {
        var sets = await AskAllAsync(run, cancellationToken);
        var ranking = sets.Where(set => set.RankingShare > 0).ToList();
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        var folds = RankingFit.CrossValidate(ranking);
        foreach (var set in ranking)
        {
            var reranked = set.Questions.Where(judged => judged.IsAnswerable).Select(judged => RankingFit.Rerank(judged, folds[RankingFit.FoldOf(judged)])).ToList();
            metrics[$"{set.Name}.first"] = Scores.Share(reranked, judged => judged.FirstRight == 0);
            metrics[$"{set.Name}.firstFive"] = Scores.Share(reranked, judged => judged.FirstRight is >= 0 and < 5);
            metrics[$"{set.Name}.map"] = reranked.Average(judged => Scores.AveragePrecision(judged.IsRight));
            metrics[$"{set.Name}.mrr"] = reranked.Average(Scores.ReciprocalRank);
        }

        var sentence = RankingFit.Fit(ranking);
        var model = JsonNode.Parse(await File.ReadAllTextAsync(ModelFile, cancellationToken))!.AsObject();
        model["sentence"] = Named<Feature>(sentence);
        await File.WriteAllTextAsync(ModelFile, model.ToJsonString(new() { WriteIndented = true }) + "\n", cancellationToken);
        return metrics;
    }

    private static async Task<List<JudgedSet>> AskAllAsync(EvaluationRun run, CancellationToken cancellationToken)
    {
        var candidates = await CandidateQuestions.AskAsync(run.In("trecqa"), cancellationToken).ToListAsync(cancellationToken);
        return
        [
            new("xquad", 1, await SentenceQuestions.AskAsync(run.In("xquad-en"), Deep, cancellationToken).ToListAsync(cancellationToken)),
            new("qamr", 0.3, await SentenceQuestions.AskAsync(run.In("qamr-wikinews"), Deep, cancellationToken).Where((_, index) => index % 5 == 0).ToListAsync(cancellationToken)),
            new("trecqa", 0.5, candidates.Where(candidate => candidate.HasBothLabels).Select(candidate => candidate.Judged).ToList()),
            new("clapnq", 0.3, await PassageQuestions.AskAsync(run.In("clapnq"), cancellationToken).ToListAsync(cancellationToken)),
            new("realtimeqa", 0.3, await NewsQuestions.AskAsync(run.In("realtimeqa"), Deep, cancellationToken).ToListAsync(cancellationToken)),
        ];
    }

    private static JsonObject Named<TFeature>(double[] weights)
        where TFeature : struct, Enum =>
        new(Enum.GetNames<TFeature>().Zip(weights, (name, weight) => KeyValuePair.Create(name, (JsonNode?)Math.Round(weight, 3))));
}

/// <summary>A data set to learn from.</summary>
/// <param name="RankingShare">How much it counts for the ranking, whatever its size; 0: not at all.</param>
internal sealed record JudgedSet(string Name, double RankingShare, IReadOnlyList<JudgedQuestion> Questions);
