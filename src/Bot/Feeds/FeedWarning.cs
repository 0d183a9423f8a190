using NewsBot.Answers;
using NewsBot.Jobs;

namespace NewsBot.Feeds;

/// <summary>What is wrong with a feed, in sentences.</summary>
internal static class FeedWarning
{
    // Fewer silences are no habit.
    private const int FewestSilences = 5;

    // Silent for longer than usual: so many times as long as it ever was in the last weeks, or than it is read.
    private const double LongerThanUsual = 2;

    /// <summary>Why a feed could not be read; null: it could.</summary>
    /// <param name="job">That has read it.</param>
    /// <param name="problems">All that the job met with.</param>
    public static string? OfFailure(string url, Job job, IReadOnlyList<JobProblem> problems) => (job, problems) switch
    {
        ({ State: JobState.Failed, Fault: var fault }, _) => fault,
        _ when problems.FirstOrDefault(problem => IsOf(url, problem)) is { } problem => problem.Text,
        ({ Counts: { Failed: > 0 and var failed } counts }, [var first, ..]) when counts.Sum == failed => $"None of the {failed} stories that it leads to can be read; the first ({first.Location}): {first.Text}",
        _ => null,
    };

    /// <summary>That a feed has been silent for long; null: it has not, or its habits are not known yet.</summary>
    public static string? OfSilence(Feed feed, DateTimeOffset? lastNewStory, (int Count, TimeSpan Longest) silences, DateTimeOffset now)
    {
        if (lastNewStory is not { } last || silences.Count < FewestSilences)
        {
            return null;
        }

        var usual = silences.Longest > feed.Every ? silences.Longest : feed.Every;
        return now - last > LongerThanUsual * usual
            ? $"It has had no new story since {Dates.Spoken(last)}, {last.UtcDateTime:HH:mm} UTC, and was never silent for longer than {Spoken(usual)} in the last weeks."
            : null;
    }

    private static bool IsOf(string url, JobProblem problem) => problem.Location == url || (Uri.TryCreate(url, UriKind.Absolute, out var address) && problem.Location == address.AbsoluteUri);

    private static string Spoken(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => $"{Math.Round(time.TotalDays)} days",
        { TotalHours: >= 2 } => $"{Math.Round(time.TotalHours)} hours",
        _ => $"{Math.Max(1, Math.Round(time.TotalMinutes))} minutes",
    };
}
