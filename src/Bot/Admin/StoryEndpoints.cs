using Microsoft.AspNetCore.Http.HttpResults;
using NewsBot.Jobs;
using NewsBot.Retrieval;
using NewsBot.Retrieval.Articles;
using NewsBot.Retrieval.Copies;
using NewsBot.Retrieval.History;
using NewsBot.Retrieval.Indexing;
using NewsBot.Retrieval.Retractions;

namespace NewsBot.Admin;

/// <summary>Finding stories, looking at one, and taking it out of the answers.</summary>
internal static class StoryEndpoints
{
    private const int MaxFound = 100;
    private const int MaxReason = 300;

    public static void MapStories(this RouteGroupBuilder api)
    {
        api.MapGet("/stories", FindAsync).WithSummary("Finds stories by an id, an address or words of the title; without any: the newest");
        api.MapGet("/story", GetAsync).WithSummary("A story's sentences and statements, its copies and what it said before").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/stories/remove", RemoveAsync).WithSummary("Removes a story; it comes back when it is indexed again")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        api.MapPost("/stories/retract", RetractAsync).WithSummary("Takes a story out of all answers at once and keeps it out; its page says why")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/stories/lift", LiftAsync).WithSummary("Ends a retraction: the story is back as it stood").ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/retractions", GetRetractions).WithSummary("The stories that are retracted, the latest first");
    }

    private static async Task<Ok<FoundStories>> FindAsync(StorySearch search, RetractionRegister retractions, CancellationToken cancellationToken, string text = "", int count = 25)
    {
        var found = await search.FindAsync(text.Trim(), Math.Clamp(count, 1, MaxFound), cancellationToken);
        var retracted = retractions.Among(found.Select(story => story.Id).ToList()).Select(retraction => retraction.Story.Id).ToHashSet();
        return TypedResults.Ok(new FoundStories(found.Select(story => FoundStory.Of(story, retracted.Contains(story.Id))).ToList()));
    }

    private static async Task<Results<Ok<StoryDetail>, ProblemHttpResult>> GetAsync(
        string id, IArticleIndex index, WireCopies copies, SentenceHistory history, RetractionRegister retractions, CancellationToken cancellationToken)
    {
        var asked = new ArticleId(id);
        return retractions.Find(asked) is { } retraction ? TypedResults.Ok(StoryDetail.Of(retraction))
            : await index.ReadAsync([asked], cancellationToken) is [var story] ? TypedResults.Ok(StoryDetail.Of(story, copies.Of([asked])[asked], history.Of(asked)))
            : NoSuchStory();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        StoryName story, HttpContext http, IndexMaintenance maintenance, AuditLog audit, CancellationToken cancellationToken)
    {
        var job = await RunEndpoints.WithPatienceAsync(token => maintenance.RemoveAsync([story.Id], AdminAccess.NameOf(http), token), cancellationToken);
        if (job is not { Counts.Removed: > 0 })
        {
            return job is null ? TypedResults.Problem(RunEndpoints.Busy, statusCode: StatusCodes.Status409Conflict) : NoSuchStory();
        }

        audit.Add(AdminAccess.NameOf(http), "remove", story.Id);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RetractAsync(
        RetractionRequest request, HttpContext http, ArticleIngestor ingestor, AuditLog audit, CancellationToken cancellationToken)
    {
        var reason = request.Reason.Trim();
        if (reason.Length is 0 or > MaxReason || reason.Any(char.IsControl))
        {
            return TypedResults.Problem($"reason is a sentence or two for readers, on one line of at most {MaxReason} characters.", statusCode: StatusCodes.Status400BadRequest);
        }

        if (!await ingestor.RetractAsync(new ArticleId(request.Id), reason, cancellationToken))
        {
            return NoSuchStory();
        }

        audit.Add(AdminAccess.NameOf(http), "retract", request.Id, reason);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> LiftAsync(
        StoryName story, HttpContext http, ArticleIngestor ingestor, AuditLog audit, CancellationToken cancellationToken)
    {
        if (!await ingestor.LiftAsync(new ArticleId(story.Id), cancellationToken))
        {
            return TypedResults.Problem("No story of this id is retracted, or it is retracted as the copy of another, with which it comes back.", statusCode: StatusCodes.Status404NotFound);
        }

        audit.Add(AdminAccess.NameOf(http), "lift retraction", story.Id);
        return TypedResults.NoContent();
    }

    private static Ok<IReadOnlyList<RetractedStory>> GetRetractions(RetractionRegister retractions) =>
        TypedResults.Ok<IReadOnlyList<RetractedStory>>(retractions.All().Select(RetractedStory.Of).ToList());

    private static ProblemHttpResult NoSuchStory() =>
        TypedResults.Problem("No story has this id: look it up by its title or address.", statusCode: StatusCodes.Status404NotFound);
}

/// <param name="Id">Of a story.</param>
internal sealed record StoryName(string Id);

/// <param name="Id">Of a story.</param>
/// <param name="Reason">For readers: it stands on the story's page, and is told to those who were given an answer from it.</param>
internal sealed record RetractionRequest(string Id, string Reason);
