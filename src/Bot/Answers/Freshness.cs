using System.Globalization;
using NewsBot.Retrieval.Questions;

namespace NewsBot.Answers;

/// <summary>Tells how old the newest story is, where readers may expect news of today: while feeds are read, and the newest is old all the same.</summary>
/// <param name="areFeedsRead">Whether stories come in by themselves.</param>
public sealed class Freshness(bool areFeedsRead, TimeProvider time)
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(2);

    /// <summary>As in <c>5 days old</c>; null when it goes without saying.</summary>
    /// <param name="newest">When the newest story was published.</param>
    public string? AgeOf(DateTimeOffset? newest) =>
        areFeedsRead && newest is { } published && time.GetUtcNow() - published is var age && age > Old
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(age.TotalDays):N0} days old")
            : null;

    /// <summary>The answer with the newest story's age, where it is about the latest state or a time that goes on after that story, or finds nothing.</summary>
    public Answer Mark(Answer answer, Question? question, DateTimeOffset? newest) => AgeOf(newest) is not { } age ? answer : answer switch
    {
        Answer.NotCovered notCovered => notCovered with { NewestAge = age },
        Answer.Grounded { Lead: { } lead } grounded when Concerns(question, newest) => grounded with { Lead = lead with { NewestAge = age } },
        Answer.Grounded { Note: { } note } grounded when Concerns(question, newest) => grounded with { Note = $"{note} My newest story is {age}." },
        _ => answer,
    };

    private static bool Concerns(Question? question, DateTimeOffset? newest) =>
        question is not null && (Lead.AsksForLatest(question) || (question.Window is { } window && (window.Until is null || window.Until > newest)));
}
