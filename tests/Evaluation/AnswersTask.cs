using System.Diagnostics;
using NewsBot.Answers.Drafts;
using NewsBot.Evaluation.Data;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Indexing;
using Spectre.Console;

namespace NewsBot.Evaluation;

/// <summary>
/// Gives sentences that a language model might draft to the check that they pass before anybody reads them: how many adversarial ones are stopped, and
/// how many faithful ones survive. Whoever works on the rules looks at the dev part only; of the rest nothing but figures is shown.
/// </summary>
internal static class AnswersTask
{
    // For the table by kind, also when the output goes to a file.
    private const int WideEnough = 140;

    public static async Task<IReadOnlyDictionary<string, double>> RunAsync(EvaluationRun run, CancellationToken cancellationToken)
    {
        using var pipeline = await Pipeline.OpenAsync("samples", Repository.Samples, keepIndex: false, Pipeline.UsualOptions, cancellationToken);
        var stories = await ReadStoriesAsync(pipeline, cancellationToken);
        var checker = new DraftChecker(Pipeline.Encoder, Pipeline.Dictionary);
        var adversarial = await CheckAsync(SampleDrafts.ReadAdversarial(run), isFaithful: false);
        var faithful = await CheckAsync(SampleDrafts.ReadFaithful(run), isFaithful: true);

        var all = adversarial.Concat(faithful).ToList();
        foreach (var judged in all.Where(judged => judged.Draft.IsDev))
        {
            run.Predict(new { judged.Draft.Id, judged.Draft.Kind, judged.Draft.Draft, right = judged.IsRight, verdict = judged.Verdict.ToString() });
        }

        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, WideEnough);
        PrintByKind("adversarial: stopped", adversarial);
        PrintByKind("faithful: survived", faithful);
        PrintReasons(faithful);
        return new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["dev.adversarial"] = adversarial.Count(judged => judged.Draft.IsDev),
            ["dev.stopped"] = Share(adversarial, isDev: true),
            ["dev.faithful"] = faithful.Count(judged => judged.Draft.IsDev),
            ["dev.survived"] = Share(faithful, isDev: true),
            ["heldOut.adversarial"] = adversarial.Count(judged => !judged.Draft.IsDev),
            ["heldOut.stopped"] = Share(adversarial, isDev: false),
            ["heldOut.faithful"] = faithful.Count(judged => !judged.Draft.IsDev),
            ["heldOut.survived"] = Share(faithful, isDev: false),
            ["medianMilliseconds"] = all.Select(judged => judged.Time.TotalMilliseconds).Order().ElementAt(all.Count / 2),
        };

        async Task<List<Judged>> CheckAsync(IReadOnlyList<SampleDraft> drafts, bool isFaithful)
        {
            var judged = new List<Judged>();
            foreach (var draft in drafts)
            {
                var evidence = draft.Evidence.Select((place, index) => EvidenceOf(stories[place.ArticleId], index + 1, place)).ToList();

                // The second time, as in an answer whose sentences cite the same evidence.
                await checker.CheckAsync(draft.Draft, evidence, cancellationToken);
                var started = Stopwatch.GetTimestamp();
                var verdict = await checker.CheckAsync(draft.Draft, evidence, cancellationToken);
                judged.Add(new Judged(draft, verdict, isFaithful, Stopwatch.GetElapsedTime(started)));
            }

            return judged;
        }
    }

    private static double Share(List<Judged> judged, bool isDev) =>
        judged.Where(one => one.Draft.IsDev == isDev).Select(one => one.IsRight ? 1.0 : 0).DefaultIfEmpty(0).Average();

    /// <summary>The stories as they are indexed, by the names of their files.</summary>
    private static async Task<Dictionary<string, StoredArticle>> ReadStoriesAsync(Pipeline pipeline, CancellationToken cancellationToken)
    {
        var ids = new Dictionary<string, ArticleId>(StringComparer.Ordinal);
        await foreach (var reading in ArticleReader.ReadAsync([Repository.Samples], cancellationToken))
        {
            if (reading is ArticleReading.Story(var raw) && ArticleParser.Parse(raw) is ParsedArticle.Accepted(var article, _))
            {
                ids.Add(raw.FallbackId, article.Id);
            }
        }

        var stories = (await pipeline.ReadAsync(ids.Values, cancellationToken)).ToDictionary(story => story.Article.Id);
        return ids.ToDictionary(named => named.Key, named => stories[named.Value], StringComparer.Ordinal);
    }

    /// <exception cref="InvalidDataException">The story has been edited since the draft was written.</exception>
    private static NumberedEvidence EvidenceOf(StoredArticle story, int number, SentencePlace place)
    {
        var sentence = story.Sentences.FirstOrDefault(sentence => sentence.Text.Contains(place.Sentence ?? "", StringComparison.Ordinal))
            ?? throw new InvalidDataException($"No sentence of {place.ArticleId} has the words: {place.Sentence}");
        var speakers = story.Statements.Where(statement => statement.FirstSentence <= sentence.Ordinal && statement.LastSentence >= sentence.Ordinal && !statement.IsDenied)
            .Select(statement => statement.Speaker).Distinct(StringComparer.Ordinal).ToList();
        return new NumberedEvidence(number, story.Article, sentence)
        {
            Story = story.Sentences,
            Statements = story.Statements,
            SentenceVectors = story.SentenceVectors,
            Speaker = speakers is [var only] ? only : null,
        };
    }

    private static void PrintByKind(string title, List<Judged> judged)
    {
        var table = new Table().Border(TableBorder.Simple).Title(title).AddColumns("kind", "dev", "held out");
        foreach (var kind in judged.GroupBy(one => one.Draft.Kind).OrderByDescending(kind => kind.Count()))
        {
            AddRow(kind.Key, kind.ToList());
        }

        AddRow("all", judged);
        AnsiConsole.Write(table);

        void AddRow(string name, List<Judged> some) => table.AddRow(name, Counts(some.Where(one => one.Draft.IsDev)), Counts(some.Where(one => !one.Draft.IsDev)));

        static string Counts(IEnumerable<Judged> some) => $"{some.Count(one => one.IsRight)} of {some.Count()}";
    }

    private static void PrintReasons(List<Judged> faithful)
    {
        var table = new Table().Border(TableBorder.Simple).Title("faithful: dropped for").AddColumns("reason", "dev", "held out");
        foreach (var reason in faithful.Where(one => one.Verdict is DraftVerdict.Dropped).GroupBy(one => ((DraftVerdict.Dropped)one.Verdict).Reason).OrderByDescending(same => same.Count()))
        {
            table.AddRow(reason.Key.ToString(), $"{reason.Count(one => one.Draft.IsDev)}", $"{reason.Count(one => !one.Draft.IsDev)}");
        }

        AnsiConsole.Write(table);
    }

    private sealed record Judged(SampleDraft Draft, DraftVerdict Verdict, bool IsFaithful, TimeSpan Time)
    {
        /// <summary>A faithful draft is to be shown as it is, but for corrections that are true, too; any other is to be dropped or corrected.</summary>
        public bool IsRight => Verdict is DraftVerdict.Kept(var text, _)
            ? Draft.MayShow.Contains(text) || (IsFaithful && Draft.Draft.StartsWith(text[..^1], StringComparison.Ordinal))
            : !IsFaithful;
    }
}
