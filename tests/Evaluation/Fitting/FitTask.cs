using System.Text.Json.Nodes;
using NewsBot.Evaluation.Data;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Search;

namespace NewsBot.Evaluation.Fitting;

/// <summary>
/// Fits the numbers of <c>ranking-model.json</c> on the public data sets below <c>--data</c> and on the dev part of our own questions, and
/// writes the file; with <c>--out</c> also what they are fitted on. What it prints is cross-validated: each question is scored by numbers fitted without its article.
/// </summary>
internal static class FitTask
{
    private static readonly string ModelFile = Path.Combine(Repository.Root, "src", "Retrieval", "Search", "ranking-model.json");

    // Which share of each set would be answered from these confidences on: the two that the product uses are chosen by hand.
    private static readonly double[] Thresholds = [0.2, 0.3, 0.4, 0.5, 0.6, 0.7];

    // More candidates than the product ranks, so that there are enough wrong ones to learn from.
    private static RetrievalOptions Deep => new() { RankedChunks = 40 };

    /// <summary>Fits the weights of sentences that were read, for the candidates that this build finds: build again after fitting those.</summary>
    public static async Task<IReadOnlyDictionary<string, double>> RunReadAsync(EvaluationRun run, CancellationToken cancellationToken)
    {
        var ranking = (await AskForRankingAsync(run, Pipeline.UsualOptions, cancellationToken))
            .Append(new("stories", 1, await StoryQuestions.AskAsync(run.In("../train/news"), cancellationToken).Select(asked => asked.Judged).Where(judged => judged.IsAnswerable).ToListAsync(cancellationToken)))
            .Select(set => set with { Questions = set.Questions.Select(RankingFit.OfRead).ToList() }).ToList();
        Write(run, ranking, judged => judged.Evidence.Sentences.Select(scored => scored.Features.Named()));
        var metrics = CrossValidatedScores(ranking, areRead: true);
        await WriteAsync(
            model =>
            {
                model["read"] = Named<Feature>(RankingFit.Fit(ranking.Where(set => set.HasContext).ToList(), areRead: true));
                model["loneRead"] = Named<Feature>(RankingFit.Fit(ranking.Where(set => !set.HasContext).ToList(), areRead: true));
            },
            cancellationToken);
        return metrics;
    }

    public static async Task<IReadOnlyDictionary<string, double>> RunAsync(EvaluationRun run, CancellationToken cancellationToken)
    {
        var ranking = await AskForRankingAsync(run, Deep, cancellationToken);
        Write(run, ranking, judged => judged.Evidence.Sentences.Select(scored => scored.Features.Named()));
        var metrics = CrossValidatedScores(ranking, areRead: false);
        await WriteAsync(
            model =>
            {
                model["sentence"] = Named<Feature>(RankingFit.Fit(ranking.Where(set => set.HasContext).ToList(), areRead: false));
                model["loneSentence"] = Named<Feature>(RankingFit.Fit(ranking.Where(set => !set.HasContext).ToList(), areRead: false));
            },
            cancellationToken);
        return metrics;
    }

    private static void Write(EvaluationRun run, IReadOnlyList<JudgedSet> sets, Func<JudgedQuestion, IEnumerable<IReadOnlyList<(string Name, double Value)>>> featuresOf)
    {
        foreach (var (set, judged) in sets.SelectMany(set => set.Questions.Select(judged => (set, judged))))
        {
            var rows = featuresOf(judged).ToList();
            run.Predict(new
            {
                set = set.Name,
                judged.Id,
                judged.Unit,
                judged.IsAnswerable,
                judged.IsRight,
                names = rows is [var first, ..] ? first.Select(feature => feature.Name) : [],
                rows = rows.Select(row => row.Select(feature => Math.Round(feature.Value, 4))),
            });
        }
    }

    private static Dictionary<string, double> CrossValidatedScores(IEnumerable<JudgedSet> ranking, bool areRead)
    {
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (set, folds) in ranking.GroupBy(set => set.HasContext).SelectMany(sets => CrossValidated(sets, areRead)))
        {
            var reranked = set.Questions.Where(judged => judged.IsAnswerable).Select(judged => RankingFit.Rerank(judged, folds[RankingFit.FoldOf(judged)])).ToList();
            metrics[$"{set.Name}.first"] = Scores.Share(reranked, judged => judged.FirstRight == 0);
            metrics[$"{set.Name}.firstFive"] = Scores.Share(reranked, judged => judged.FirstRight is >= 0 and < 5);
            metrics[$"{set.Name}.map"] = reranked.Average(judged => Scores.AveragePrecision(judged.IsRight));
            metrics[$"{set.Name}.mrr"] = reranked.Average(Scores.ReciprocalRank);
        }

        return metrics;
    }

    private static IEnumerable<(JudgedSet Set, double[][] Folds)> CrossValidated(IEnumerable<JudgedSet> sets, bool areRead)
    {
        var alike = sets.ToList();
        var folds = RankingFit.CrossValidate(alike, areRead);
        return alike.Select(set => (set, folds));
    }

    /// <summary>Fits the confidence for the ranking that this build comes with: build again after fitting that.</summary>
    public static async Task<IReadOnlyDictionary<string, double>> RunConfidenceAsync(EvaluationRun run, CancellationToken cancellationToken)
    {
        var sets = await AskForConfidenceAsync(run, cancellationToken);
        Write(run, sets, judged => [judged.Evidence.Features.Named()]);
        var scored = ConfidenceFit.CrossValidate(sets);
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (set, questions) in sets.Zip(scored))
        {
            var answerable = questions.Where(question => question.Judged.IsAnswerable).Select(question => question.Confidence).ToList();
            var unanswerable = questions.Where(question => !question.Judged.IsAnswerable).Select(question => question.Confidence).ToList();
            metrics[$"{set.Name}.auc"] = Scores.AreaUnderCurve(answerable, unanswerable);
            foreach (var threshold in Thresholds)
            {
                metrics[$"{set.Name}.answerable.{threshold}"] = Scores.Share(answerable, confidence => confidence >= threshold);
                metrics[$"{set.Name}.unanswerable.{threshold}"] = Scores.Share(unanswerable, confidence => confidence >= threshold);
            }
        }

        await WriteAsync(
            model =>
            {
                model["confidence"] = Named<ConfidenceFeature>(ConfidenceFit.Fit(sets));
            },
            cancellationToken);
        return metrics;
    }

    private static async Task<List<JudgedSet>> AskForRankingAsync(EvaluationRun run, RetrievalOptions options, CancellationToken cancellationToken)
    {
        var candidates = await CandidateQuestions.AskAsync(run.In("trecqa"), cancellationToken).ToListAsync(cancellationToken);
        return
        [
            new("xquad", 1, await SentenceQuestions.AskAsync(run.In("xquad-en"), options, cancellationToken).ToListAsync(cancellationToken)),
            new("qamr", 1, await SentenceQuestions.AskAsync(run.In("qamr-wikinews", every: 5), options, cancellationToken).ToListAsync(cancellationToken)),
            new("trecqa", 0.8, candidates.Where(candidate => candidate.HasBothLabels).Select(candidate => candidate.Judged).ToList()),
            new("clapnq", 1.2, await PassageQuestions.AskAsync(run.In("clapnq"), cancellationToken).ToListAsync(cancellationToken)),
            new("realtimeqa", 1, await NewsQuestions.AskAsync(run.In("realtimeqa"), options, cancellationToken).ToListAsync(cancellationToken)) { KnowsSentence = false },
            new("questions", 0.7, (await SampleQuestions.AskAsync(run, options, cancellationToken).ToListAsync(cancellationToken)).Where(judged => judged.IsAnswerable).ToList()),
        ];
    }

    private static async Task<List<JudgedSet>> AskForConfidenceAsync(EvaluationRun run, CancellationToken cancellationToken) =>
    [
        new("clapnq", 1, await PassageQuestions.AskAsync(run.In("clapnq"), cancellationToken).ToListAsync(cancellationToken)),
        new("xquad", 1, await SentenceQuestions.AskHalvesAsync(run.In("xquad-en"), cancellationToken).ToListAsync(cancellationToken)),
        new("questions", 1, await SampleQuestions.AskAsync(run, Pipeline.UsualOptions, cancellationToken).ToListAsync(cancellationToken)),
        new("stories", 1, await StoryQuestions.AskAsync(run.In("../train/news"), cancellationToken).Select(asked => asked.Judged).ToListAsync(cancellationToken)),
    ];

    private static async Task WriteAsync(Action<JsonObject> change, CancellationToken cancellationToken)
    {
        var model = JsonNode.Parse(await File.ReadAllTextAsync(ModelFile, cancellationToken))!.AsObject();
        change(model);
        await File.WriteAllTextAsync(ModelFile, model.ToJsonString(new() { WriteIndented = true }) + "\n", cancellationToken);
    }

    private static JsonObject Named<TFeature>(double[] weights)
        where TFeature : struct, Enum =>
        new(Enum.GetNames<TFeature>().Zip(weights, (name, weight) => KeyValuePair.Create(name, (JsonNode?)Math.Round(weight, 3))));
}

/// <summary>A data set to learn from.</summary>
/// <param name="Share">How much it counts, whatever its size.</param>
internal sealed record JudgedSet(string Name, double Share, IReadOnlyList<JudgedQuestion> Questions)
{
    /// <summary>Whether right sentences are marked, and not only right articles.</summary>
    public bool KnowsSentence { get; init; } = true;

    /// <summary>Whether its sentences stand in stories.</summary>
    public bool HasContext { get; } = Questions.Average(judged => judged.Evidence.Sentences is [var best, ..] && best.Features.HasContext ? 1.0 : 0) > 0.5;
}
