using NewsBot.Evaluation.Data;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;

namespace NewsBot.Evaluation;

/// <summary>Finds who says what (PolNeAR): a hit covers what an annotator marked, by the intersection over the union of their letters.</summary>
internal static class StatementsTask
{
    private const double HitFrom = 0.5;

    private static readonly string[] Types = ["direct", "mixed", "indirect"];

    public static Task<IReadOnlyDictionary<string, double>> RunAsync(EvaluationRun run, CancellationToken cancellationToken)
    {
        var (gold, hits, withSpeaker) = (new Counts(), new Counts(), new Counts());
        var predictions = 0;
        foreach (var story in AnnotatedStories.In(run))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var statements = StatementExtractor.Extract(story.Body, SentenceSplitter.Split(story.Body));
            predictions += statements.Count;
            foreach (var statement in story.Statements)
            {
                gold.Add(statement.Type);
            }

            var matches = Match(statements, story.Statements).ToList();
            foreach (var (predicted, annotated) in matches)
            {
                hits.Add(annotated.Type);
                if (IsSpeakerRight(predicted, annotated))
                {
                    withSpeaker.Add(annotated.Type);
                }
            }

            run.Predict(new
            {
                articleId = story.Id,
                statements = statements.Select(statement => new
                {
                    content = statement.Content,
                    speaker = statement.Speaker,
                    cue = statement.Cue,
                    verb = statement.Verb,
                    construction = statement.Construction.ToString(),
                }),
            });
        }

        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var type in Types)
        {
            scores[$"{type} recall"] = (double)hits[type] / gold[type];
            scores[$"{type} speaker"] = (double)withSpeaker[type] / hits[type];
        }

        scores["precision"] = (double)hits.Total / predictions;
        scores["recall"] = (double)hits.Total / gold.Total;
        scores["F1"] = 2.0 * hits.Total / (predictions + gold.Total);
        scores["F1 with speaker"] = 2.0 * withSpeaker.Total / (predictions + gold.Total);
        return Task.FromResult<IReadOnlyDictionary<string, double>>(scores);
    }

    /// <summary>Pairs one to one, the best first.</summary>
    private static IEnumerable<(Attribution Predicted, AnnotatedStatement Annotated)> Match(
        IReadOnlyList<Attribution> predicted, IReadOnlyList<AnnotatedStatement> annotated)
    {
        var pairs = predicted.SelectMany(statement => annotated.Select(gold => (Statement: statement, Gold: gold, Overlap: Overlap(statement.Content, gold.Content))))
            .Where(pair => pair.Overlap >= HitFrom)
            .OrderByDescending(pair => pair.Overlap);
        var (usedStatements, usedGold) = (new HashSet<Attribution>(ReferenceEqualityComparer.Instance), new HashSet<AnnotatedStatement>(ReferenceEqualityComparer.Instance));
        foreach (var (statement, gold, _) in pairs)
        {
            if (!usedStatements.Contains(statement) && !usedGold.Contains(gold))
            {
                usedStatements.Add(statement);
                usedGold.Add(gold);
                yield return (statement, gold);
            }
        }
    }

    private static bool IsSpeakerRight(Attribution predicted, AnnotatedStatement annotated) => predicted.Speaker is { } speaker
        ? annotated.Speaker.Any(gold => Common(speaker, gold) > 0)
        : annotated.Speaker.Count == 0;

    private static double Overlap(IReadOnlyList<TextSpan> left, IReadOnlyList<TextSpan> right)
    {
        var common = left.Sum(span => right.Sum(other => Common(span, other)));
        return common == 0 ? 0 : (double)common / (left.Sum(span => span.Length) + right.Sum(span => span.Length) - common);
    }

    private static int Common(TextSpan left, TextSpan right) => Math.Max(0, Math.Min(left.End, right.End) - Math.Max(left.Start, right.Start));

    private sealed class Counts
    {
        private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

        public int this[string type] => counts.GetValueOrDefault(type);

        public int Total => counts.Values.Sum();

        public void Add(string type) => counts[type] = this[type] + 1;
    }
}
