using NewsBot.Retrieval.Questions;
using NewsBot.Retrieval.Search;

namespace NewsBot.Answers;

/// <summary>
/// Answers from stories of other days that tell of the time asked for. The day in a question is mostly that of an event, and what happened on it
/// may only be told later.
/// </summary>
internal static class EventAnswer
{
    // Where they are looked for, and how far behind the best one's share of the question's words they may be.
    private const int Looked = 40;
    private const double MinCoverage = 0.8;

    /// <summary>Null when no story tells of that time, or only of something else.</summary>
    public static Answer.Grounded? Of(Evidence evidence)
    {
        if (evidence is not { Question.Window: { } window, Beyond: { IsCovered: true } beyond })
        {
            return null;
        }

        var outlet = evidence.Question.Outlet?.Name;
        var least = MinCoverage * beyond.Sentences[0].PassageCoverage;
        var telling = beyond.Sentences
            .Take(Looked)
            .Where(scored => scored.PassageCoverage >= least && (outlet is null || scored.Article.Source == outlet) && TellsOf(window, scored))
            .GroupBy(scored => scored.Article.Id)
            .MinBy(story => Distance(window, story.First().Article.Published))?
            .ToList();
        return telling is not null && ExtractiveAnswerer.Ground(beyond with { Sentences = telling }) is { } answer
            ? answer with { Lead = answer.Lead! with { StoriesWithin = evidence.Searched.Stories, IsLatest = false } }
            : null;
    }

    private static TimeSpan Distance(TimeWindow window, DateTimeOffset? published) =>
        published is { } day && (window.Until ?? window.From) is { } edge ? (day - edge).Duration() : TimeSpan.MaxValue;

    /// <summary>By its own dates; a sentence without any goes on telling of those of the sentence before.</summary>
    private static bool TellsOf(TimeWindow window, ScoredSentence scored)
    {
        var dated = !EventDates.AreIn(scored.Sentence.Text) && scored.Story.ElementAtOrDefault(scored.Sentence.Ordinal - 1) is { } before
            ? before
            : scored.Sentence;
        return EventDates.TellOf(window, dated.Text, scored.Article.Published);
    }
}
