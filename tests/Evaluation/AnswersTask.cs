using System.Diagnostics;
using NewsBot.Answers.Drafts;
using NewsBot.Evaluation.Data;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Sentences;
using NewsBot.Retrieval.Statements;
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
        var stories = await ReadStoriesAsync(cancellationToken);
        var checker = new DraftChecker(Pipeline.Dictionary);
        var adversarial = Check(SampleDrafts.ReadAdversarial(run), isFaithful: false);
        var faithful = Check(SampleDrafts.ReadFaithful(run), isFaithful: true);

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

        List<Judged> Check(IReadOnlyList<SampleDraft> drafts, bool isFaithful)
        {
            var judged = new List<Judged>();
            foreach (var draft in drafts)
            {
                var evidence = draft.Evidence.Select((place, index) => stories[place.ArticleId].EvidenceOf(index + 1, place)).ToList();

                // The second time, as in an answer whose sentences cite the same evidence.
                checker.Check(draft.Draft, evidence, draft.Before);
                var started = Stopwatch.GetTimestamp();
                var verdict = checker.Check(draft.Draft, evidence, draft.Before);
                judged.Add(new Judged(draft, verdict, isFaithful, Stopwatch.GetElapsedTime(started)));
            }

            return judged;
        }
    }

    private static double Share(List<Judged> judged, bool isDev) =>
        judged.Where(one => one.Draft.IsDev == isDev).Select(one => one.IsRight ? 1.0 : 0).DefaultIfEmpty(0).Average();

    private static async Task<Dictionary<string, Story>> ReadStoriesAsync(CancellationToken cancellationToken)
    {
        var stories = new Dictionary<string, Story>(StringComparer.Ordinal);
        await foreach (var reading in ArticleReader.ReadAsync([Repository.Samples], cancellationToken))
        {
            if (reading is ArticleReading.Story(var raw) && ArticleParser.Parse(raw) is ParsedArticle.Accepted(var article, _))
            {
                var sentences = SentenceSplitter.Split(article.Body);
                stories.Add(raw.FallbackId, new Story(article, sentences, Ledger.Of(article.Body, sentences)));
            }
        }

        return stories;
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

    /// <summary>A story with what is known of it when it is indexed.</summary>
    private sealed record Story(Article Article, IReadOnlyList<Sentence> Sentences, IReadOnlyList<Statement> Statements)
    {
        /// <exception cref="InvalidDataException">The story has been edited since the draft was written.</exception>
        public NumberedEvidence EvidenceOf(int number, SentencePlace place)
        {
            var sentence = Sentences.FirstOrDefault(sentence => sentence.Text.Contains(place.Sentence ?? "", StringComparison.Ordinal))
                ?? throw new InvalidDataException($"No sentence of {place.ArticleId} has the words: {place.Sentence}");
            var speakers = Statements.Where(statement => statement.FirstSentence <= sentence.Ordinal && statement.LastSentence >= sentence.Ordinal && !statement.IsDenied)
                .Select(statement => statement.Speaker).Distinct(StringComparer.Ordinal).ToList();
            return new NumberedEvidence(number, Article, sentence) { Story = Sentences, Statements = Statements, Speaker = speakers is [var only] ? only : null };
        }
    }

    private sealed record Judged(SampleDraft Draft, DraftVerdict Verdict, bool IsFaithful, TimeSpan Time)
    {
        /// <summary>A faithful draft is to be shown, with names for its pronouns where need be; any other is to be dropped, or put right to one of certain true sentences.</summary>
        public bool IsRight => Verdict is DraftVerdict.Kept(var text, _) ? IsFaithful || Draft.MayShow.Contains(text) : !IsFaithful;
    }
}
