using NewsBot.Answers.Speech;
using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Reading;
using NewsBot.Retrieval.Search;

namespace NewsBot.Answers;

/// <summary>Answers with sentences of the stories, word for word.</summary>
public static class ExtractiveAnswerer
{
    private const int NearTheTop = 6;

    // Two words of three: an answer to who called for something has to tell for what.
    private const double OnTopic = 0.65;

    // From when on the reader's mark is shown.
    private const double SureOfSpan = 0.5;
    private const double LongestSpan = 0.6;

    private const double SureOfVerdict = 0.9;

    public static Answer Answer(Evidence evidence) =>
        (SpokenAnswer.Of(evidence) ?? PositionsAnswer.Of(evidence)) is { } spoken ? spoken
        : SpokenAnswer.AsksForWords(evidence.Question) ? Refusal.Of(evidence)
        : evidence.IsCovered ? Ground(evidence)
        : EventAnswer.Of(evidence) ?? (evidence.IsPossiblyCovered ? Ground(evidence, maxFindings: 1) with { IsPossible = true } : (Answer)Refusal.Of(evidence));

    /// <summary>The fewest sentences that answer, with those before them that they need to be understood.</summary>
    internal static Answer.Grounded Ground(Evidence evidence, int maxFindings = int.MaxValue)
    {
        var chosen = Selection.Choose(evidence.Question, Finding.Fold(Fitting(evidence))).Take(maxFindings);
        var stories = chosen.GroupBy(finding => finding.Best.Article.Id).Select(story => story.ToList());
        var ordered = Lead.AsksForLatest(evidence.Question)
            ? stories.OrderByDescending(story => story[0].Best.Article.Published ?? DateTimeOffset.MinValue)
            : stories.OrderByDescending(story => story.Max(finding => finding.Best.Score));
        return Grounded(evidence.Question, ordered.SelectMany(story => InReadingOrder(evidence.Question, story)), VerdictOf(evidence));
    }

    /// <summary>Certain sentences as they stand, with those that they need to be understood.</summary>
    internal static Answer.Grounded Quote(Question question, IReadOnlyList<ScoredSentence> sentences) => Grounded(
        question, sentences.GroupBy(scored => scored.Article.Id).SelectMany(story => InReadingOrder(question, [.. story.Select(scored => new Finding(scored, []))])));

    private static Answer.Grounded Grounded(Question question, IEnumerable<Shown> sentences, string? verdict = null)
    {
        var shown = sentences.Select((shown, index) => shown with { Citation = shown.Citation with { Number = index + 1 } }).ToList();
        return new Answer.Grounded(
            shown.Select(sentence => new AnswerSentence(sentence.Citation.Sentence.Text, [sentence.Citation.Number])
            {
                Span = sentence.Span,
                NamedBefore = sentence.NamedBefore,
                Said = sentence.Said,
            }).ToList(),
            shown.Select(sentence => sentence.Citation).ToList())
        {
            Verdict = verdict,
            Lead = Lead.Of(question, shown.Select(sentence => sentence.Citation.Article)),
        };
    }

    /// <summary>What is shown of one story, in the order of its text.</summary>
    private static IEnumerable<Shown> InReadingOrder(Question question, IReadOnlyList<Finding> story)
    {
        var findings = story.ToDictionary(finding => finding.Best.Sentence.Ordinal);
        var named = story.ToLookup(finding => finding.Sentences.First().Ordinal, finding => finding.Context.Person);
        return story
            .SelectMany(finding => finding.Sentences)
            .DistinctBy(sentence => sentence.Ordinal)
            .OrderBy(sentence => sentence.Ordinal)
            .Select(sentence => new Shown(
                new Citation(0, story[0].Best.Article, sentence)
                {
                    AlsoIn = findings.GetValueOrDefault(sentence.Ordinal)?.AlsoIn ?? [],
                    Speaker = Claims.OnlySpeakerOf(story[0].Best, sentence.Ordinal),
                },
                findings.GetValueOrDefault(sentence.Ordinal) is { } finding ? SpanOf(question, finding.Best) : null,
                named[sentence.Ordinal].FirstOrDefault(person => person is not null),
                question.Kind == QuestionKind.WhoSaid ? Claims.Answering(question, story[0].Best, sentence.Ordinal) : Claims.Continued(story[0].Best, sentence)));
    }

    /// <summary>Sentences of the stories, without those that can be no answer to who said something, or what somebody did.</summary>
    private static IReadOnlyList<ScoredSentence> Fitting(Evidence evidence)
    {
        var top = evidence.Sentences.Take(NearTheTop).ToList();
        return evidence.Question switch
        {
            { Kind: QuestionKind.WhoSaid } question when top.Exists(scored => Claims.AnswerTo(question, scored)) => Those(scored => Claims.AnswerTo(question, scored)),
            { Kind: QuestionKind.WhoSaid } question when top.Exists(scored => Claims.TopicTold(question, scored) >= OnTopic) => Those(scored => Claims.TopicTold(question, scored) >= OnTopic),
            { Kind: QuestionKind.WhoSaid } question when top.Exists(scored => Claims.TouchOn(question, scored)) => Those(scored => Claims.TouchOn(question, scored)),
            _ => Those(scored => !Claims.AreByOthers(evidence.Question, scored)),
        };

        List<ScoredSentence> Those(Func<ScoredSentence, bool> fit) => evidence.Sentences.Where(fit).ToList();
    }

    /// <summary>What a yes/no question gets, where the reader is sure.</summary>
    private static string? VerdictOf(Evidence evidence) => evidence is { Question.Kind: QuestionKind.YesNo, IsCovered: true, Sentences: [{ Reading: { } reading }, ..] }
        ? reading switch { { Yes: >= SureOfVerdict } => "Yes", { No: >= SureOfVerdict } => "No", _ => null }
        : null;

    /// <summary>What the reader marks, where something of a kind is asked for that may be short, and it is not most of the sentence.</summary>
    private static AnswerSpan? SpanOf(Question question, ScoredSentence scored) =>
        question.Expects is not (ExpectedAnswer.Anything or ExpectedAnswer.Reason) && scored.Reading is { Span: { } span, Probability: >= SureOfSpan }
        && span.End > span.Start && span.End - span.Start <= LongestSpan * scored.Sentence.Text.Length
            ? span
            : null;

    private sealed record Shown(Citation Citation, AnswerSpan? Span, string? NamedBefore, Said? Said);
}
