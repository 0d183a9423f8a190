using NewsBot.Retrieval.Search;

namespace NewsBot.Answers;

/// <summary>Answers with sentences of the stories, word for word.</summary>
public static class ExtractiveAnswerer
{
    public static Answer Answer(Evidence evidence) =>
        SpokenAnswer.Of(evidence) is { } spoken ? spoken
        : SpokenAnswer.AsksForWords(evidence.Question) ? Refusal.Of(evidence)
        : evidence.IsCovered ? Ground(evidence) : EventAnswer.Of(evidence) ?? (Answer)Refusal.Of(evidence);

    /// <summary>The fewest sentences that answer, with those before them that they need to be understood.</summary>
    internal static Answer.Grounded Ground(Evidence evidence, int maxFindings = int.MaxValue)
    {
        var chosen = Selection.Choose(evidence.Question, Finding.Fold(evidence.Sentences.Where(scored => !SpokenAnswer.IsByOthers(evidence.Question, scored)).ToList())).Take(maxFindings);
        var stories = chosen.GroupBy(finding => finding.Best.Article.Id).Select(story => story.ToList());
        var ordered = Lead.AsksForLatest(evidence.Question)
            ? stories.OrderByDescending(story => story[0].Best.Article.Published ?? DateTimeOffset.MinValue)
            : stories.OrderByDescending(story => story.Max(finding => finding.Best.Score));
        var shown = ordered.SelectMany(InReadingOrder)
            .Select((shown, index) => shown with { Citation = shown.Citation with { Number = index + 1 } })
            .ToList();
        return new Answer.Grounded(
            shown.Select(sentence => new AnswerSentence(sentence.Citation.Sentence.Text, [sentence.Citation.Number]) { NamedBefore = sentence.NamedBefore })
                .ToList(),
            shown.Select(sentence => sentence.Citation).ToList())
        {
            Lead = Lead.Of(evidence.Question, shown.Select(sentence => sentence.Citation.Article)),
        };
    }

    /// <summary>What is shown of one story, in the order of its text.</summary>
    private static IEnumerable<Shown> InReadingOrder(IReadOnlyList<Finding> story)
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
                    Speaker = SpokenAnswer.OnlySpeakerOf(story[0].Best, sentence.Ordinal),
                },
                named[sentence.Ordinal].FirstOrDefault(person => person is not null)));
    }

    private sealed record Shown(Citation Citation, string? NamedBefore);
}
