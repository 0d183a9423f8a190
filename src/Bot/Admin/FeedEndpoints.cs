using Microsoft.AspNetCore.Http.HttpResults;
using NewsBot.Feeds;

namespace NewsBot.Admin;

/// <summary>The configured feeds, and reading one at once.</summary>
internal static class FeedEndpoints
{
    public static void MapFeeds(this RouteGroupBuilder api)
    {
        api.MapGet("/feeds", GetFeeds).WithSummary("The feeds of the setting Feeds, and how they do");
        api.MapPost("/feeds/poll", Poll).WithSummary("Reads a feed as soon as nobody else writes").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static Ok<IReadOnlyList<FeedLine>> GetFeeds(FeedPolling feeds) => TypedResults.Ok<IReadOnlyList<FeedLine>>(feeds.States.Select(FeedLine.Of).ToList());

    private static Results<Created<Run>, ProblemHttpResult> Poll(FeedName feed, HttpContext http, FeedPolling feeds, AuditLog audit)
    {
        if (feeds.PollNow(feed.Url, AdminAccess.NameOf(http)) is not { } job)
        {
            return TypedResults.Problem("No feed of this address is configured: name it in the setting Feeds, or start a run with its address.", statusCode: StatusCodes.Status404NotFound);
        }

        audit.Add(AdminAccess.NameOf(http), "read feed", feed.Url, $"run {job.Id}");
        return TypedResults.Created($"{AdminExtensions.ApiPath}/runs/{job.Id}", Run.Of(job));
    }
}

/// <param name="Url">As the setting spells it.</param>
internal sealed record FeedName(string Url);

/// <param name="EverySeconds">How often it is read.</param>
/// <param name="LastTried">When it was last read, or tried to be.</param>
/// <param name="LastSucceeded">When it could last be read.</param>
/// <param name="LastNewStory">When it last had a story that was new.</param>
/// <param name="NextAt">When it is read next; null while it is being read.</param>
/// <param name="Warning">What is wrong; null: nothing.</param>
internal sealed record FeedLine(
    string Url,
    string? Outlet,
    double EverySeconds,
    DateTimeOffset? LastTried,
    DateTimeOffset? LastSucceeded,
    DateTimeOffset? LastNewStory,
    DateTimeOffset? NextAt,
    string? Warning)
{
    public static FeedLine Of(FeedState feed) =>
        new(feed.Url, feed.Outlet, feed.Every.TotalSeconds, feed.LastTried, feed.LastSucceeded, feed.LastNewStory, feed.NextAt, feed.Warning);
}
