using NewsBot.Answers;
using NewsBot.Evaluation.Data;
using NewsBot.Retrieval.Articles;
using Spectre.Console;

namespace NewsBot.Evaluation;

/// <summary>
/// Asks the whole product our own questions on the sample stories: whether it answers with a right sentence, and declines what it should. Whoever
/// works on the rules looks at the dev part only; of the rest nothing but figures is shown.
/// </summary>
internal static class QuestionsTask
{
    // For the table by kind, also when the output goes to a file.
    private const int WideEnough = 140;

    public static async Task<IReadOnlyDictionary<string, double>> RunAsync(EvaluationRun run, CancellationToken cancellationToken)
    {
        var stories = await ReadStoriesAsync(cancellationToken);
        var questions = SampleQuestions.Read(run);
        Check(questions, stories);

        using var pipeline = await Pipeline.OpenAsync("samples", Repository.Samples, keepIndex: false, Pipeline.UsualOptions, cancellationToken);

        var names = stories.ToDictionary(story => story.Value.Id, story => story.Key);
        var verdicts = new List<Verdict>();
        foreach (var question in questions)
        {
            var reply = await pipeline.Answerer.AnswerAsync(question.Question, question.AskedAt, cancellationToken);
            verdicts.Add(Verdict.Of(question, reply.Answer, names));
        }

        var dev = verdicts.Where(verdict => verdict.Question.IsDev).ToList();
        var heldOut = verdicts.Where(verdict => !verdict.Question.IsDev).ToList();
        dev.ForEach(run.Predict);
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, WideEnough);
        PrintByKind("dev", dev);
        PrintByKind("held out", heldOut);
        return QuestionScores.Of(dev).Select(score => KeyValuePair.Create($"dev.{score.Key}", score.Value))
            .Concat(QuestionScores.Of(heldOut).Select(score => KeyValuePair.Create($"heldOut.{score.Key}", score.Value)))
            .ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The sample stories by the names of their files.</summary>
    private static async Task<Dictionary<string, Article>> ReadStoriesAsync(CancellationToken cancellationToken)
    {
        var stories = new Dictionary<string, Article>(StringComparer.Ordinal);
        await foreach (var reading in ArticleReader.ReadAsync([Repository.Samples], cancellationToken))
        {
            if (reading is ArticleReading.Story(var raw) && ArticleParser.Parse(raw) is ParsedArticle.Accepted(var article, _))
            {
                stories.Add(raw.FallbackId, article);
            }
        }

        return stories;
    }

    /// <summary>A story that is edited must not leave a label behind that no answer can meet.</summary>
    private static void Check(IReadOnlyList<AskedQuestion> questions, Dictionary<string, Article> stories)
    {
        var stale = questions
            .SelectMany(question => question.AnyOf.Concat(question.NoneOf), (question, place) => (question.Id, Place: place))
            .Where(label => !stories.TryGetValue(label.Place.ArticleId, out var story)
                || !story.Body.Contains(label.Place.Sentence ?? "", StringComparison.Ordinal))
            .Select(label => $"{label.Id}: {label.Place.ArticleId}: {label.Place.Sentence}")
            .Concat(questions.CountBy(question => question.Id).Where(id => id.Value > 1).Select(id => $"{id.Key} is there {id.Value} times"))
            .Concat(questions.Where(question => question.AnyOf.Count > 0 != (question.Expect == Outcome.Answered))
                .Select(question => $"{question.Id}: only what is answered has sentences that answer"))
            .ToList();
        if (stale.Count > 0)
        {
            throw new InvalidDataException($"The questions do not fit the stories:\n{string.Join('\n', stale)}");
        }
    }

    private static void PrintByKind(string part, List<Verdict> verdicts)
    {
        var table = new Table().Border(TableBorder.Simple).Title(part).AddColumn("kind").AddColumns(QuestionScores.Names.ToArray());
        foreach (var kind in verdicts.GroupBy(verdict => verdict.Question.Kind).OrderByDescending(kind => kind.Count()))
        {
            AddRow(kind.Key, kind.ToList());
        }

        AddRow("all", verdicts);
        AnsiConsole.Write(table);

        void AddRow(string name, List<Verdict> some)
        {
            var scores = QuestionScores.Of(some);
            table.AddRow([name, .. QuestionScores.Names.Select(score => scores.TryGetValue(score, out var value) ? $"{value:0.##}" : "")]);
        }
    }
}

internal sealed record CitedSentence(string ArticleId, string Sentence)
{
    public bool IsRight { get; init; }
}

/// <summary>A reply beside what was expected.</summary>
internal sealed record Verdict(AskedQuestion Question, Outcome Outcome, IReadOnlyList<CitedSentence> Cited, string Reply)
{
    /// <summary>Whether nothing is cited, and nothing left unsaid, that must not be.</summary>
    public bool KeepsLimits =>
        !Cited.Any(cited => Question.NoneOf.Any(place => place.Covers(cited)))
        && (Question.Says is null || Reply.Contains(Question.Says, StringComparison.OrdinalIgnoreCase));

    public bool HasLimits => Question.NoneOf.Count > 0 || Question.Says is not null;

    public bool CitesRightSentence => Cited.Any(cited => cited.IsRight);

    public bool IsRight => Outcome == Question.Expect && (Outcome != Outcome.Answered || CitesRightSentence) && KeepsLimits;

    public static Verdict Of(AskedQuestion question, Answer answer, Dictionary<ArticleId, string> names)
    {
        var (outcome, citations) = answer switch
        {
            Answer.Grounded grounded => (Outcome.Answered, grounded.Citations),
            Answer.NotCovered => (Outcome.NotCovered, []),
            _ => (Outcome.Clarify, (IReadOnlyList<Citation>)[]),
        };
        var cited = citations
            .Select(citation => new CitedSentence(names[citation.Article.Id], citation.Sentence.Text))
            .Select(sentence => sentence with { IsRight = question.AnyOf.Any(place => place.Covers(sentence)) })
            .ToList();

        // The nearest sentences under a refusal are not what the reply says.
        return new Verdict(question, outcome, cited, outcome == Outcome.Answered ? AnswerText.WithSources(answer) : AnswerText.Of(answer));
    }
}

/// <summary>The shares that tell how good the replies are.</summary>
internal static class QuestionScores
{
    private static readonly IReadOnlyList<(string Name, Func<Verdict, bool> Among, Func<Verdict, bool> Counts)> Shares =
    [
        ("right", _ => true, verdict => verdict.IsRight),
        ("rightSentence", Expects(Outcome.Answered), verdict => verdict.CitesRightSentence),
        ("wrongRefusals", Expects(Outcome.Answered), verdict => verdict.Outcome != Outcome.Answered),
        ("refusedWhenNotCovered", Expects(Outcome.NotCovered), verdict => verdict.Outcome != Outcome.Answered),
        ("clarified", Expects(Outcome.Clarify), verdict => verdict.Outcome == Outcome.Clarify),
        ("windowsAndOutlets", verdict => verdict.HasLimits, verdict => verdict.KeepsLimits),
    ];

    public static IReadOnlyList<string> Names { get; } = ["questions", .. Shares.Select(share => share.Name), "citedRight"];

    /// <summary>Those that can be told of these replies.</summary>
    public static IReadOnlyDictionary<string, double> Of(IReadOnlyCollection<Verdict> verdicts)
    {
        var scores = new Dictionary<string, double>(StringComparer.Ordinal) { ["questions"] = verdicts.Count };
        foreach (var (name, among, counts) in Shares)
        {
            AddShare(name, verdicts.Where(among).Select(counts).ToList());
        }

        AddShare("citedRight", verdicts.Where(Expects(Outcome.Answered)).SelectMany(verdict => verdict.Cited).Select(cited => cited.IsRight).ToList());
        return scores;

        void AddShare(string name, List<bool> counted)
        {
            if (counted.Count > 0)
            {
                scores[name] = (double)counted.Count(isCounted => isCounted) / counted.Count;
            }
        }
    }

    private static Func<Verdict, bool> Expects(Outcome outcome) => verdict => verdict.Question.Expect == outcome;
}
