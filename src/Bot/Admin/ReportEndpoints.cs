using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using NewsBot.Answers;
using NewsBot.Conversations;
using NewsBot.Retrieval.Indexing;

namespace NewsBot.Admin;

/// <summary>What the index holds, what readers miss, and who changed what.</summary>
internal static class ReportEndpoints
{
    private const int MaxDays = 366;
    private const int MaxListed = 500;

    public static void MapReports(this RouteGroupBuilder api)
    {
        api.MapGet("/statistics", GetStatisticsAsync).WithSummary("What the index holds, with stories a day and by outlet");
        api.MapGet("/questions", GetQuestions).WithSummary("What the stories did not answer lately, and which answers readers judged bad");
        api.MapGet("/audit", GetAudit).WithSummary("Who changed what, the latest first");
    }

    /// <param name="days">How many days, up to that of the newest story.</param>
    private static async Task<Results<Ok<Statistics>, ProblemHttpResult>> GetStatisticsAsync(IArticleIndex index, CancellationToken cancellationToken, int days = 30)
    {
        if (days is < 1 or > MaxDays)
        {
            return TypedResults.Problem($"days is a number from 1 to {MaxDays}.", statusCode: StatusCodes.Status400BadRequest);
        }

        var status = await index.GetStatusAsync(cancellationToken);
        var last = status.Newest is { } newest ? DateOnly.FromDateTime(newest.UtcDateTime) : (DateOnly?)null;
        var first = last is { } day ? DateOnly.FromDayNumber(Math.Max(0, day.DayNumber - days + 1)) : default;
        var spread = await index.GetDistributionAsync(first, last ?? default, cancellationToken);
        return TypedResults.Ok(new Statistics(
            status.Articles, status.Sentences, status.Statements, status.Store, status.Embedder, Dates.Iso(status.Oldest), Dates.Iso(status.Newest), status.LastChange,
            last is null ? null : first, last, spread.Days, spread.Outlets));
    }

    private static Ok<Questions> GetQuestions(UnansweredQuestions unanswered, FeedbackStore feedback, [Range(1, MaxListed)] int count = 50) =>
        TypedResults.Ok(new Questions(unanswered.Recent(Math.Clamp(count, 1, MaxListed)), feedback.Complaints(Math.Clamp(count, 1, MaxListed)), feedback.Count()));

    private static Ok<IReadOnlyList<AuditEntry>> GetAudit(AuditLog audit, [Range(1, MaxListed)] int count = 50) => TypedResults.Ok(audit.Recent(Math.Clamp(count, 1, MaxListed)));
}

/// <param name="Oldest">Publication date of the oldest story, as ISO 8601.</param>
/// <param name="Newest">Publication date of the newest story, as ISO 8601.</param>
/// <param name="LastChange">When a story was last added, replaced or removed.</param>
/// <param name="FirstDay">Of the days that are counted; null: no story has a date.</param>
/// <param name="Days">Those on which stories were published, by UTC.</param>
/// <param name="Outlets">Those with the most stories first.</param>
internal sealed record Statistics(
    long Articles,
    long Sentences,
    long Statements,
    string Store,
    string Embedder,
    string? Oldest,
    string? Newest,
    DateTimeOffset? LastChange,
    DateOnly? FirstDay,
    DateOnly? LastDay,
    IReadOnlyList<DayCount> Days,
    IReadOnlyList<OutletCount> Outlets);

/// <param name="Unanswered">The latest first.</param>
/// <param name="Complaints">The answers that readers judged bad, the latest first.</param>
/// <param name="Feedback">How many answers were judged.</param>
internal sealed record Questions(IReadOnlyList<UnansweredQuestion> Unanswered, IReadOnlyList<Complaint> Complaints, FeedbackCounts Feedback);
